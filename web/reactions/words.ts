import { defineWords } from "../i18n/translate.ts";

/** Reactions, and who reacted. */
export const tReactions = defineWords("reactions", {
  reactions: "Reactions",
  chip: "{emoji} {number}: {names}",
  you: "you",
  andOthers: "{names} and {others}",
  whichReaction: "Reaction",
  nobodyGives: "No reactions",
});
