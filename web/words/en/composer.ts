import { defineWords } from "../say.ts";

/** Where one writes. */
export const sayComposer = defineWords("composer", {
  replyingTo: "Replying to ",
  doNotReply: "Do not reply",
  addEmoji: "Add an emoji",
  addFiles: "Add files",
  addFilesUpTo: "Add files, up to {size} each",
  format: "Format",
  mention: "Mention someone",
  send: "Send",
  badCharacter: "This text holds a character that cannot be sent.",
  filesFailed: "Remove the files that failed, or try again",
  tooMany: { one: "{count} too many", other: "{count} too many" },
  left: { one: "{count} left", other: "{count} left" },
  inCode: "In an open code block, so nobody is notified: {names}",
  pastedName: "Pasted text.txt",
});
