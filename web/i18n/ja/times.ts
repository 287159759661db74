import type { tTimes } from "../words.ts";
import type { InOtherWords } from "../phrases.ts";

export const times = {
  today: "今日",
  yesterday: "昨日",
} as const satisfies InOtherWords<typeof tTimes.english>;
