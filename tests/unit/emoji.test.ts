// The picker's data and what is found in it.
import { expect, test } from "bun:test";

import { loadEmojiList } from "../../web/emoji/emoji_list.ts";
import { createRecentEmoji } from "../../web/emoji/recent_emoji.ts";
import { searchEmoji } from "../../web/emoji/emoji_search.ts";
import { inTone } from "../../web/emoji/skin_tone.ts";
import { createVault } from "../../web/storage/vault.ts";

const list = await loadEmojiList();
const find = (query: string) => searchEmoji(list, query, 8).map(([emoji]) => emoji);

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
  expect(searchEmoji(list, "face", 5).length).toBe(5);
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

test("recent emoji: the latest first, each once, bounded, whatever was stored before", () => {
  const vault = createVault({ shelf: null, onTrouble: () => {} });
  const recent = createRecentEmoji({ vault, owner: "1:ada" });
  expect(recent.list()).toEqual([]);
  for (const emoji of ["👍", "🎉", "👍"]) recent.note(emoji);
  expect(recent.list()).toEqual(["👍", "🎉"]);
  const many = list.flatMap(({ emojis }) => emojis.map(([emoji]) => emoji)).slice(0, 100);
  for (const emoji of many) recent.note(emoji);
  expect(recent.list()).toEqual(many.slice(-24).reverse());
  vault.put("recent-emoji:1:ada", "not JSON");
  expect(recent.list()).toEqual([]);
});
