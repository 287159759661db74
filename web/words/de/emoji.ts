import type { sayEmoji } from "../en/emoji.ts";
import type { InOtherWords } from "../phrases.ts";

export const emoji = {
  search: "Emoji suchen",
  searchHere: "Suchen",
  loading: "Wird geladen.",
  none: "Kein Emoji heißt so.",
  found: "Gefunden",
  results: { one: "{count} gefunden", other: "{count} gefunden" },
  lastUsed: "Zuletzt benutzt",
  skinTone: "Hautton",
  skinToneNow: "Hautton: {name}",
  tone0: "Kein Hautton",
  tone1: "Hell",
  tone2: "Mittelhell",
  tone3: "Mittel",
  tone4: "Mitteldunkel",
  tone5: "Dunkel",
  group0: "Smileys und Gefühle",
  group1: "Menschen und Körper",
  group2: "Tiere und Natur",
  group3: "Essen und Trinken",
  group4: "Reisen und Orte",
  group5: "Aktivitäten",
  group6: "Gegenstände",
  group7: "Symbole",
  group8: "Flaggen",
} as const satisfies InOtherWords<typeof sayEmoji.english>;
