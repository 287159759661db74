import type { saySide } from "../en/side.ts";
import type { InOtherWords } from "../phrases.ts";

export const side = {
  rooms: "Räume",
  people: "Leute",
  mentions: "Erwähnungen",
  saved: "Gemerkt",
  archived: "Archiviert",
  search: "Suchen",
  allRooms: "Alle Räume",
  createRoom: "Raum anlegen",
  browseRooms: "Räume ansehen",
  newMessage: "Neue Nachricht",
  writeToSomeone: "Jemandem schreiben",
  width: "Breite der Seitenleiste",
  notSent: "Nicht gesendet",
  messageNotSent: "Eine Nachricht wurde nicht gesendet.",
  isPrivate: "privat",
  isStarred: "mit Stern",
  isMuted: "stumm",
  hasDraft: "Entwurf",
  mentionCount: { one: "{count} Erwähnung", other: "{count} Erwähnungen" },
  unreadCount: { one: "{count} ungelesene Nachricht", other: "{count} ungelesene Nachrichten" },
  overCap: "{count}+",
} as const satisfies InOtherWords<typeof saySide.english>;
