import type { tComposer } from "../../composer/words.ts";
import type { InOtherWords } from "../phrases.ts";

export const composer = {
  replyingTo: "Antwort auf ",
  doNotReply: "Antwort abbrechen",
  addEmoji: "Emoji einfügen",
  addFiles: "Dateien hinzufügen",
  addFilesUpTo: "Dateien hinzufügen, je bis {size}",
  format: "Formatieren",
  mention: "Jemanden erwähnen",
  send: "Senden",
  badCharacter: "Dieser Text enthält ein Zeichen, das nicht gesendet werden kann.",
  filesFailed: "Entferne die fehlgeschlagenen Dateien oder versuche es noch einmal",
  tooMany: { one: "{count} Zeichen zu viel", other: "{count} Zeichen zu viel" },
  left: { one: "noch {count} Zeichen", other: "noch {count} Zeichen" },
  inCode: "In einem Codeblock, daher wird niemand benachrichtigt: {names}",
  pastedName: "Eingefügter Text.txt",
} as const satisfies InOtherWords<typeof tComposer.english>;
