import type { tBody } from "../../message/body_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const body = {
  codeCopied: "コードをコピーしました。",
  noCopy: "このブラウザではコピーできません。",
  copyCode: "コードをコピー",
} as const satisfies InOtherWords<typeof tBody.english>;
