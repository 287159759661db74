import type { sayComposer } from "../en/composer.ts";
import type { InOtherWords } from "../phrases.ts";

export const composer = {
  replyingTo: "Antwort auf ",
  doNotReply: "Nicht antworten",
  addFiles: "Dateien hinzufügen",
  addFilesUpTo: "Dateien hinzufügen, je bis {size}",
  addEmoji: "Emoji einfügen",
  send: "Senden",
  badCharacter: "Dieser Text enthält ein Zeichen, das nicht gesendet werden kann.",
  filesFailed: "Entferne die fehlgeschlagenen Dateien oder versuche es noch einmal",
  filesWait: "Die Dateien sind noch nicht alle da",
  tooMany: { one: "{count} zu viel", other: "{count} zu viel" },
  left: { one: "noch {count}", other: "noch {count}" },
  editMessage: "Nachricht bearbeiten",
  cancel: "Abbrechen",
  save: "Speichern",
  nothingToSave: "Es gibt nichts zu speichern. Brich ab oder lösche die Nachricht.",
  changedElsewhere:
    "Diese Nachricht wurde inzwischen anderswo geändert. Dein Text bleibt hier: speichere noch einmal, um sie zu ersetzen.",
  notSaved: "Das wurde nicht gespeichert. Versuche es noch einmal.",
  names: "Namen",
  rooms: "Räume",
  emoji: "Emoji",
  offered: {
    one: "{count} Vorschlag. Mit den Pfeilen nach oben und unten wählen, mit der Eingabetaste übernehmen.",
    other: "{count} Vorschläge. Mit den Pfeilen nach oben und unten wählen, mit der Eingabetaste übernehmen.",
  },
  everyone: "alle Mitglieder dieses Raums",
  here: "alle Mitglieder, die gerade da sind",
  privateRoom: "privat",
  longPaste: "Langer Text",
  pasted: {
    one: "Du hast {count} Zeichen eingefügt.",
    other: "Du hast {count} Zeichen eingefügt.",
  },
  tooLongToPaste: {
    one: "{count} Zeichen ist zu lang für eine Nachricht.",
    other: "{count} Zeichen sind zu lang für eine Nachricht.",
  },
  asFile: "Als Datei senden",
  keepAsText: "Als Text behalten",
  forgetPaste: "Nicht senden",
  pastedName: "Eingefügter Text.txt",
} as const satisfies InOtherWords<typeof sayComposer.english>;
