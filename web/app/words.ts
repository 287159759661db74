import { defineWords } from "../i18n/translate.ts";

/** The page as a whole: how it starts, and what it could not load. */
export const tApp = defineWords("app", {
  starting: "Starting",
  unreachable: "The server cannot be reached.",
  noStorage: "This browser blocks storage. Drafts are lost when you close this tab.",
  languageFailed: "Your language could not be loaded. The page is in English for now.",
  newPassword: "New password",
});
