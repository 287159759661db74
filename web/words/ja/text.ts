import type { sayText } from "../en/text.ts";
import type { InOtherWords } from "../phrases.ts";

export const text = {
  typingOne: "{name}さんが入力中",
  typingTwo: "{first}さんと{second}さんが入力中",
  typingSeveral: "複数の人が入力中",
  files: { other: "ファイル{count}件" },
} as const satisfies InOtherWords<typeof sayText.english>;
