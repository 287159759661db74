// Emoji by shortcode (`:tada:`): an exact code, then codes that begin with the text, then keywords.
import type { EmojiList, EmojiRow } from "./emoji_list.ts";
import { byUse, type EmojiUses } from "./emoji_uses.ts";
import { searchEmoji } from "./emoji_search.ts";

interface ShortcodeMatch {
  row: EmojiRow;
  /** The code that matched, if the emoji has several. */
  code: string;
}

/** The emoji with exactly this code. */
export function emojiCalled(list: EmojiList, code: string): EmojiRow | null {
  for (const { emojis } of list) {
    const match = emojis.find((row) => codesOf(row).includes(code));
    if (match) return match;
  }
  return null;
}

/** At most `limit`, best first; `typed` is in lower case. */
export function findShortcodes(
  list: EmojiList,
  typed: string,
  { limit, uses }: { limit: number; uses: EmojiUses },
): ShortcodeMatch[] {
  const ranked: ShortcodeMatch[][] = [[], [], []];
  for (const row of list.flatMap(({ emojis }) => emojis)) {
    const codes = codesOf(row);
    const tests = [
      (code: string) => code === typed,
      (code: string) => code.startsWith(typed),
      (code: string) => code.includes(`_${typed}`),
    ];
    const rank = tests.findIndex((test) => codes.some(test));
    const fitting = codes.filter(tests[rank] ?? (() => false));
    const code = fitting.sort((one, other) => one.length - other.length)[0];
    if (code !== undefined) ranked[rank]?.push({ row, code });
  }
  // Among equals the shorter code is the commoner one: `smile` before `smiley`.
  const byCode = ranked.flatMap((some) =>
    some.sort((one, other) => byUse(one.row, other.row, uses) || one.code.length - other.code.length),
  );
  const known = new Set(byCode.map(({ row }) => row));
  const byWord = searchEmoji(list, typed, { limit: limit + known.size, uses }).filter(
    (row) => !known.has(row),
  );
  return [...byCode, ...byWord.map((row) => ({ row, code: codesOf(row)[0] ?? row[1] }))].slice(0, limit);
}

const codesOf = ([, , , , codes]: EmojiRow) => codes.split("|");
