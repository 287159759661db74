import { defineWords } from "../say.ts";

/** My settings, and what they share with those of the place. */
export const saySettings = defineWords("settings", {
  settings: "Settings",
  back: "Back",
  close: "Close",
  saved: "Saved",
  somethingWrong: "Something went wrong. Try again.",
});
