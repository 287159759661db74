// Whether the index agrees with each message: the message is in it (and no deleted one), under its room, its author
// and its words. A portion at a time, for a server that runs meanwhile; all messages of a room, or with the same three
// characters, are asked for at once.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";

import { readJson } from "../stores/read_json.ts";
import { isIndexed, matchFor, type Narrowing } from "./index_match.ts";
import { formsOf } from "../../domain/search/words.ts";
import { whatFailed } from "./index_errors.ts";
import { indexNames } from "./index_tables.ts";
import { readProgress } from "./progress.ts";
import type { Checked } from "./search_messages.ts";

interface Row {
  id: number;
  roomId: number;
  authorId: number;
  body: string;
  isDeleted: 0 | 1;
  isIndexed: 0 | 1;
}

interface Portion {
  rows: Row[];
  /** In the index, but of no message. */
  strangers: number;
}

const portionIds = 500;

/** `nextTurn` runs between the questions. */
export async function checkIndex(
  client: Client,
  after: number,
  yieldToEventLoop: () => Promise<void>,
): Promise<Checked> {
  const { table } = await readProgress(client);
  try {
    return await check({ client, index: indexNames(table).index, yieldToEventLoop }, after);
  } catch (error) {
    if (whatFailed(error) === "other") throw error;
    const ids = await readIds(client, after);
    return { checked: ids.length, wrong: ids.length, next: ids.at(-1) ?? null };
  }
}

/** The messages to index, for an index that cannot be read. */
async function readIds(client: Client, after: number): Promise<number[]> {
  const ids = await readJson<number[]>(client, {
    json: sql`json_group_array(id)`,
    from: sql`FROM (SELECT m.id FROM messages m, search_progress p
      WHERE m.id > ${after} AND m.id <= p.indexed_to ORDER BY m.id LIMIT ${portionIds})`,
  });
  return ids ?? [];
}

interface Asked {
  client: Client;
  index: SQL;
  yieldToEventLoop: () => Promise<void>;
}

async function check(asked: Asked, after: number): Promise<Checked> {
  const { rows, strangers } = await readPortion(asked, after);
  let wrong = strangers;
  // A message that was edited or deleted between the reads only seems wrong: those few are checked again.
  for (const id of await findDoubtful(asked, rows)) if (await isStillWrong(asked, id)) wrong += 1;
  return { checked: rows.length, wrong, next: rows.at(-1)?.id ?? null };
}

/** Messages that wait to be indexed again are not checked. */
async function readPortion({ client, index }: Asked, after: number): Promise<Portion> {
  const last = sql`(SELECT max(id) FROM (SELECT id FROM messages WHERE id > ${after} ORDER BY id LIMIT ${portionIds}))`;
  const portion = await readJson<Portion>(client, {
    json: sql`json_object('rows', (
        SELECT json_group_array(json_object('id', m.id, 'roomId', m.room_id, 'authorId', m.author_id, 'body', m.body,
          'isDeleted', m.deleted_at IS NOT NULL, 'isIndexed', i.id IS NOT NULL) ORDER BY m.id)
        FROM messages m LEFT JOIN ${index}_docsize i ON i.id = m.id
        WHERE m.id > ${after} AND m.id <= ${last} AND m.id <= p.indexed_to
          AND NOT EXISTS (SELECT 1 FROM search_stale s WHERE s.id = m.id)),
      'strangers', (
        SELECT count(*) FROM ${index}_docsize i WHERE i.id > ${after} AND i.id <= coalesce(${last}, 9e15)
          AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.id = i.id)))`,
    from: sql`FROM search_progress p`,
  });
  return portion ?? { rows: [], strangers: 0 };
}

async function isStillWrong(asked: Asked, id: number): Promise<boolean> {
  const { rows } = await readPortion(asked, id - 1);
  const only = rows.filter((row) => row.id === id);
  return (await findDoubtful(asked, only)).has(id);
}

async function findDoubtful(asked: Asked, rows: Row[]): Promise<Set<number>> {
  const doubtful = new Set(rows.filter((row) => row.isIndexed === row.isDeleted).map(({ id }) => id));
  const indexed = rows.filter((row) => row.isIndexed === 1 && row.isDeleted === 0);

  /** Those of the indexed rows that must be found, and are not; or the other way round, where others must not. */
  async function compare(
    narrowing: Narrowing,
    must: (row: Row) => boolean,
    mayOthers: boolean,
  ): Promise<void> {
    await asked.yieldToEventLoop();
    const found = new Set(await idsFound(asked, matchFor(narrowing), indexed));
    for (const row of indexed) {
      const isFound = found.has(row.id);
      if (must(row) ? !isFound : isFound && !mayOthers) doubtful.add(row.id);
    }
  }

  for (const roomId of new Set(indexed.map((row) => row.roomId))) {
    await compare({ words: [], roomIds: [roomId] }, (row) => row.roomId === roomId, false);
  }
  for (const authorId of new Set(indexed.map((row) => row.authorId))) {
    await compare({ words: [], authorId }, (row) => row.authorId === authorId, false);
  }
  // Others may be found too: in capital letters.
  for (const word of trigramsFor(indexed)) {
    await compare({ words: [word] }, (row) => row.body.includes(word), true);
  }
  return doubtful;
}

async function idsFound({ client, index }: Asked, match: string, rows: Row[]): Promise<number[]> {
  const from = sql`CAST(${rows[0]?.id ?? 0} AS INTEGER)`;
  const to = sql`CAST(${rows.at(-1)?.id ?? 0} AS INTEGER)`;
  const ids = await readJson<number[]>(client, {
    json: sql`json_group_array(rowid)`,
    from: sql`FROM ${index} WHERE ${index} MATCH ${match} AND rowid BETWEEN ${from} AND ${to}`,
  });
  return ids ?? [];
}

const trigramsEach = 2;

/** A few that are in all of these bodies, two in each if it is long enough. */
function trigramsFor(rows: Row[]): Set<string> {
  const chosen = new Set<string>();
  for (const { body } of rows) {
    const points = Array.from(body);
    let has = 0;
    for (const word of chosen) if (body.includes(word)) has += 1;
    for (let n = 0; n < trigramsEach && has < trigramsEach; n += 1) {
      const at = Math.floor(((points.length - 3) * (n + 1)) / trigramsEach);
      const word = points.slice(Math.max(0, at), at + 3).join("");
      if (!isIndexed(word) || word !== word.toLowerCase() || chosen.has(word)) continue;
      // Nobody can ask for it as it stands there, with a sign of another one's shape: it would seem to be missing.
      if (!formsOf(word).includes(word)) continue;
      chosen.add(word);
      has += 1;
    }
  }
  return chosen;
}
