import type { tBody } from "../../message/body_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const body = {
  codeCopied: "نُسخ الرمز.",
  noCopy: "هذا المتصفح لا يسمح للصفحة بالنسخ.",
  copyCode: "نسخ الرمز",
} as const satisfies InOtherWords<typeof tBody.english>;
