import type { tFiles } from "../../files/words.ts";
import type { InOtherWords } from "../phrases.ts";

export const files = {
  drop: "Lass Dateien hier los, um sie zu {room} hinzuzufügen",
  save: "Speichern",
  close: "Schließen",
  previous: "Vorheriges Bild",
  next: "Nächstes Bild",
  facts: "{width} × {height}, {size}",
  factsOfMany: "{width} × {height}, {size} · {at} von {all}",
  tray: "Dateien dieser Nachricht",
  addPicture: "Bild hinzufügen",
  tryAgain: "Noch einmal versuchen",
  tryFileAgain: "{name} noch einmal versuchen",
  cancel: "Abbrechen",
  cancelFile: "{name} abbrechen",
  remove: "Entfernen",
  removeFile: "{name} entfernen",
  sendingFile: "{name} wird gesendet",
  pictureToo: "In der Zwischenablage war auch ein Bild",
  fileEmpty: "Diese Datei ist leer.",
  fileTooLarge: "Zu groß: Eine Datei hat höchstens {size}.",
  fileLost: "Die Seite wurde geschlossen, bevor diese Datei hochgeladen war. Füge sie noch einmal hinzu.",
  fileNotSent: "Diese Datei konnte nicht gesendet werden.",
  uploadBroke: "Die Übertragung brach ab. Versuch es noch einmal.",
  fileRefused: "Der Server hat diese Datei nicht angenommen.",
  filesLeftOut: {
    one: "Eine Nachricht hat höchstens {most} Dateien. Eine wurde weggelassen.",
    other: "Eine Nachricht hat höchstens {most} Dateien. {count} wurden weggelassen.",
  },
} as const satisfies InOtherWords<typeof tFiles.english>;
