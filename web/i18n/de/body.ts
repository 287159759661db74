import type { tBody } from "../../message/body_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const body = {
  codeCopied: "Code kopiert.",
  noCopy: "Dieser Browser lässt die Seite nicht kopieren.",
  copyCode: "Code kopieren",
} as const satisfies InOtherWords<typeof tBody.english>;
