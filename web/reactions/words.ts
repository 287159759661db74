import { defineWords } from "../i18n/translate.ts";

/** Reactions, and who reacted. */
export const tReactions = defineWords("reactions", {
  addReaction: "Add a reaction",
  reactWith: "React with {emoji}",
  takeBack: "Remove {emoji}",
  reactions: "Reactions",
  chip: "{emoji} {number}: {names}",
  you: "you",
  andOthers: "{names} and {others}",
  whichReaction: "Reaction",
  nobodyGives: "No reactions",
});
