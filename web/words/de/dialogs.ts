import type { sayDialogs } from "../en/dialogs.ts";
import type { InOtherWords } from "../phrases.ts";

export const dialogs = {
  copy: "Kopieren",
  copied: "Link kopiert.",
  copyByHand: "Kopiere ihn mit Strg C, auf einem Mac mit ⌘ C.",
  messageLink: "Link zu dieser Nachricht",
  personName: "Name",

  inviteTitle: "Leute einladen",
  inviteLead: "Wer den Link hat, kann hier sieben Tage lang ein Konto anlegen.",
  inviteMake: "Einladungslink erstellen",
  inviteMakeAnother: "Weiteren Link erstellen",
  inviteLink: "Einladungslink",
  inviteOnce: "Er wird nur jetzt angezeigt.",
  invitesOpen: "Links, die gelten",
  inviteBy: "von {name}",
  inviteUsed: {
    one: "bis {time}, {count}-mal benutzt",
    other: "bis {time}, {count}-mal benutzt",
  },
  inviteEmpty: "Zurzeit gilt kein Link.",
  revoke: "Zurückziehen",
  revokeOf: "Zurückziehen: Link von {name}, bis {time}",
  revoked: "Der Link gilt nicht mehr.",

  unsentTitle: "Nicht gesendet",
  unsentText: "In den Räumen dieser Nachrichten bist du nicht mehr Mitglied.",
  unsentEmpty: "Es ist nichts mehr ungesendet.",
  unsentRemove: "Entfernen",

  resetHint: "Überall sonst wirst du abgemeldet.",
  resetSet: "Passwort setzen",
  resetDone: "Dein Passwort ist gesetzt. Überall sonst bist du abgemeldet.",
} as const satisfies InOtherWords<typeof sayDialogs.english>;
