import { defineWords } from "../i18n/translate.ts";

/** The composer. */
export const tComposer = defineWords("composer", {
  replyingTo: "Replying to ",
  doNotReply: "Cancel reply",
  addEmoji: "Add an emoji",
  format: "Format",
  mention: "Mention someone",
  send: "Send",
  badCharacter: "This text contains a character that can't be sent.",
  filesFailed: "Remove the files that failed, or try again",
  tooMany: { one: "{count} character over the limit", other: "{count} characters over the limit" },
  left: { one: "{count} character left", other: "{count} characters left" },
  inCode: "Mentions in code don't notify anyone: {names}",
  pastedName: "Pasted text.txt",
});
