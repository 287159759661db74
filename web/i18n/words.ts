import { defineWords } from "./translate.ts";

/** Days by their distance, where they stand alone. */
export const tTimes = defineWords("times", {
  today: "Today",
  yesterday: "Yesterday",
});
