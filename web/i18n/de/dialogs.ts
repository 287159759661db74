import type { tDialogs } from "../../rooms/dialog_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const dialogs = {
  copy: "Kopieren",
  copied: "Link kopiert.",
  copyByHand: "Kopiere ihn mit Strg C, auf einem Mac mit ⌘ C.",
  messageLink: "Link zu dieser Nachricht",
  personName: "Name",

  inviteTitle: "Leute einladen",
  inviteLead: "Wer den Link hat, kann ein Konto erstellen. Er gilt sieben Tage.",
  inviteMake: "Einladungslink erstellen",
  inviteMakeAnother: "Weiteren Link erstellen",
  inviteLink: "Einladungslink",
  inviteOnce: "Kopiere ihn jetzt. Er wird nicht noch einmal angezeigt.",
  invitesOpen: "Aktive Links",
  inviteBy: "von {name}",
  inviteUsed: {
    one: "bis {time}, {count}-mal benutzt",
    other: "bis {time}, {count}-mal benutzt",
  },
  inviteEmpty: "Keine aktiven Links",
  revoke: "Widerrufen",
  revokeOf: "Link von {name}, bis {time}, widerrufen",
  revoked: "Link widerrufen",

  unsentTitle: "Nicht gesendet",
  unsentText: "Du bist in diesen Räumen nicht mehr Mitglied.",
  unsentEmpty: "Keine ungesendeten Nachrichten",
  unsentRemove: "Entfernen",

  resetHint: "Überall sonst wirst du abgemeldet.",
  resetSet: "Passwort setzen",
  resetDone: "Dein Passwort ist gesetzt. Überall sonst bist du abgemeldet.",
} as const satisfies InOtherWords<typeof tDialogs.english>;
