// The search keys of people: the beginning of a name, in any case and any form of the same letters.

/** Stored with each name, and computed of a query: names that differ only in case have the same key. */
export function searchKeyOf(text: string): string {
  // Upper first: only that way round do ß and SS, ς and σ meet.
  return text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}

const endsInWord = /[\p{L}\p{M}\p{N}]$/u;
/** Written without spaces between words: a word may begin at any of them. */
const unspaced = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

/** Whether a word in this key begins with that one. */
export function beginsWord(key: string, beginning: string): boolean {
  for (let at = key.indexOf(beginning); at !== -1; at = key.indexOf(beginning, at + 1)) {
    const before = key.slice(Math.max(0, at - 2), at);
    if (!endsInWord.test(before) || unspaced.test(beginning)) return true;
  }
  return false;
}
