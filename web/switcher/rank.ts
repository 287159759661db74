// How well a name matches the query. Both are folded before: accents and case do not matter.
import { foldName } from "../people/fold_name.ts";

/** Lower is better; null: no match. */
type Rank = 0 | 1 | 2 | 3 | 4;

const words = /[^\p{L}\p{N}]+/u;
/** Two letters in order occur in most names. */
const shortestScattered = 3;

export interface FoldedName {
  text: string;
  words: readonly string[];
}

export function foldForRank(name: string): FoldedName {
  const text = foldName(name);
  return { text, words: text.split(words).filter(Boolean) };
}

/** Equal; prefix; word prefixes in any order; substring; the letters in order. */
export function rankName(name: FoldedName, query: FoldedName): Rank | null {
  const { text } = query;
  if (name.text === text) return 0;
  if (name.text.startsWith(text)) return 1;
  const begins = (part: string) => name.words.some((word) => word.startsWith(part));
  if (query.words.length > 0 && query.words.every(begins)) return 2;
  if (name.text.includes(text)) return 3;
  if (query.words.length > 1 && query.words.every((word) => name.text.includes(word))) return 3;
  const letters = query.words.join("");
  return letters.length >= shortestScattered && isScattered(name.text, letters) ? 4 : null;
}

function isScattered(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

interface Ranked<T> {
  item: T;
  rank: Rank;
}

export interface Rankable {
  /** All names of the entry. */
  names: readonly FoldedName[];
  /** Breaks ties: lower is likelier. */
  order: number;
  /** Breaks the remaining ties, so that a query always gives the same list. */
  key: string;
}

/** Best first, at most `limit`. */
export function rankAll<T extends Rankable>(items: Iterable<T>, query: string, limit: number): T[] {
  const wanted = foldForRank(query.trim());
  if (wanted.text === "") return [];
  const found: Ranked<T>[] = [];
  for (const item of items) {
    let best: Rank | null = null;
    for (const name of item.names) {
      const rank = rankName(name, wanted);
      if (rank !== null && (best === null || rank < best)) best = rank;
    }
    if (best !== null) found.push({ item, rank: best });
  }
  const lengthOf = ({ names }: T) => names[0]?.text.length ?? 0;
  found.sort(
    (one, other) =>
      one.rank - other.rank ||
      one.item.order - other.item.order ||
      lengthOf(one.item) - lengthOf(other.item) ||
      (one.item.key < other.item.key ? -1 : 1),
  );
  return found.slice(0, limit).map(({ item }) => item);
}
