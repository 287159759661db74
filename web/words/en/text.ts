import { defineWords } from "../say.ts";

/** Sentences that the functions of web/text put together. */
export const sayText = defineWords("text", {
  typingOne: "{name} is typing",
  typingTwo: "{first} and {second} are typing",
  typingSeveral: "Several people are typing",
  files: { one: "{count} file", other: "{count} files" },
});
