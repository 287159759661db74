// Words of one or two characters have no trigram, but each occurrence begins a trigram: the index lists those that begin with
// the word. Bodies are indexed with two line ends behind them, so that this holds at their end too.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";

import { formsOf } from "../../domain/search/words.ts";
import { readJson } from "../stores/read_json.ts";

// With more, the word is common, or the query costs more than a scan.
const maxTrigrams = 64;
const lastCharacter = "\u{10ffff}";

/** For each word, the trigrams that begin with it; null when one has too many. */
export async function readTrigrams(client: Client, terms: SQL, words: string[]): Promise<string[][] | null> {
  const all: string[][] = [];
  for (const word of words) {
    const found = new Set<string>();
    for (const form of formsOf(word)) {
      for (const trigram of await beginningWith(client, terms, folded(form))) found.add(trigram);
    }
    if (found.size > maxTrigrams) return null;
    all.push([...found]);
  }
  return all;
}

async function beginningWith(client: Client, terms: SQL, form: string): Promise<string[]> {
  // Three characters or more are a trigram already: a letter with a separate accent.
  const start = Array.from(form).slice(0, 3).join("");
  const trigrams = await readJson<string[]>(client, {
    json: sql`json_group_array(term)`,
    from: sql`FROM (
      SELECT term FROM ${terms} WHERE term >= ${start} AND term < ${start + lastCharacter} LIMIT ${maxTrigrams + 1})`,
  });
  return trigrams ?? [];
}

/** Folded as in the index: lower case, one character for one. */
function folded(form: string): string {
  return Array.from(form, (char) => {
    const small = char.toLowerCase();
    return Array.from(small).length === 1 ? small : char;
  }).join("");
}
