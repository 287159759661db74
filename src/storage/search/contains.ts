// Words that the index cannot find, as a condition on a message: a first filter that passes all that hold the word, and a
// few others. LIKE looks at a million messages in a seventh of a second; it takes A for a, but no letter beyond ASCII. (Of the
// handful of letters with three forms, such as σ, the third is found only as typed.)
import { sql, type SQL } from "drizzle-orm";

import { formsOf } from "../../domain/search/words.ts";

/** Over a message `m` and its files. */
export function containsAll(words: string[]): SQL {
  const conditions = words.map(contains);
  return conditions.length === 0 ? sql`1` : sql.join(conditions, sql` AND `);
}

function contains(word: string): SQL {
  const patterns = patternsOf(word).map((text) => {
    const like = sql`LIKE ${`%${escaped(text)}%`} ESCAPE '\\'`;
    return sql`m.body ${like} OR (m.file_count > 0 AND EXISTS (
      SELECT 1 FROM files f WHERE f.message_id = m.id AND f.name ${like}))`;
  });
  return sql`(${sql.join(patterns, sql` OR `)})`;
}

function patternsOf(word: string): string[] {
  const forms = formsOf(word);
  if (forms.length === 1 && !hasCases(word)) return [word];
  // Its first two characters in every way they may be written.
  return [...new Set(forms.flatMap((form) => spellingsOf(Array.from(form).slice(0, 2))))];
}

/** Whether it has a letter beyond ASCII that is written large and small. */
function hasCases(word: string): boolean {
  return Array.from(word).some((char) => casesOf(char).length > 1);
}

function spellingsOf([first, ...rest]: string[]): string[] {
  if (first === undefined) return [""];
  const ends = spellingsOf(rest);
  return casesOf(first).flatMap((char) => ends.map((end) => char + end));
}

function casesOf(char: string): string[] {
  if (char <= "\u007f") return [char];
  const cases = [char, char.toLowerCase(), char.toUpperCase()];
  return [...new Set(cases.filter((one) => Array.from(one).length === 1))];
}

function escaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}
