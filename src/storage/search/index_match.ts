// What the index stores of a message, and how it is queried. Every three characters of a body are a token (FTS5's trigram), and so
// are its room and its author, written as three private characters: so one expression narrows to all of them.
// Positions are not stored (`detail=none`, less than half the size): the index proposes, `domain/search/words.ts` decides.
import { sql, type SQL } from "drizzle-orm";

import { formsOf } from "../../domain/search/words.ts";

// An id is two characters of the last private plane, and a letter that says whose it is.
const plane = 0x100000;
const base = 65_000;
const letters = { room: "r", author: "a", mark: "m" };

function idToken(kind: keyof typeof letters, id: number): string {
  return String.fromCodePoint(plane + (id % base), plane + (Math.floor(id / base) % base)) + letters[kind];
}

function idTokenSql(kind: keyof typeof letters, column: string): string {
  return `char(${plane} + ${column} % ${base}, ${plane} + ${column} / ${base} % ${base}, unicode('${letters[kind]}'))`;
}

const hasFile = idToken("mark", 1);

/** Of a message `m`, a line each; null without files. */
export const fileNames = sql.raw(`CASE WHEN m.file_count > 0 THEN (
  SELECT group_concat(f.name, char(10)) FROM files f WHERE f.message_id = m.id) END`);

/** A row of the index for each message `m` that is chosen and not deleted. */
export function insertIntoIndex(index: SQL, which: SQL): SQL {
  return sql`INSERT INTO ${index} (rowid, body, files, marks, room, author)
    SELECT m.id, m.body || char(10, 10), ${fileNames} || char(10, 10), iif(m.file_count > 0, ${hasFile}, NULL),
      ${sql.raw(idTokenSql("room", "m.room_id"))}, ${sql.raw(idTokenSql("author", "m.author_id"))}
    FROM messages m WHERE m.deleted_at IS NULL AND ${which} ORDER BY m.id`;
}

export interface Narrowing {
  /** Each of at least three characters. */
  words: string[];
  /** For each shorter word the trigrams it may be in. */
  trigrams?: string[][];
  roomIds?: number[] | undefined;
  authorId?: number | undefined;
  hasLink?: boolean;
  hasFile?: boolean;
}

// There is no room 0.
const noRoom = quote(idToken("room", 0));

/** The expression for MATCH that every wanted message fulfils, and others may. There must be something to ask for. */
export function matchFor({
  words,
  trigrams = [],
  roomIds,
  authorId,
  hasLink,
  hasFile: mustHaveFile,
}: Narrowing): string {
  const parts = words.map((word) => anyOf(formsOf(word).map(allTrigrams)));
  for (const some of trigrams) parts.push(anyOf(some.length === 0 ? [noRoom] : some.map(quote)));
  if (roomIds !== undefined) parts.push(anyOf(roomIds.map((id) => quote(idToken("room", id)))));
  if (authorId !== undefined) parts.push(quote(idToken("author", authorId)));
  if (hasLink) parts.push(quote("://"));
  if (mustHaveFile) parts.push(quote(hasFile));
  return parts.join(" AND ");
}

/** Whether the index can find it: shorter words have no trigram. */
export function isIndexed(word: string): boolean {
  return formsOf(word).every((form) => Array.from(form).length >= 3);
}

// More trigrams narrow hardly further, and each costs.
const maxTrigramsOfWord = 12;

function allTrigrams(text: string): string {
  const points = Array.from(text);
  const trigrams = [...new Set(points.slice(2).map((_, at) => points.slice(at, at + 3).join("")))];
  const chosen = Math.min(trigrams.length, maxTrigramsOfWord);
  // From all over the word, its end always among them: many words share a beginning.
  const spread = trigrams.filter(
    (_, n) => Math.floor(((n + 1) * chosen) / trigrams.length) > Math.floor((n * chosen) / trigrams.length),
  );
  return spread.map(quote).join(" AND ");
}

function anyOf(expressions: string[]): string {
  return `(${expressions.map((expression) => `(${expression})`).join(" OR ")})`;
}

/** FTS5's only quoting: the text between is literal. */
function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
