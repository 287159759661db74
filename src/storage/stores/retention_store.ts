// The settings of retention, and the messages that are due (J1 to J3). In batches: a room may have a million messages.
import type { Client } from "../client.ts";
import { sql } from "drizzle-orm";
import type { DuePortion, DueRoom, RetentionStore, RoomRetention } from "../../domain/stores.ts";
import {
  appliedDays,
  cutoffOf,
  lastDue,
  portionOf,
  roomDays,
  workedDay,
  workspaceDays,
} from "../due_messages.ts";
import { readJson } from "./read_json.ts";

/** Rooms that one statement looks at. */
const roomsScanned = 200;
/** Messages that one statement of a preview looks at: it runs on the main thread (A5). */
const messagesScanned = 200;

export function createRetentionStore({ client }: { client: Client }): RetentionStore {
  return {
    async workspace() {
      const found = await readJson<{ days: number | null; day: number | null; hasRooms: number }>(client, {
        json: sql`json_object('days', ${workspaceDays}, 'day', ${workedDay},
          'hasRooms', EXISTS (SELECT 1 FROM rooms r WHERE r.retention_days IS NOT NULL))`,
      });
      const { days = null, day = null, hasRooms = 0 } = found ?? {};
      return { days, day, hasRooms: hasRooms === 1 };
    },

    ofRoom(roomId) {
      return readJson<RoomRetention>(client, {
        json: sql`json_object('days', ${roomDays}, 'workspaceDays', ${workspaceDays}, 'heldAt', r.held_at)`,
        from: sql`FROM rooms r WHERE r.id = ${roomId}`,
      });
    },

    async dueRooms({ day, now, workspaceDays: workspace, only, after }) {
      const own = only ? sql`CAST(${only.days} AS INTEGER)` : roomDays;
      const cutoff = cutoffOf(day, appliedDays(sql`CAST(${workspace} AS INTEGER)`, own));
      const which = only ? sql`r.id = ${only.roomId}` : sql`1`;
      const found = await readJson<{ rooms: DueRoom[]; scanned: number; last: number }>(client, {
        with: sql`WITH scanned AS MATERIALIZED (
          SELECT r.id, r.first_seq, r.held_at, ${cutoff} AS cutoff FROM rooms r
          WHERE r.id > ${after} AND ${which} ORDER BY r.id LIMIT ${roomsScanned})`,
        json: sql`json_object('scanned', (SELECT count(*) FROM scanned), 'last', (SELECT max(id) FROM scanned), 'rooms', (
          SELECT json_group_array(json_object('roomId', l.id, 'firstSeq', l.first_seq, 'cutoff', l.cutoff) ORDER BY l.id)
          FROM scanned l CROSS JOIN messages m ON m.room_id = l.id AND m.seq = l.first_seq
          WHERE l.held_at IS NULL AND (m.created_at < l.cutoff OR m.created_at > ${now}) AND l.cutoff IS NOT NULL))`,
      });
      if (!found) return { rooms: [], next: null };
      return { rooms: found.rooms, next: found.scanned < roomsScanned ? null : found.last };
    },

    async duePortion({ roomId, firstSeq, cutoff }, now) {
      const portion = portionOf({ roomId: sql`${roomId}`, first: sql`${firstSeq}`, count: messagesScanned });
      const found = await readJson<DuePortion>(client, {
        with: sql`WITH ${portion}, x AS MATERIALIZED (SELECT ${lastDue({ cutoff: sql`${cutoff}`, now })} AS last),
          due AS MATERIALIZED (SELECT p.id, p.created_at, p.file_count FROM portion p
            WHERE p.seq <= (SELECT last FROM x) AND p.deleted_at IS NULL),
          stored AS MATERIALIZED (SELECT f.size FROM due CROSS JOIN files f ON f.message_id = due.id WHERE due.file_count > 0)`,
        json: sql`json_object('last', (SELECT last FROM x), 'messages', (SELECT count(*) FROM due), 'oldest', (SELECT min(created_at) FROM due),
          'files', (SELECT count(*) FROM stored), 'bytes', (SELECT coalesce(sum(size), 0) FROM stored))`,
      });
      return found ?? { last: null, messages: 0, files: 0, bytes: 0, oldest: null };
    },
  };
}
