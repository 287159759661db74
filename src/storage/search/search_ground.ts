// What a search stands on: how far the index has come, whose rooms, and between which ids the answer lies.
import type { Client } from "@libsql/client";
import { sql, type SQL } from "drizzle-orm";

import type { SearchQuery } from "../../domain/search/search_store.ts";
import { readJson } from "../stores/read_json.ts";

export interface Ground {
  /** The number of the index. */
  table: number;
  lastId: number;
  /** Every message up to this id is in the index. */
  indexedTo: number;
  /** The answer lies in the ids from `floor` on, below `above`; of those that are indexed, below `aboveIndexed`. */
  floor: number;
  above: number;
  aboveIndexed: number;
  /** My rooms; of many, a few more than are ever named to the index. */
  roomIds: number[];
  /** Of all messages, how many are in rooms of mine, as far as counted. */
  share: number;
}

interface Read {
  table: number;
  indexedTo: number;
  lastId: number;
  firstOfDays: number | null;
  lastOfDays: number | null;
  rooms: { id: number; lastSeq: number }[];
}

const dayMs = 24 * 3600 * 1000;
const roomsRead = 17;

export async function readGround(client: Client, userId: number, query: SearchQuery): Promise<Ground> {
  const read = await readJson<Read>(client, {
    json: sql`json_object('table', p.table_no, 'indexedTo', p.indexed_to, 'lastId', (SELECT coalesce(max(id), 0) FROM messages),
        'firstOfDays', (SELECT min(first_id) FROM search_days d WHERE ${days(query)}),
        'lastOfDays', (SELECT max(last_id) FROM search_days d WHERE ${days(query)}),
        'rooms', (SELECT json_group_array(json_object('id', r.id, 'lastSeq', r.last_seq)) FROM (
          SELECT r.id, r.last_seq FROM members b JOIN rooms r ON r.id = b.room_id
          WHERE b.user_id = ${userId} LIMIT ${roomsRead}) r))`,
    from: sql`FROM search_progress p`,
  });
  if (!read) throw new Error("The search index has no state.");
  const { table, indexedTo, lastId, rooms } = read;
  return {
    table,
    lastId,
    indexedTo,
    ...stretchesOf(query, read),
    roomIds: rooms.map(({ id }) => id),
    share: rooms.reduce((sum, { lastSeq }) => sum + lastSeq, 0) / Math.max(1, lastId),
  };
}

/** Ids do not tell times, for a clock may be set back; but of each day the first and last id are known, as far as indexed. */
function stretchesOf({ since, until, before = Number.MAX_SAFE_INTEGER }: SearchQuery, read: Read) {
  const above = Math.min(before, read.lastId + 1);
  if (since === undefined && until === undefined) return { floor: 1, above, aboveIndexed: above };
  const { indexedTo, firstOfDays, lastOfDays } = read;
  return { floor: firstOfDays ?? indexedTo + 1, above, aboveIndexed: Math.min(above, (lastOfDays ?? 0) + 1) };
}

function days({ since, until }: SearchQuery): SQL {
  const from = since === undefined ? sql`1` : sql`d.day >= ${Math.floor(since / dayMs)}`;
  const to = until === undefined ? sql`1` : sql`d.day <= ${Math.floor((until - 1) / dayMs)}`;
  return sql`${from} AND ${to}`;
}
