import type { sayLog } from "../en/log.ts";
import type { InOtherWords } from "../phrases.ts";

export const log = {
  becameAdmin: "{whom} wurde Admin.",
  becameOwner: "{whom} verwaltet jetzt den Raum.",
  becameMember: "{whom} wurde Mitglied.",
  madeAdmin: "{by} hat {whom} zum Admin gemacht.",
  madeOwner: "{by} lässt {whom} den Raum verwalten.",
  madeMember: "{by} hat {whom} zum Mitglied gemacht.",
  deactivated: "{by} hat {whom} deaktiviert.",
  reactivated: "{by} hat {whom} wieder aktiviert.",
  erased: "{by} hat {whom} gelöscht.",
  resetLink: "{by} hat einen Link für ein neues Passwort von {whom} erstellt.",
  avatarRemoved: "{by} hat das Bild von {whom} entfernt.",
  entered: "{by} kam als Admin herein.",
  enteredRoom: "{by} kam als Admin in Raum {room}.",
  created: "{by} hat den Raum angelegt.",
  madePrivate: "{by} hat den Raum privat gemacht.",
  madePublic: "{by} hat den Raum für alle geöffnet.",
  archived: "{by} hat den Raum archiviert.",
  unarchived: "{by} hat den Raum aus dem Archiv geholt.",
  cameIn: "{whom} kam herein.",
  added: "{by} hat {whom} hinzugefügt.",
  left: "{whom} ging.",
  removed: "{by} hat {whom} entfernt.",
  deletedMessage: "{by} hat eine Nachricht von {whom} gelöscht.",
} as const satisfies InOtherWords<typeof sayLog.english>;
