// Which rooms of a person a client gets, and in which order (C9). All of them are read, in batches: the work in one
// task stays below some milliseconds for a person in tens of thousands of rooms. Nothing is counted here.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import { limits } from "../../protocol/limits.ts";
import { isReached } from "./reached.ts";
import { readJson } from "./read_json.ts";

const batchSize = 4000;

/** Over a room `r` and a member `b` of it: a direct room without a message exists only for the person who opened it. */
export const isThere: SQL = sql.raw(`(r.kind <> 'direct' OR r.last_seq > 0 OR b.hidden_seq IS NULL)`);

/** By name or by a broadcast, of which the newest are read, as for the counts (U4). Of an unread room. */
const isMentioned = `(EXISTS (
  SELECT 1 FROM mentions x WHERE x.user_id = b.user_id AND x.room_id = r.id AND x.seq > b.read_seq AND x.counts = 1)
  OR EXISTS (SELECT 1 FROM (
    SELECT * FROM broadcasts y WHERE y.room_id = r.id AND y.seq > max(b.read_seq, b.joined_seq)
    ORDER BY y.seq DESC LIMIT ${limits.broadcastsScanned}) x WHERE ${isReached}))`;

/** The order of the rooms; the open one comes before them. `absent` does not exist for this person. */
export const ranks = { mentioned: 1, unread: 2, starred: 3, other: 4, hidden: 5, absent: 6 } as const;

/** A branch for each room, the cheap conditions first: most rooms are read. */
const rankOf = (isQuiet: SQL): SQL => sql`CASE
  WHEN NOT ${isThere} THEN ${ranks.absent}
  WHEN r.last_seq <= b.hidden_seq THEN ${ranks.hidden}
  WHEN r.last_seq > b.read_seq AND ${sql.raw(isMentioned)} THEN ${ranks.mentioned}
  WHEN b.notify = 'hidden' THEN ${ranks.hidden}
  WHEN r.last_seq > b.read_seq AND NOT ${isQuiet} THEN ${ranks.unread}
  WHEN b.starred THEN ${ranks.starred} ELSE ${ranks.other} END`;

export interface PlannedRoom {
  id: number;
  rank: number;
  lastAt: number;
  /** How many messages are counted for it at most. */
  span: number;
  /** Muted, for now or for ever. */
  isQuiet: boolean;
  isDirect: boolean;
  /** When the mute ends; null: it has no end, or the room is not muted. */
  quietUntil: number | null;
}

/** `packed`: span, rank, quiet and direct in one number. To write a number as JSON takes as long as to look up its room. */
type Cells = [id: number, lastAt: number, packed: number, quietUntil?: number];

function cellsJson(now: number): SQL {
  const isMuted = sql`b.muted_until > ${now}`;
  const isQuiet = sql`(b.notify = 'nothing' OR coalesce(${isMuted}, 0))`;
  const cells = sql`r.id, max(r.last_at, r.created_at),
    max(0, min(r.last_seq - b.read_seq, ${limits.unreadCap})) * 32 + ${rankOf(isQuiet)} * 4 + ${isQuiet} * 2 + (r.kind = 'direct')`;
  return sql`json_group_array(CASE WHEN ${isMuted} THEN json_array(${cells}, b.muted_until) ELSE json_array(${cells}) END)`;
}

function roomOf([id, lastAt, packed, quietUntil]: Cells): PlannedRoom {
  const flags = packed % 32;
  const isQuiet = (flags & 2) > 0;
  const isDirect = (flags & 1) > 0;
  return {
    id,
    rank: flags >> 2,
    lastAt,
    span: packed >> 5,
    isQuiet,
    isDirect,
    quietUntil: quietUntil ?? null,
  };
}

/** All that exist for this person, in the order in which they are sent. */
export async function readPlan(client: Client, userId: number, now: number): Promise<PlannedRoom[]> {
  const rooms: PlannedRoom[] = [];
  for (let after = 0; ;) {
    const found = await readJson<Cells[]>(client, {
      json: cellsJson(now),
      // A range, not a subquery with a limit: that would copy each row.
      from: sql`FROM members b CROSS JOIN rooms r ON r.id = b.room_id
        WHERE b.user_id = ${userId} AND b.room_id > ${after} AND b.room_id <= coalesce((
          SELECT room_id FROM members WHERE user_id = ${userId} AND room_id > ${after}
          ORDER BY room_id LIMIT 1 OFFSET ${batchSize - 1}), ${Number.MAX_SAFE_INTEGER})`,
    });
    for (const cells of found ?? []) {
      after = Math.max(after, cells[0]);
      const room = roomOf(cells);
      if (room.rank !== ranks.absent) rooms.push(room);
    }
    // After a whole portion; a damaged file may have a membership without its room.
    if (!found || found.length <= batchSize / 2) return rooms.sort(inOrder);
    await new Promise(setImmediate);
  }
}

/** Those of these rooms that exist, in order. */
export async function readPlanOf(
  client: Client,
  userId: number,
  { roomIds, now }: { roomIds: number[]; now: number },
): Promise<PlannedRoom[]> {
  const found = await readJson<Cells[]>(client, {
    json: cellsJson(now),
    from: sql`FROM json_each(${JSON.stringify(roomIds)}) p
      CROSS JOIN members b ON b.room_id = p.value AND b.user_id = ${userId}
      CROSS JOIN rooms r ON r.id = b.room_id`,
  });
  const rooms = (found ?? []).map(roomOf);
  return rooms.filter(({ rank }) => rank !== ranks.absent).sort(inOrder);
}

export function inOrder(one: PlannedRoom, other: PlannedRoom): number {
  return one.rank - other.rank || other.lastAt - one.lastAt || other.id - one.id;
}
