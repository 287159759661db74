// The picker's data and what is found in it.
import { describe, expect, test } from "bun:test";

import { isFewEmoji } from "../../src/protocol/emoji.ts";
import { loadEmojiList } from "../../web/emoji/emoji_list.ts";
import { createGlyphCheck } from "../../web/emoji/glyph_check.ts";
import { createRecentEmoji } from "../../web/emoji/recent_emoji.ts";
import { searchEmoji } from "../../web/emoji/emoji_search.ts";
import { inTone } from "../../web/emoji/skin_tone.ts";
import { createLocalStore } from "../../web/client/storage/local_store.ts";

const list = await loadEmojiList();
const find = (query: string) =>
  searchEmoji(list, query, { limit: 8, uses: new Map() }).map(([emoji]) => emoji);

test("[E1] every emoji of the list is one emoji of Unicode, in its full form, once", () => {
  const all = list.flatMap(({ emojis }) => emojis.map(([emoji]) => emoji));
  expect(all.length).toBeGreaterThan(1900);
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((emoji) => !/^\p{RGI_Emoji}$/v.test(emoji))).toEqual([]);
});

test("[E1] the name itself comes first, then other words for it, then what begins with it", () => {
  expect(find("red heart")[0]).toBe("❤️");
  expect(find("tada")[0]).toBe("🎉");
  expect(find("thumbs_up")[0]).toBe("👍");
  expect(find("+1")[0]).toBe("👍");
  expect(find("roc")).toContain("🚀");
  expect(find("ROCKET")[0]).toBe("🚀");
  expect(find("🚀")).toEqual(["🚀"]);
});

test("[E1] nothing and nonsense find nothing; no more than asked for", () => {
  expect(find("")).toEqual([]);
  expect(find("  ")).toEqual([]);
  expect(find("qqqqq")).toEqual([]);
  expect(searchEmoji(list, "face", { limit: 5, uses: new Map() }).length).toBe(5);
});

test("[E1] a skin tone goes where Unicode wants it, or nowhere", () => {
  expect(inTone("👍", 0)).toBe("👍");
  expect(inTone("👍", 3)).toBe("👍🏽");
  expect(inTone("✌️", 5)).toBe("✌🏿");
  expect(inTone("👩‍💻", 1)).toBe("👩🏻‍💻");
  expect(inTone("❤️", 3)).toBe("❤️");
  for (const { emojis } of list) {
    for (const [emoji, , , takesTone] of emojis) {
      if (takesTone === 0) continue;
      const toned = inTone(emoji, 4);
      expect([emoji, toned !== emoji, /^\p{RGI_Emoji}$/v.test(toned)]).toEqual([emoji, true, true]);
    }
  }
});

test("[E5] one to three emoji and nothing else are few", () => {
  for (const body of ["🎉", "❤", "❤️", " 👍🏽 👍🏽\n", "👩‍💻👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇩🇪", "1️⃣"]) {
    expect([body, isFewEmoji(body)]).toEqual([body, true]);
  }
  for (const body of [
    "",
    " ",
    "🎉🎉🎉🎉",
    "🎉!",
    "1",
    "12",
    "©",
    "#",
    "> 🎉",
    "a",
    "🎉 a",
    "❤".repeat(5000),
  ]) {
    expect([body, isFewEmoji(body)]).toEqual([body, body === "©"]);
  }
});

describe("what this system can draw", () => {
  /** A system with one width for emoji, without the newest, which joins neither people nor flags it does not know. */
  const lacking = new Set(["🫩", "🫪"]);
  const joined = new Set(["👩‍💻", "🇩🇪"]);
  const width = (text: string): number => {
    if (text === "\u{10ffff}" || lacking.has(text)) return 20;
    if (joined.has(text)) return 20;
    const parts = text
      .split("\u{200d}")
      .flatMap((part) => (/^\p{RI}+$/u.test(part) ? Array.from(part) : part));
    return parts.length * 20;
  };
  const pixels = (text: string) => (text === "\u{10ffff}" || lacking.has(text) ? "box" : text);

  test("[E5] no box, and nothing that falls into its parts", () => {
    const isDrawn = createGlyphCheck({ width, pixels });
    for (const emoji of ["😀", "❤️", "👩‍💻", "🇩🇪"]) expect([emoji, isDrawn(emoji)]).toEqual([emoji, true]);
    for (const emoji of ["🫩", "👩‍🚒", "🇨🇶"]) expect([emoji, isDrawn(emoji)]).toEqual([emoji, false]);
  });

  test("[E5] each is measured once, and where there are no emoji at all none is left out", () => {
    let asked = 0;
    const isDrawn = createGlyphCheck({
      width: (text) => {
        asked += 1;
        return width(text);
      },
      pixels,
    });
    isDrawn("👩‍🚒");
    const before = asked;
    expect([isDrawn("👩‍🚒"), asked]).toEqual([false, before]);
    const none = createGlyphCheck({ width: () => 20, pixels: () => "box" });
    expect([none("😀"), none("👩‍🚒")]).toEqual([true, true]);
  });
});

test("[PAGE] recent emoji: the latest first, each once, bounded, whatever was stored before", () => {
  const localStore = createLocalStore({ storage: null, onTrouble: () => {} });
  const recent = createRecentEmoji({ localStore, owner: "1:ada" });
  expect(recent.list()).toEqual([]);
  for (const emoji of ["👍", "🎉", "👍"]) recent.note(emoji);
  expect(recent.list()).toEqual(["👍", "🎉"]);
  const many = list.flatMap(({ emojis }) => emojis.map(([emoji]) => emoji)).slice(0, 100);
  for (const emoji of many) recent.note(emoji);
  expect(recent.list()).toEqual(many.slice(-24).reverse());
  localStore.put("recent-emoji:1:ada", "not JSON");
  expect(recent.list()).toEqual([]);
});
