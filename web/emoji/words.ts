import { defineWords } from "../i18n/translate.ts";

/** Choosing an emoji. */
export const tEmoji = defineWords("emoji", {
  search: "Search emoji",
  searchHere: "Search",
  none: "No emoji found",
  found: "Found",
  results: { one: "{count} found", other: "{count} found" },
  mostUsed: "Frequently used",
  categories: "Categories",
  skinTone: "Skin tone",
  skinToneNow: "Skin tone: {name}",
  tone0: "No skin tone",
  tone1: "Light",
  tone2: "Medium light",
  tone3: "Medium",
  tone4: "Medium dark",
  tone5: "Dark",
  group0: "Smileys & Emotion",
  group1: "People & Body",
  group2: "Animals & Nature",
  group3: "Food & Drink",
  group4: "Travel & Places",
  group5: "Activities",
  group6: "Objects",
  group7: "Symbols",
  group8: "Flags",
});
