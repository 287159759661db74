import { defineWords } from "../i18n/translate.ts";

export const tTools = defineWords("tools", {
  markAllRead: "Mark all read",
  unreadAbove: { one: "{count} unread above", other: "{count} unread above" },
  unreadBelow: { one: "{count} unread below", other: "{count} unread below" },
});
