// E1: one emoji a look, in one form.
import { expect, test } from "bun:test";
import { array, assert, constantFrom, property } from "fast-check";
import emojiNames from "unicode-emoji-json/data-by-emoji.json";

import { normaliseEmoji } from "../../src/protocol/emoji.ts";

const all = Object.keys(emojiNames);
const bare = (emoji: string) => emoji.replaceAll("\u{fe0f}", "");

test("[E1] every emoji of Unicode is itself, and so is it with every U+FE0F left out", () => {
  expect(all.length).toBeGreaterThan(1800);
  expect(all.filter((emoji) => normaliseEmoji(emoji) !== emoji)).toEqual([]);
  expect(all.filter((emoji) => normaliseEmoji(bare(emoji)) !== emoji)).toEqual([]);
});

test("[E1] no two of them become one", () => {
  expect(new Set(all.map((emoji) => normaliseEmoji(bare(emoji)))).size).toBe(all.length);
});

test("[E1] skin tones, flags, keycaps and families are one emoji each", () => {
  const cases: [typed: string, emoji: string][] = [
    ["❤", "❤️"],
    ["☺\u{fe0f}", "☺️"],
    ["1\u{20e3}", "1️⃣"],
    ["✌\u{1f3fb}", "✌\u{1f3fb}"],
    ["✌\u{fe0f}\u{1f3fb}", "✌\u{1f3fb}"],
    ["🇩🇪", "🇩🇪"],
    ["🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}", "🏴󠁧󠁢󠁷󠁬󠁳󠁿"],
    ["👩‍❤‍👨", "👩‍❤️‍👨"],
    ["🕵\u{1f3fd}\u{200d}♂", "🕵\u{1f3fd}\u{200d}♂️"],
  ];
  for (const [typed, emoji] of cases) expect([typed, normaliseEmoji(typed)]).toEqual([typed, emoji]);
});

test("[E1] nothing else is one", () => {
  const others = ["", " ", "a", "1", "#", ":)", "👍👍", "👍 ", " 👍", "\u{fe0f}", "\u{200d}", "\u{1f3fb}x"];
  const broken = ["🇩", "🇩🇩🇪", "👩‍", "❤\u{fe0e}", "👍\u{301}", "\u{e0067}", "\ud83d", "\u{10ffff}", "©x"];
  for (const text of [...others, ...broken]) expect([text, normaliseEmoji(text)]).toEqual([text, null]);
});

test("[E1] whatever is made of pieces of emoji is one of Unicode's in its one form, or none", () => {
  const known = new Set(all);
  const piece = constantFrom(
    "👍",
    "❤",
    "\u{fe0f}",
    "\u{200d}",
    "\u{1f3fd}",
    "🇩",
    "🇪",
    "1",
    "\u{20e3}",
    "♂",
    "🏴",
    "a",
  );
  assert(
    property(array(piece, { maxLength: 6 }), (parts) => {
      const emoji = normaliseEmoji(parts.join(""));
      if (emoji === null) return;
      expect(normaliseEmoji(emoji)).toBe(emoji);
      // Tones are not in the list one by one.
      if (!emoji.includes("\u{1f3fd}")) expect(known.has(emoji)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
