import { defineWords } from "../i18n/translate.ts";

/** Choosing an emoji. */
export const tEmoji = defineWords("emoji", {
  search: "Search emoji",
  searchHere: "Search",
  none: "No emoji found",
  found: "Results",
  results: { one: "{count} result", other: "{count} results" },
  frequentlyUsed: "Frequently used",
  categories: "Categories",
  skinTone: "Skin tone",
  skinToneNow: "Skin tone: {name}",
  tone0: "No skin tone",
  tone1: "Light",
  tone2: "Medium light",
  tone3: "Medium",
  tone4: "Medium dark",
  tone5: "Dark",
  group0: "Smileys & emotion",
  group1: "People & body",
  group2: "Animals & nature",
  group3: "Food & drink",
  group4: "Travel & places",
  group5: "Activities",
  group6: "Objects",
  group7: "Symbols",
  group8: "Flags",
});
