// Why something of mine was not sent. Kept as a code: the sentence is chosen when it is drawn, so that it follows the language.
import { tApp } from "../app/words.ts";
import { tFiles } from "../files/words.ts";

import { fileSize } from "../files/file_words.ts";
import type { Reason } from "../client/send_failure.ts";
import { refusalWords } from "../connection/refusal_words.ts";

export function reasonWords({ code, message, field, length = 0, most = 0 }: Reason): string {
  switch (code) {
    case "messageTooLong":
      return tApp(code, { length, most });
    case "fileTooLarge":
      return tFiles(code, { size: fileSize(most) });
    case "messageTooLarge":
    case "notMember":
      return tApp(code);
    case "fileEmpty":
    case "fileLost":
    case "fileNotSent":
    case "fileRefused":
    case "uploadBroke":
      return tFiles(code);
    default:
      return message === undefined ? tApp("wentWrong") : refusalWords({ code, message, field });
  }
}
