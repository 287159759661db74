import type { sayTools } from "../en/tools.ts";
import type { InOtherWords } from "../phrases.ts";

export const tools = {
  markAllRead: "すべて既読にする",
} as const satisfies InOtherWords<typeof sayTools.english>;
