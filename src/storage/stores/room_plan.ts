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

/** By name or by a broadcast, of which the newest are looked at, as where they are counted (U4). Of an unread room. */
const isMentioned = `(EXISTS (
  SELECT 1 FROM mentions x WHERE x.user_id = b.user_id AND x.room_id = r.id AND x.seq > b.read_seq AND x.counts = 1)
  OR EXISTS (SELECT 1 FROM (
    SELECT * FROM broadcasts y WHERE y.room_id = r.id AND y.seq > max(b.read_seq, b.joined_seq)
    ORDER BY y.seq DESC LIMIT ${limits.broadcastLook}) x WHERE ${isReached}))`;

/** In this order rooms are told; `absent` is not there for this person. */
const ranks = { open: 0, mentioned: 1, unread: 2, starred: 3, other: 4, hidden: 5, absent: 6 } as const;

/** A branch for each room, the cheap conditions first: most rooms are read. */
const rankOf = (isQuiet: SQL): SQL => sql`CASE
  WHEN NOT ${isThere} THEN ${ranks.absent}
  WHEN r.last_seq <= b.hidden_seq THEN ${ranks.hidden}
  WHEN r.last_seq > b.read_seq AND ${sql.raw(isMentioned)} THEN ${ranks.mentioned}
  WHEN b.notify = 'hidden' THEN ${ranks.hidden}
  WHEN r.last_seq > b.read_seq AND NOT ${isQuiet} THEN ${ranks.unread}
  WHEN b.starred THEN ${ranks.starred} ELSE ${ranks.other} END`;

interface Row {
  id: number;
  rank: number;
  lastAt: number;
  /** How many messages are counted for it at most. */
  span: number;
  /** Muted, for now or for ever. */
  isQuiet: boolean;
}

/** `packed`: span, rank and whether it is quiet in one number. To write a number as JSON takes as long as to look up its room. */
type Cells = [id: number, lastAt: number, packed: number];

export async function planRooms(
  client: Client,
  userId: number,
  { openRoomId, now }: { openRoomId: number | null; now: number },
): Promise<RoomPlan> {
  const isQuiet = sql`(b.notify = 'nothing' OR coalesce(b.muted_until > ${now}, 0))`;
  const rows: Row[] = [];
  for (let after = 0; ; await new Promise(setImmediate)) {
    const cells = await readJson<Cells[]>(client, {
      json: sql`json_group_array(json_array(r.id, max(r.last_at, r.created_at),
        max(0, min(r.last_seq - b.read_seq, ${limits.unreadCap})) * 16 + ${rankOf(isQuiet)} * 2 + ${isQuiet}))`,
      // A range, not a subquery with a limit: that would copy each row.
      from: sql`FROM members b CROSS JOIN rooms r ON r.id = b.room_id
        WHERE b.user_id = ${userId} AND b.room_id > ${after} AND b.room_id <= coalesce((
          SELECT room_id FROM members WHERE user_id = ${userId} AND room_id > ${after}
          ORDER BY room_id LIMIT 1 OFFSET ${lookedAtOnce - 1}), ${Number.MAX_SAFE_INTEGER})`,
    });
    if (!cells || cells.length === 0) break;
    for (const [id, lastAt, packed] of cells) {
      after = Math.max(after, id);
      const rank = (packed >> 1) % 8;
      if (rank === ranks.absent) continue;
      const isOpen = id === openRoomId;
      rows.push({
        id,
        rank: isOpen ? ranks.open : rank,
        lastAt,
        span: packed >> 4,
        isQuiet: packed % 2 === 1,
      });
    }
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
