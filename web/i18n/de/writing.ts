import type { tWriting } from "../../composer/writing_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const writing = {
  editMessage: "Nachricht bearbeiten",
  cancel: "Abbrechen",
  save: "Speichern",
  nothingToSave: "Es gibt nichts zu speichern. Brich ab oder lösche die Nachricht.",
  changedElsewhere:
    "Diese Nachricht wurde inzwischen anderswo bearbeitet. Speichere noch einmal, um sie zu ersetzen.",
  notSaved: "Das wurde nicht gespeichert. Versuche es noch einmal.",
  names: "Namen",
  rooms: "Räume",
  emoji: "Emoji",
  offered: {
    one: "{count} Vorschlag. Mit den Pfeilen nach oben und unten wählen, mit der Eingabetaste übernehmen.",
    other: "{count} Vorschläge. Mit den Pfeilen nach oben und unten wählen, mit der Eingabetaste übernehmen.",
  },
  everyone: "alle in diesem Raum",
  here: "alle in diesem Raum, die online sind",
  privateRoom: "privat",
  longPaste: "Langer eingefügter Text",
  pasted: { one: "Langer Text: {count} Zeichen", other: "Langer Text: {count} Zeichen" },
  tooLongToPaste: {
    one: "{count} Zeichen ist zu lang für eine Nachricht.",
    other: "{count} Zeichen sind zu lang für eine Nachricht.",
  },
  asFile: "Als Datei senden",
  keepAsText: "Als Text behalten",
  forgetPaste: "Verwerfen",
  bold: "Fett",
  italic: "Kursiv",
  strike: "Durchgestrichen",
  code: "Code",
  link: "Link",
  quote: "Zitat",
  list: "Liste",
} as const satisfies InOtherWords<typeof tWriting.english>;
