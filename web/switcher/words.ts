import { defineWords } from "../i18n/translate.ts";

/** The field of the quick switcher, shown before its list has loaded. */
export const tSwitcher = defineWords("switcher", {
  findPlaceholder: "Find rooms, people or messages",
  goTo: "Go to",
});
