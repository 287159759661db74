// Which messages of a room are due to be emptied (J2), asked alike by the journal's step, by the search for rooms and by a preview.
import { sql, type SQL } from "drizzle-orm";
import { limits } from "../protocol/limits.ts";

const dayMs = sql.raw(String(24 * 3600 * 1000));

/** H4: a number that damage made is none. Messages that are emptied do not come back. */
function sound(days: SQL): SQL {
  return sql`iif(${days} BETWEEN 1 AND ${sql.raw(String(limits.retentionDays))}, ${days}, NULL)`;
}

export const workspaceDays: SQL = sound(
  sql.raw("(SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'retentionDays')"),
);
export const roomDays: SQL = sound(sql.raw("r.retention_days"));
/** The last day that retention worked with, or on which someone set it. */
export const workedDay: SQL = sql.raw("(SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'retentionDay')");

/** J1: the smaller of both. Null: nothing is ever due. */
export function appliedDays(workspace: SQL, room: SQL): SQL {
  return sql`min(coalesce(${workspace}, ${room}), coalesce(${room}, ${workspace}))`;
}

/** Messages from before this are due on `day`. */
export function cutoffOf(day: number, days: SQL): SQL {
  return sql`(${day} - ${days}) * ${dayMs}`;
}

/** The next `count` messages of a room from `first` on, each read once: a table of a WITH. */
export function portionOf({ roomId, first, count }: { roomId: SQL; first: SQL; count: number }): SQL {
  return sql`portion AS MATERIALIZED (SELECT m.id, m.seq, m.created_at, m.deleted_at, m.file_count FROM messages m
    WHERE m.room_id = ${roomId} AND m.seq BETWEEN ${first} AND ${first} + ${sql.raw(String(count - 1))})`;
}

/**
 * The last `seq` of the batch that is due; NULL when none is. The first message that must be kept ends it. A message that was posted
 * later than `now` does not count: it is emptied with one after it.
 */
export function lastDue({ cutoff, now }: { cutoff: SQL; now: number }): SQL {
  return sql`(SELECT max(d.seq) FROM portion d WHERE d.created_at < ${cutoff}
    AND d.seq < coalesce((SELECT min(k.seq) FROM portion k WHERE k.created_at BETWEEN ${cutoff} AND ${now}),
      ${sql.raw(String(Number.MAX_SAFE_INTEGER))}))`;
}
