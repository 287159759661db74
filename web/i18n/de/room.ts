import type { tConversation } from "../../conversation/words.ts";
import type { InOtherWords } from "../phrases.ts";

export const room = {
  back: "Zurück zu den Räumen",
  room: "Raum",
  archived: "archiviert",
  mutedForMe: "Für dich stumm",
  members: "Mitglieder",
  pinned: "Angeheftet",
  searchHere: "In diesem Raum suchen",
  about: "Über diesen Raum",
  roomMenu: "Raummenü",
  isPrivate: "privat",
  messageTo: "Nachricht an {name}",
  notFoundMessage: "Diese Nachricht wurde nicht gefunden.",
  notLoaded: "Die Nachrichten konnten nicht geladen werden.",
  tryAgain: "Noch einmal versuchen",
  noRoom: "Kein Raum",
  inNoRoom: "Du bist in keinem Raum",
  whatRoomsAre: "Tritt einem Raum bei oder lege einen an, um loszulegen.",
  browseRooms: "Räume ansehen",
  archivedLine: "Dieser Raum ist archiviert und schreibgeschützt.",
  close: "Schließen",
  dismiss: "Ausblenden",
  someone: "Jemand",
  width: "Breite der Seitenspalte",
} as const satisfies InOtherWords<typeof tConversation.english>;
