import type { sayTools } from "../en/tools.ts";
import type { InOtherWords } from "../phrases.ts";

export const tools = {
  markAllRead: "تعليم الكل كمقروء",
} as const satisfies InOtherWords<typeof sayTools.english>;
