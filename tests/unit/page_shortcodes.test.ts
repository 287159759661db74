// What counts as the code of an emoji while it is typed, and which emoji it may mean.
import { describe, expect, test } from "bun:test";

import { loadEmojiList } from "../../web/emoji/emoji_list.ts";
import { searchEmoji } from "../../web/emoji/emoji_search.ts";
import { usesOf, type EmojiUses } from "../../web/emoji/emoji_uses.ts";
import { emojiCalled, findShortcodes } from "../../web/emoji/find_shortcodes.ts";
import { createRecentEmoji } from "../../web/emoji/recent_emoji.ts";
import { createLocalStore } from "../../web/client/storage/local_store.ts";
import { shortcodeAt } from "../../web/composer/find_shortcode.ts";

const list = await loadEmojiList();
const nobody: EmojiUses = new Map();

/** The query at `|`. */
function at(marked: string) {
  const caret = marked.indexOf("|");
  return shortcodeAt(marked.replace("|", ""), caret);
}

describe("where a code is being typed", () => {
  test("[E4] behind a colon at a word edge, two signs or more, up to the caret", () => {
    expect(at(":sm|")).toEqual({ start: 0, text: "sm", isClosed: false });
    expect(at("hi :SM| there")).toEqual({ start: 3, text: "sm", isClosed: false });
    expect(at("(:thumbs_up|")).toEqual({ start: 1, text: "thumbs_up", isClosed: false });
    expect(at("❤️:ta|")?.text).toBe("ta");
    expect(at("line\n:ta|")?.start).toBe(5);
    expect(at(":+1|")?.text).toBe("+1");
    expect(at(":tada:|")).toEqual({ start: 0, text: "tada", isClosed: true });
    expect(at(":100:|")?.text).toBe("100");
    for (const text of [":|", ":s|", ":sm |", ":sm, |", ":é|"])
      expect([text, at(text)]).toEqual([text, null]);
  });

  test("[E4] times, ratios, addresses, colons in words and smileys of signs stay text", () => {
    const texts = "00:19:10| 10:30| 10:30:| 16:9| 1:1:1:| http:|//x http://x.org/:sm| https://x:8080| ::|";
    const more =
      "::sm| a::b| std::sm| std::sm:| key:value| key:value:| at:30| :30| :10| :-)| ;-)| :-D| x:tada:| é:tada:|";
    for (const text of [...texts.split(" "), ...more.split(" ")]) {
      const hit = at(text);
      // `:-d` may be looked for, and nothing is called so.
      const offers = hit && !hit.isClosed ? findShortcodes(list, hit.text, { limit: 8, uses: nobody }) : [];
      expect([text, hit?.isClosed === true, offers]).toEqual([text, false, []]);
    }
    // Each of them a letter at a time, and with the caret anywhere in it.
    for (const text of ["00:19:10", "10:30", "see http://x.org:80/", "a :: b"]) {
      for (let caret = 0; caret <= text.length; caret += 1) expect(shortcodeAt(text, caret)).toBeNull();
    }
  });

  test("[E4] nothing in code: spans, also while they are open, and fenced code", () => {
    for (const text of [
      "`:sm|`",
      "`:sm|",
      "a ``b ` :sm| `` c",
      "`x` and `y :sm|",
      "```\n:sm|\n```",
      "```\n:sm|",
      "> ```\n> :sm|\n> ```",
      "- `:sm|`",
    ]) {
      expect([text, at(text)]).toEqual([text, null]);
    }
    for (const text of ["`x` :sm|", "```\nx\n```\n:sm|", "a \\` :sm|", "> :sm|", "**:sm|**"]) {
      expect([text, at(text)?.text]).toEqual([text, "sm"]);
    }
  });
});

describe("which emoji it may mean", () => {
  const codes = (typed: string, uses: EmojiUses = nobody) =>
    findShortcodes(list, typed, { limit: 8, uses }).map(({ code }) => code);

  test("[E4] an exact code first, then codes that begin so, then words; no more than asked for", () => {
    expect(findShortcodes(list, "tada", { limit: 8, uses: nobody })[0]?.row[0]).toBe("🎉");
    expect(codes("sm")[0]?.startsWith("sm")).toBe(true);
    expect(codes("smi").slice(0, 2)).toEqual(["smile", "smirk"]);
    expect(codes("happy").length).toBe(8);
    expect(codes("nasa")).toContain("rocket");
    expect(codes("qqqq")).toEqual([]);
    const all = findShortcodes(list, "heart", { limit: 100, uses: nobody }).map(({ row: [emoji] }) => emoji);
    expect(new Set(all).size).toBe(all.length);
  });

  test("[E5] what is called exactly so comes first, then what people use most, by code and by word", () => {
    expect(codes("par").slice(0, 2)).toEqual(["party", "partying_face"]);
    const found = (query: string, uses = nobody) =>
      searchEmoji(list, query, { limit: 8, uses }).map(([emoji]) => emoji);
    expect([found("party")[0], found("Party popper")[0], found("fire")[0]]).toEqual(["🎉", "🎉", "🔥"]);
    expect(found("lol")[0]).toBe("😂");
    // What this person uses goes before all that is alike, in whatever tone they used it.
    const mine = usesOf(["🦜", "🚶🏾", "🎈", "🍉"]);
    expect(codes("par", mine)[0]).toBe("parrot");
    expect(codes("wa", mine)[0]).toBe("walking");
    expect([found("wa")[0], found("wa", mine)[0]]).toEqual(["👋", "🍉"]);
    // But not before what was meant to the letter.
    expect(found("party", mine).slice(0, 2)).toEqual(["🎉", "🎈"]);
    expect(codes("party", mine)[0]).toBe("party");
  });

  test("[E5] frequently used is what was used often, and lately", () => {
    const localStore = createLocalStore({ storage: null, onTrouble: () => {} });
    localStore.put("recent-emoji:1:ada", JSON.stringify(["🐢", "🐇"]));
    const recent = createRecentEmoji({ localStore, owner: "1:ada" });
    // Of a time when only the order was kept.
    expect(recent.list()).toEqual(["🐢", "🐇"]);
    for (const emoji of ["👍", "👍", "👍", "🎉", "🎉", "👀"]) recent.note(emoji);
    expect(recent.list()).toEqual(["👍", "🎉", "👀", "🐢", "🐇"]);
    const once = list[2]?.emojis.slice(0, 30).map(([emoji]) => emoji) ?? [];
    for (const emoji of once) recent.note(emoji);
    expect(recent.list()).toHaveLength(24);
    expect(recent.list().slice(0, 2)).toEqual(["👍", "🎉"]);
    // What is not used any more sinks.
    for (let at = 0; at < 60; at += 1) recent.note("🚀");
    recent.note("🎈");
    expect(recent.list().slice(0, 3)).toEqual(["🚀", "🎈", "👍"]);
    recent.note("🚀");
    expect(JSON.parse(localStore.get("recent-emoji:1:ada") ?? "")[0]).toBe("🚀");
  });

  test("[E4] every emoji has a code of its own, and is called by each of them", () => {
    const known = new Set<string>();
    for (const { emojis } of list) {
      for (const row of emojis) {
        for (const code of row[4].split("|")) {
          expect(code).toMatch(/^[a-z0-9_+-]{1,48}$/);
          expect(known.has(code)).toBe(false);
          known.add(code);
        }
      }
    }
    expect(emojiCalled(list, "tada")?.[0]).toBe("🎉");
    expect(emojiCalled(list, "+1")?.[0]).toBe("👍");
    expect(emojiCalled(list, "thumbsup")?.[0]).toBe("👍");
    expect(emojiCalled(list, "30")).toBeNull();
  });
});
