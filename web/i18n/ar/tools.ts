import type { tTools } from "../../message/tool_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const tools = {
  markAllRead: "تعليم الكل كمقروء",
  unreadAbove: {
    zero: "{count} غير مقروءة في الأعلى",
    one: "{count} غير مقروءة في الأعلى",
    two: "{count} غير مقروءة في الأعلى",
    few: "{count} غير مقروءة في الأعلى",
    many: "{count} غير مقروءة في الأعلى",
    other: "{count} غير مقروءة في الأعلى",
  },
  unreadBelow: {
    zero: "{count} غير مقروءة في الأسفل",
    one: "{count} غير مقروءة في الأسفل",
    two: "{count} غير مقروءة في الأسفل",
    few: "{count} غير مقروءة في الأسفل",
    many: "{count} غير مقروءة في الأسفل",
    other: "{count} غير مقروءة في الأسفل",
  },
} as const satisfies InOtherWords<typeof tTools.english>;
