import type { tTimes } from "../words.ts";
import type { InOtherWords } from "../phrases.ts";

export const times = {
  today: "Heute",
  yesterday: "Gestern",
} as const satisfies InOtherWords<typeof tTimes.english>;
