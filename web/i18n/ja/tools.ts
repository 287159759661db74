import type { tTools } from "../../message/tool_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const tools = {
  markAllRead: "すべて既読にする",
  unreadAbove: { other: "上に未読{count}件" },
  unreadBelow: { other: "下に未読{count}件" },
} as const satisfies InOtherWords<typeof tTools.english>;
