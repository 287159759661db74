import { defineWords } from "../i18n/translate.ts";

/** The page as a whole: how it starts, and what it could not load. */
export const tApp = defineWords("app", {
  starting: "Starting",
  unreachable: "Can't reach the server.",
  noStorage: "This browser blocks storage. Drafts are lost when you close this tab.",
  languageFailed: "Couldn't load your language. Showing English for now.",
});
