// Whether the index says of each message what the message is: that it is there (and no deleted one), under its room, its author
// and its words. A portion at a time, for a server that runs meanwhile.
import type { Client } from "@libsql/client";
import { sql } from "drizzle-orm";

import { readJson } from "../stores/read_json.ts";
import { isIndexed, matchFor } from "./index_match.ts";
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

export async function checkIndex(client: Client, after: number): Promise<Checked> {
  const first = await readPortion(client, after);
  if (first.rows.length === 0) return { checked: 0, wrong: first.strangers, next: null };
  const doubtful = await findDoubtful(client, first.rows);
  // What was edited or deleted between the two reads only seems wrong: those few are looked at once more.
  let wrong = first.strangers;
  for (const row of doubtful) if (await isStillWrong(client, row.id)) wrong += 1;
  return { checked: first.rows.length, wrong, next: first.rows.at(-1)?.id ?? null };
}

/** What waits to be indexed anew is not looked at. */
async function readPortion(client: Client, after: number): Promise<Portion> {
  const last = sql`(SELECT max(id) FROM (SELECT id FROM messages WHERE id > ${after} ORDER BY id LIMIT ${portionIds}))`;
  const portion = await readJson<Portion>(
    client,
    sql`SELECT json_object('rows', (
        SELECT json_group_array(json_object('id', m.id, 'roomId', m.room_id, 'authorId', m.author_id, 'body', m.body,
          'isDeleted', m.deleted_at IS NOT NULL, 'isIndexed', i.id IS NOT NULL) ORDER BY m.id)
        FROM messages m LEFT JOIN search_docsize i ON i.id = m.id
        WHERE m.id > ${after} AND m.id <= ${last} AND m.id <= p.indexed_to
          AND NOT EXISTS (SELECT 1 FROM search_stale s WHERE s.id = m.id)),
      'strangers', (
        SELECT count(*) FROM search_docsize i WHERE i.id > ${after} AND i.id <= coalesce(${last}, 9e15)
          AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.id = i.id)))
      FROM search_progress p`,
  );
  return portion ?? { rows: [], strangers: 0 };
}

async function findDoubtful(client: Client, rows: Row[]): Promise<Row[]> {
  const doubtful = rows.filter((row) => row.isIndexed === row.isDeleted);
  const indexed = rows.filter((row) => row.isIndexed === 1 && row.isDeleted === 0);
  const asked = JSON.stringify(indexed.map((row) => [row.id, matchOf(row)]));
  const unfound = await readJson<number[]>(
    client,
    sql`SELECT json_group_array(q.value ->> 0) FROM json_each(${asked}) q WHERE NOT EXISTS (
      SELECT 1 FROM search WHERE search MATCH (q.value ->> 1) AND rowid = (q.value ->> 0))`,
  );
  const missing = new Set(unfound ?? []);
  return [...doubtful, ...indexed.filter((row) => missing.has(row.id))];
}

async function isStillWrong(client: Client, id: number): Promise<boolean> {
  const { rows } = await readPortion(client, id - 1);
  const row = rows.find((one) => one.id === id);
  return row !== undefined && (await findDoubtful(client, [row])).length > 0;
}

// A few of its words, from all over it; the whole would cost as much as building anew.
const piecesOfBody = 3;
const pieceLength = 3;

function matchOf({ roomId, authorId, body }: Row): string {
  const points = Array.from(body);
  const last = points.length - pieceLength;
  const places = Array.from({ length: piecesOfBody }, (_, n) => Math.floor((last * n) / (piecesOfBody - 1)));
  const words = last < 0 ? [] : places.map((at) => points.slice(at, at + pieceLength).join(""));
  return matchFor({
    words: [...new Set(words)].filter(isIndexed),
    roomIds: [roomId],
    authorId,
    hasLink: false,
  });
}
