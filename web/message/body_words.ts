import { defineWords } from "../i18n/translate.ts";

/** What is said inside a message. */
export const tBody = defineWords("body", {
  codeCopied: "Code copied.",
  noCopy: "This browser does not let the page copy.",
  copyCode: "Copy code",
});
