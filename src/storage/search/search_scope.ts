// The scope of a search: how far the index has come, which rooms, and between which ids the hits are.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";

import type { SearchQuery } from "../../domain/search/search_store.ts";
import { readJson } from "../stores/read_json.ts";

export interface Scope {
  /** The number of the index. */
  table: number;
  lastId: number;
  /** Every message up to this id is in the index. */
  indexedTo: number;
  /** Hits have ids from `floor` on, below `above`; indexed ones below `aboveIndexed`. */
  floor: number;
  above: number;
  aboveIndexed: number;
  /** My rooms; of many, a few more than a query ever names. */
  roomIds: number[];
  /** The share of all messages that are in my rooms, as far as counted. */
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

export async function readScope(client: Client, userId: number, query: SearchQuery): Promise<Scope> {
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

/** Ids do not order times, for a clock may be set back; but the first and last id of each indexed day are known. */
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
