import { defineWords } from "../say.ts";

export const sayTools = defineWords("tools", {
  markAllRead: "Mark all read",
});
