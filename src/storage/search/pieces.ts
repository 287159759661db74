// Words of one or two characters have no trigram, but each place where one stands begins a trigram: the index tells which begin
// with it. Bodies go into the index with two line ends after them, so that it holds at their end too.
import type { Client } from "@libsql/client";
import { sql, type SQL } from "drizzle-orm";

import { formsOf } from "../../domain/search/words.ts";
import { readJson } from "../stores/read_json.ts";

// With more, the word is common, or the question dearer than looking.
const mostPieces = 64;
const lastCharacter = "\u{10ffff}";

/** For each word, the trigrams that begin with it; null when one has too many. */
export async function readPieces(client: Client, terms: SQL, words: string[]): Promise<string[][] | null> {
  const all: string[][] = [];
  for (const word of words) {
    const found = new Set<string>();
    for (const form of formsOf(word)) {
      for (const piece of await beginningWith(client, terms, folded(form))) found.add(piece);
    }
    if (found.size > mostPieces) return null;
    all.push([...found]);
  }
  return all;
}

async function beginningWith(client: Client, terms: SQL, form: string): Promise<string[]> {
  // Three characters and more are trigrams themselves: of an accent of its own.
  const start = Array.from(form).slice(0, 3).join("");
  const pieces = await readJson<string[]>(client, {
    json: sql`json_group_array(term)`,
    from: sql`FROM (
      SELECT term FROM ${terms} WHERE term >= ${start} AND term < ${start + lastCharacter} LIMIT ${mostPieces + 1})`,
  });
  return pieces ?? [];
}

/** As the index folds: small letters, one for one. */
function folded(form: string): string {
  return Array.from(form, (char) => {
    const small = char.toLowerCase();
    return Array.from(small).length === 1 ? small : char;
  }).join("");
}
