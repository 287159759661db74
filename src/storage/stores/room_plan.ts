// Which of someone's rooms a client is told of, and in which order (C9). Looked at are all of them, in portions: the work in one
// turn stays below some milliseconds for someone in tens of thousands of rooms. Nothing is counted here.
import type { Client } from "@libsql/client";
import { sql, type SQL } from "drizzle-orm";
import type { RoomPlan } from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import { isReached } from "./reached.ts";
import { readJson } from "./read_json.ts";

const lookedAtOnce = 4000;

/** Over a room `r` and a member `b` of it: a direct room in which nothing was said is there for nobody but who opened it. */
export const isThere: SQL = sql.raw(`(r.kind <> 'direct' OR r.last_seq > 0 OR b.hidden_seq IS NULL)`);

const isUnread: SQL = sql.raw(`r.last_seq > b.read_seq`);
/** By name or by a broadcast, of which the newest are looked at, as where they are counted (U4). */
const isMentioned: SQL = sql.raw(`(r.last_seq > b.read_seq AND (EXISTS (
  SELECT 1 FROM mentions x WHERE x.user_id = b.user_id AND x.room_id = r.id AND x.seq > b.read_seq AND x.counts = 1)
  OR EXISTS (SELECT 1 FROM (
    SELECT * FROM broadcasts y WHERE y.room_id = r.id AND y.seq > max(b.read_seq, b.joined_seq)
    ORDER BY y.seq DESC LIMIT ${limits.broadcastLook}) x WHERE ${isReached})))`);

/** In this order rooms are told. */
const ranks = { open: 0, mentioned: 1, unread: 2, starred: 3, other: 4, hidden: 5 } as const;

interface Row {
  id: number;
  rank: number;
  lastAt: number;
  /** How many messages are counted for it at most. */
  span: number;
  /** Muted, for now or for ever. */
  isQuiet: boolean;
}

type Cells = [id: number, rank: number, lastAt: number, span: number, isQuiet: 0 | 1];

export async function planRooms(
  client: Client,
  userId: number,
  { openRoomId, now }: { openRoomId: number | null; now: number },
): Promise<RoomPlan> {
  const isQuiet = sql`(b.notify = 'nothing' OR coalesce(b.muted_until > ${now}, 0))`;
  const isHidden = sql`(r.last_seq <= b.hidden_seq OR (b.notify = 'hidden' AND NOT ${isMentioned}))`;
  const rank = sql`CASE
    WHEN r.id = ${openRoomId ?? 0} THEN ${ranks.open} WHEN ${isHidden} THEN ${ranks.hidden}
    WHEN ${isMentioned} THEN ${ranks.mentioned} WHEN ${isUnread} AND NOT ${isQuiet} THEN ${ranks.unread}
    WHEN b.starred THEN ${ranks.starred} ELSE ${ranks.other} END`;
  const rows: Row[] = [];
  for (let after = 0; ; await new Promise(setImmediate)) {
    // The last row says how far it looked, whether or not that room is there.
    const found = await readJson<{ last: number; rows: Cells[] }>(client, {
      json: sql`json_object('last', coalesce(max(b.room_id), 0), 'rows', json_group_array(json_array(
        r.id, ${rank}, max(r.last_at, r.created_at), max(0, min(r.last_seq - b.read_seq, ${limits.unreadCap})), ${isQuiet})) FILTER (WHERE ${isThere}))`,
      from: sql`FROM (SELECT * FROM members WHERE user_id = ${userId} AND room_id > ${after} ORDER BY room_id LIMIT ${lookedAtOnce}) b
        CROSS JOIN rooms r ON r.id = b.room_id`,
    });
    for (const [id, place, lastAt, span, quiet] of found?.rows ?? []) {
      rows.push({ id, rank: place, lastAt, span, isQuiet: quiet === 1 });
    }
    if (!found || found.last === 0) break;
    after = found.last;
  }
  rows.sort((one, other) => one.rank - other.rank || other.lastAt - one.lastAt || other.id - one.id);
  return {
    listed: rows.slice(0, limits.roomsTold).map(({ id, span }) => ({ id, span })),
    rest: restOf(rows.slice(limits.roomsTold)),
  };
}

function restOf(rows: Row[]): RoomPlan["rest"] {
  const loud = rows.filter(({ isQuiet }) => !isQuiet);
  const mentions = loud.filter(({ rank }) => rank === ranks.mentioned).length;
  return {
    rooms: rows.length,
    unread: mentions + loud.filter(({ rank }) => rank === ranks.unread).length,
    mentions,
  };
}
