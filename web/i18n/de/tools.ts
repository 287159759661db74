import type { tTools } from "../../message/tool_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const tools = {
  markAllRead: "Alles als gelesen markieren",
  unreadAbove: { one: "{count} ungelesen weiter oben", other: "{count} ungelesen weiter oben" },
  unreadBelow: { one: "{count} ungelesen weiter unten", other: "{count} ungelesen weiter unten" },
} as const satisfies InOtherWords<typeof tTools.english>;
