// M4: messages that mention a person, reached them by a broadcast or answer them, from all their rooms. A room that they have left
// gives nothing (A1).
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import type { MessageStore } from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import type { Message } from "../../protocol/shapes.ts";
import { messageJson } from "../message_json.ts";
import { readFittingCount } from "./fitting.ts";
import { isReached, markReached } from "./reached.ts";
import { readJson } from "./read_json.ts";

/** Rows of mentions that a page scans. Most may be of rooms that were left: then the page is short, with `next`. */
const mentionsScanned = 1000;

interface Found {
  /** Where the scan of mentions or of broadcasts ended before its last row, or 0: older ones are for another page. */
  end: number;
  /** Ids from `end` on, newest first, one more than asked for. */
  listed: number[];
}

export function createInbox({ client }: { client: Client }): Pick<MessageStore, "pageMentions"> {
  return {
    async pageMentions(userId, { before = Number.MAX_SAFE_INTEGER, limit: count }) {
      const found = await readJson<Found>(client, {
        with: sql`WITH RECURSIVE ${named(userId, before)}, ${called(userId, before)}, listed AS (
          SELECT n.message_id FROM named n CROSS JOIN members b ON b.room_id = n.room_id AND b.user_id = ${userId}
            WHERE n.counts OR n.replies
          UNION SELECT c.message_id FROM called c CROSS JOIN members b ON b.room_id = c.room_id AND b.user_id = ${userId}
            CROSS JOIN broadcasts x ON x.message_id = c.message_id WHERE ${sql.raw(isReached)}),
          ends AS MATERIALIZED (SELECT max(
            iif((SELECT count(*) FROM named) < ${mentionsScanned}, 0, (SELECT min(message_id) FROM named)),
            iif((SELECT count(*) FROM called) < ${limits.broadcastsScanned}, 0, (SELECT min(message_id) FROM called))) AS id)`,
        json: sql`json_object('end', (SELECT id FROM ends), 'listed', (
            SELECT json_group_array(message_id ORDER BY message_id DESC) FROM (
              SELECT message_id FROM listed WHERE message_id >= (SELECT id FROM ends)
              ORDER BY message_id DESC LIMIT ${count + 1})))`,
      });
      const { end, listed } = found ?? { end: 0, listed: [] };
      const shown = await takeFitting(listed.slice(0, count));
      const messages = await readVisible(userId, shown);
      if (shown.length < listed.length) return { messages, next: shown.at(-1) ?? null };
      return { messages, next: end === 0 ? null : end };
    },
  };

  async function takeFitting(ids: number[]): Promise<number[]> {
    if (ids.length <= 1) return ids;
    const which = sql`FROM json_each(${JSON.stringify(ids)}) i CROSS JOIN messages t ON t.id = i.value ORDER BY t.id DESC`;
    return ids.slice(0, await readFittingCount(client, which, { count: ids.length }));
  }

  /** Access is checked again: time has passed. */
  async function readVisible(userId: number, ids: number[]): Promise<Message[]> {
    if (ids.length === 0) return [];
    const messages = await readJson<Message[]>(client, {
      json: sql`json_group_array(${messageJson} ORDER BY m.id DESC)`,
      from: sql`FROM json_each(${JSON.stringify(ids)}) i CROSS JOIN messages m ON m.id = i.value AND m.deleted_at IS NULL
        CROSS JOIN members b ON b.room_id = m.room_id AND b.user_id = ${userId}
        JOIN users a ON a.id = m.author_id`,
    });
    await markReached(client, userId, messages ?? []);
    return messages ?? [];
  }
}

function named(userId: number, before: number): SQL {
  return sql`named AS MATERIALIZED (
    SELECT message_id, room_id, counts, replies FROM mentions
    WHERE user_id = ${userId} AND message_id < ${before} ORDER BY message_id DESC LIMIT ${mentionsScanned})`;
}

/**
 * The newest broadcasts in rooms of theirs since they joined, regardless of whom they reached. SQLite takes the largest of what is waiting first
 * (ORDER BY in a recursive query), so the rooms are merged: one step into the index for each room, and one for each broadcast.
 */
function called(userId: number, before: number): SQL {
  const newest = (roomId: SQL, end: SQL) => sql`
    CROSS JOIN broadcasts x ON x.message_id = (
      SELECT max(y.message_id) FROM broadcasts y WHERE y.room_id = ${roomId} AND y.message_id < ${end})`;
  return sql`called (message_id, room_id, joined_seq) AS (
    SELECT x.message_id, b.room_id, b.joined_seq FROM members b ${newest(sql`b.room_id`, sql`${before}`)}
      WHERE b.user_id = ${userId} AND x.seq > b.joined_seq
    UNION ALL
    SELECT x.message_id, c.room_id, c.joined_seq FROM called c ${newest(sql`c.room_id`, sql`c.message_id`)}
      WHERE x.seq > c.joined_seq
    ORDER BY 1 DESC LIMIT ${limits.broadcastsScanned})`;
}
