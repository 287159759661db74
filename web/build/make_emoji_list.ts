// Makes emoji/emoji_list.json, the picker's data, from the packages unicode-emoji-json, emojilib and gemoji (all MIT). The
// result is committed, so that starting needs none of them. Run this again, then `bun fmt`, for a new version of Unicode.
import { join } from "node:path";
import keywords from "emojilib";
import { gemoji } from "gemoji";
import groups from "unicode-emoji-json/data-by-group.json" with { type: "json" };

// With more keywords a search finds too much.
const maxKeywords = 8;

const isWord = (text: string) => /^\p{L}/u.test(text);

const bare = (emoji: string) => emoji.replaceAll("\u{fe0f}", "");
/** Codes that people know from other products: `tada`, `+1`. */
const shortcodes = new Map(gemoji.map(({ emoji, names }) => [bare(emoji), names]));

/** Words that people type first and no code list has, each for one emoji. */
const aliases = new Map([
  ["🎉", "party"],
  ["😂", "lol"],
  ["✅", "check"],
  ["🙏", "thanks"],
]);

/** The shape that emoji/emoji_list.ts reads. */
const list = groups.map(({ name, emojis }) => ({
  name,
  emojis: emojis.map((one) => {
    const words = (keywords[one.emoji] ?? [])
      .map((word) => word.toLowerCase().replaceAll("_", " "))
      .filter((word) => word !== one.name && !one.name.split(" ").includes(word));
    return [
      one.emoji,
      one.name,
      // `+1` and `:)` before words: they are found by nothing else.
      [...new Set(words)]
        .sort((one, other) => Number(isWord(one)) - Number(isWord(other)))
        .slice(0, maxKeywords)
        .join("|"),
      one.skin_tone_support ? 1 : 0,
      [...(shortcodes.get(bare(one.emoji)) ?? [codeOf(one.name)]), aliases.get(one.emoji) ?? []]
        .flat()
        .join("|"),
    ];
  }),
}));

/** For emoji without a code: made from the name. */
function codeOf(name: string): string {
  const letters = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return letters.replaceAll(/[^a-z0-9]+/g, "_").replaceAll(/^_|_$/g, "");
}

await Bun.write(join(import.meta.dir, "../emoji/emoji_list.json"), `${JSON.stringify(list)}\n`);
console.log(`${list.reduce((sum, { emojis }) => sum + emojis.length, 0)} emoji in ${list.length} groups`);
