// Emoji search: exact names first, then names that begin with the query, then keywords;
// among equals the most used first.
import type { EmojiList, EmojiRow } from "./emoji_list.ts";
import { byUse, type EmojiUses } from "./emoji_uses.ts";

/** At most `limit`, best first; an empty query finds nothing. */
export function searchEmoji(
  list: EmojiList,
  query: string,
  { limit, uses }: { limit: number; uses: EmojiUses },
): EmojiRow[] {
  const wanted = query
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s]+/g, " ");
  if (wanted === "") return [];
  const matches: { row: EmojiRow; rank: number; order: number }[] = [];
  let order = 0;
  for (const { emojis } of list) {
    for (const row of emojis) {
      const rank = rankOf(row, wanted);
      if (rank !== null) matches.push({ row, rank, order: (order += 1) });
    }
  }
  matches.sort(
    (one, other) => one.rank - other.rank || byUse(one.row, other.row, uses) || one.order - other.order,
  );
  return matches.slice(0, limit).map(({ row }) => row);
}

function rankOf([emoji, name, words, , codes]: EmojiRow, wanted: string): number | null {
  if (emoji === wanted || name === wanted) return 0;
  const called = codes.replaceAll("_", " ").split("|");
  if (called.includes(wanted)) return 0;
  const others = [...called, ...words.split("|")];
  if (others.includes(wanted)) return 1;
  if (name.startsWith(wanted)) return 2;
  if (name.includes(` ${wanted}`)) return 3;
  if (others.some((word) => word.startsWith(wanted) || word.includes(` ${wanted}`))) return 4;
  return null;
}
