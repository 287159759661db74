// Why something of mine was not sent. Kept as a code: the sentence is chosen when it is drawn, so that it follows the language.
import { tFilesLazy } from "../files/lazy_words.ts";
import { tUi } from "../ui/words.ts";
import { tMessage } from "./words.ts";

import { fileSize } from "../files/file_words.ts";
import type { Reason } from "../connection/send_failure.ts";
import { refusalWords } from "../connection/refusal_words.ts";

export function reasonWords({ code, message, field, length = 0, most = 0 }: Reason): string {
  switch (code) {
    case "messageTooLong":
      return tMessage(code, { length, most });
    case "fileTooLarge":
      return tFilesLazy(code, { size: fileSize(most) });
    case "messageTooLarge":
    case "notMember":
      return tMessage(code);
    case "fileEmpty":
    case "fileLost":
    case "fileNotSent":
    case "fileRefused":
    case "uploadBroke":
      return tFilesLazy(code);
    default:
      return message === undefined ? tUi("wentWrong") : refusalWords({ code, message, field });
  }
}
