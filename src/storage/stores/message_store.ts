import type { Client } from "@libsql/client";
import { sql, type SQL } from "drizzle-orm";
import type { MessageStore } from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import type { Counts, HistoryPage, Message } from "../../protocol/shapes.ts";
import { messageJson } from "../message_json.ts";
import { readJson } from "./read_json.ts";
import { countsJson } from "./room_json.ts";

interface Found {
  rev: number;
  lastSeq: number;
  messages: Message[];
}

export function createMessageStore({ client }: { client: Client }): MessageStore {
  /** The room's `rev` and the messages `which` picks (over `m`), by seq, from one snapshot. */
  async function find(roomId: number, which: SQL): Promise<Found> {
    const found = await readJson<Found>(
      client,
      sql`SELECT json_object('rev', r.rev, 'lastSeq', r.last_seq, 'messages', (
          SELECT json_group_array(${messageJson} ORDER BY m.seq)
          FROM (${which}) m JOIN users a ON a.id = m.author_id))
        FROM rooms r WHERE r.id = ${roomId}`,
    );
    return found ?? { rev: 0, lastSeq: 0, messages: [] };
  }

  const below = (roomId: number, seq: number, limit: number) =>
    sql`SELECT * FROM messages WHERE room_id = ${roomId} AND seq < ${seq} ORDER BY seq DESC LIMIT ${limit}`;
  const above = (roomId: number, seq: number, limit: number) =>
    sql`SELECT * FROM messages WHERE room_id = ${roomId} AND seq > ${seq} ORDER BY seq LIMIT ${limit}`;

  return {
    async page(roomId, { before, after, around, limit }) {
      if (after !== undefined) return toPage(await find(roomId, above(roomId, after, limit)));
      if (around !== undefined) {
        // Half before the one that is asked for, and the rest from it on.
        const older = Math.floor(limit / 2);
        return toPage(
          await find(
            roomId,
            sql`SELECT * FROM (${below(roomId, around, older)})
              UNION ALL SELECT * FROM (${above(roomId, around - 1, limit - older)})`,
          ),
        );
      }
      return toPage(await find(roomId, below(roomId, before ?? Number.MAX_SAFE_INTEGER, limit)));
    },

    async after(userId, roomId, rev) {
      const found = await readJson<{ floorRev: number; counts: Counts; messages: Message[] }>(
        client,
        // One more than a page may hold tells whether there is more.
        sql`SELECT json_object('floorRev', r.floor_rev, 'counts', ${countsJson}, 'messages', (
            SELECT json_group_array(${messageJson} ORDER BY m.rev)
            FROM (SELECT * FROM messages WHERE room_id = r.id AND rev > ${rev}
              AND r.rev - ${rev} BETWEEN 1 AND ${limits.syncBehind} AND ${rev} >= r.floor_rev
              ORDER BY rev LIMIT ${limits.syncMessages + 1}) m
            JOIN users a ON a.id = m.author_id))
          FROM members b JOIN rooms r ON r.id = b.room_id
          WHERE b.room_id = ${roomId} AND b.user_id = ${userId}`,
      );
      const counts = found?.counts ?? { rev: 0, lastSeq: 0, readSeq: 0, unread: 0, mentions: 0 };
      const behind = counts.rev - rev;
      if (!found || behind < 0 || behind > limits.syncBehind || rev < found.floorRev) {
        return { rev: counts.rev, complete: false, more: false, messages: [], counts };
      }
      const messages = found.messages.slice(0, fittingLength(found.messages));
      const more = messages.length < found.messages.length;
      return {
        rev: more ? (messages.at(-1)?.rev ?? counts.rev) : counts.rev,
        complete: true,
        more,
        messages,
        counts,
      };
    },

    async changedAfter(roomId, rev, limit) {
      const changed = await readJson<Message[]>(
        client,
        sql`SELECT json_group_array(${messageJson} ORDER BY m.rev)
          FROM (SELECT * FROM messages WHERE room_id = ${roomId} AND rev > ${rev} ORDER BY rev LIMIT ${limit}) m
          JOIN users a ON a.id = m.author_id`,
      );
      return changed ?? [];
    },

    findRoomOf(messageId) {
      return readJson<number>(client, sql`SELECT json(room_id) FROM messages WHERE id = ${messageId}`);
    },
  };
}

function toPage({ rev, lastSeq, messages }: Found): HistoryPage {
  const first = messages[0];
  const last = messages.at(-1);
  return {
    rev,
    messages,
    // seq has no holes: what is before the first is from 1 on.
    hasBefore: first !== undefined && first.seq > 1,
    hasAfter: last !== undefined && last.seq < lastSeq,
  };
}

/** W7: how many of these one sync may carry; at least one. */
function fittingLength(messages: Message[]): number {
  let bytes = 0;
  for (const [index, message] of messages.entries()) {
    bytes += Buffer.byteLength(message.body);
    if (index === limits.syncMessages || (index > 0 && bytes > limits.syncBytes)) return index;
  }
  return messages.length;
}
