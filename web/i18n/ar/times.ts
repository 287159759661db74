import type { tTimes } from "../words.ts";
import type { InOtherWords } from "../phrases.ts";

export const times = {
  today: "اليوم",
  yesterday: "أمس",
} as const satisfies InOtherWords<typeof tTimes.english>;
