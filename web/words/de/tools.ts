import type { sayTools } from "../en/tools.ts";
import type { InOtherWords } from "../phrases.ts";

export const tools = {
  markAllRead: "Alles als gelesen markieren",
} as const satisfies InOtherWords<typeof sayTools.english>;
