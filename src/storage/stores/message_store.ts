// Messages of a room, by where they stand in it. What changed is in `changed_messages.ts`, what people gather from many
// rooms in `message_lists.ts`.
import type { Client } from "@libsql/client";
import { sql, type SQL } from "drizzle-orm";
import type { MessageStore } from "../../domain/stores.ts";
import type { HistoryPage, Message, Person } from "../../protocol/shapes.ts";
import { messageJson } from "../message_json.ts";
import { personJson } from "../person_json.ts";
import { createChangedMessages } from "./changed_messages.ts";
import { createMessageLists } from "./message_lists.ts";
import { readMine } from "./my_reactions.ts";
import { readJson, type JsonQuery } from "./read_json.ts";

/** More than any room needs: whatever the rows hold, the search ends. */
const mostHalvings = 64;

interface Found {
  rev: number;
  lastSeq: number;
  messages: Message[];
}

export function createMessageStore({ client }: { client: Client }): MessageStore {
  /** The room's `rev` and the messages `which` picks (over `m`), by seq, from one snapshot. */
  async function find(roomId: number, which: SQL): Promise<Found> {
    const found = await readJson<Found>(client, {
      json: sql`json_object('rev', r.rev, 'lastSeq', r.last_seq, 'messages', (
          SELECT json_group_array(${messageJson} ORDER BY m.seq)
          FROM (${which}) m JOIN users a ON a.id = m.author_id))`,
      from: sql`FROM rooms r WHERE r.id = ${roomId}`,
    });
    return found ?? { rev: 0, lastSeq: 0, messages: [] };
  }

  // What a page quotes and what is mine on it are read by themselves, and only where there is something: each has its own
  // `rev` or comes with one, so another moment than the page's does no harm, and a page without them costs one statement.
  async function toPage(userId: number, roomId: number, found: Found): Promise<HistoryPage> {
    const { rev, lastSeq, messages } = found;
    const first = messages[0];
    const last = messages.at(-1);
    const quoted = await readQuoted(roomId, messages);
    return {
      rev,
      messages,
      // seq has no holes: what is before the first is from 1 on.
      hasBefore: first !== undefined && first.seq > 1,
      hasAfter: last !== undefined && last.seq < lastSeq,
      quoted,
      mine: await readMine(client, userId, [...messages, ...quoted]),
    };
  }

  /** N2: what these messages reply to, where it is not among them. */
  async function readQuoted(roomId: number, messages: Message[]): Promise<Message[]> {
    const ids = new Set(messages.flatMap(({ replyTo }) => replyTo ?? []));
    for (const { id } of messages) ids.delete(id);
    return ids.size === 0 ? [] : (await list(roomId, byIds(roomId, [...ids]), sql.raw("m.seq"))).messages;
  }

  async function list(roomId: number, which: SQL, order: SQL): Promise<{ rev: number; messages: Message[] }> {
    const found = await readJson<{ rev: number; messages: Message[] }>(client, {
      json: sql`json_object('rev', r.rev, 'messages', (
          SELECT json_group_array(${messageJson} ORDER BY ${order})
          FROM (${which}) m JOIN users a ON a.id = m.author_id))`,
      from: sql`FROM rooms r WHERE r.id = ${roomId}`,
    });
    return found ?? { rev: 0, messages: [] };
  }

  const byIds = (roomId: number, ids: number[]) =>
    sql`SELECT t.* FROM json_each(${JSON.stringify(ids)}) i CROSS JOIN messages t ON t.id = i.value WHERE t.room_id = ${roomId}`;
  const below = (roomId: number, seq: number, limit: number) =>
    sql`SELECT * FROM messages WHERE room_id = ${roomId} AND seq < ${seq} ORDER BY seq DESC LIMIT ${limit}`;
  const above = (roomId: number, seq: number, limit: number) =>
    sql`SELECT * FROM messages WHERE room_id = ${roomId} AND seq > ${seq} ORDER BY seq LIMIT ${limit}`;

  // No index by time is needed, as `seq` has no holes (D3): the room is halved until one place is left.
  const searchTime = (roomId: number, time: number): JsonQuery => ({
    with: sql`WITH RECURSIVE search (low, high) AS (
      SELECT 1, last_seq + 1 FROM rooms WHERE id = ${roomId}
      UNION ALL
      SELECT iif(m.created_at < ${time}, m.seq + 1, s.low), iif(m.created_at < ${time}, s.high, m.seq)
      FROM search s CROSS JOIN messages m ON m.room_id = ${roomId} AND m.seq = (s.low + s.high) / 2
      WHERE s.low < s.high LIMIT ${sql.raw(String(mostHalvings))})`,
    json: sql`json_array(low)`,
    from: sql`FROM search JOIN rooms r ON r.id = ${roomId} WHERE low = high AND low <= r.last_seq`,
  });

  async function seqAt(roomId: number, time: number): Promise<number | undefined> {
    return (await readJson<number[]>(client, searchTime(roomId, time)))?.[0];
  }

  return {
    ...createChangedMessages({ client }),
    ...createMessageLists({ client }),

    async page(userId, roomId, { before, after, around, at, limit }) {
      if (after !== undefined) return toPage(userId, roomId, await find(roomId, above(roomId, after, limit)));
      const middle = at === undefined ? around : await seqAt(roomId, at);
      if (middle === undefined) {
        return toPage(
          userId,
          roomId,
          await find(roomId, below(roomId, before ?? Number.MAX_SAFE_INTEGER, limit)),
        );
      }
      // Half before the one that is asked for, and the rest from it on.
      const older = Math.floor(limit / 2);
      const which = sql`SELECT * FROM (${below(roomId, middle, older)})
        UNION ALL SELECT * FROM (${above(roomId, middle - 1, limit - older)})`;
      return toPage(userId, roomId, await find(roomId, which));
    },

    listByIds(roomId, ids) {
      return list(roomId, byIds(roomId, ids), sql.raw("m.seq"));
    },

    listPins(roomId) {
      return list(
        roomId,
        sql`SELECT * FROM messages WHERE room_id = ${roomId} AND pinned_at IS NOT NULL`,
        sql.raw("m.pinned_at DESC"),
      );
    },

    async pageReplies(userId, messageId, { after, limit }) {
      // The original first; then one more than asked for tells whether there is another page.
      const found = await readJson<{ rev: number; messages: Message[] }>(client, {
        json: sql`json_object('rev', r.rev, 'messages', (
            SELECT json_group_array(${messageJson} ORDER BY m.id <> o.id, m.seq)
            FROM (SELECT * FROM messages WHERE id = ${messageId} UNION ALL SELECT * FROM (
              SELECT * FROM messages WHERE reply_to = ${messageId} AND seq > ${after} ORDER BY seq LIMIT ${limit + 1})) m
            JOIN users a ON a.id = m.author_id))`,
        from: sql`FROM messages o JOIN rooms r ON r.id = o.room_id WHERE o.id = ${messageId}`,
      });
      const [message, ...replies] = found?.messages ?? [];
      if (!found || !message) return null;
      const messages = replies.slice(0, limit);
      return {
        rev: found.rev,
        message,
        messages,
        next: replies.length > limit ? (messages.at(-1)?.seq ?? null) : null,
        mine: await readMine(client, userId, [message, ...messages]),
      };
    },

    async pageReactors(messageId, emoji, { skip, limit }) {
      const found = await readJson<Person[]>(client, {
        json: sql`json_group_array(${personJson("u")} ORDER BY x.id)`,
        from: sql`FROM (SELECT id, user_id FROM reactions WHERE message_id = ${messageId} AND emoji = ${emoji}
            ORDER BY id LIMIT ${limit} OFFSET ${skip}) x
          JOIN users u ON u.id = x.user_id`,
      });
      return found ?? [];
    },

    findRoomOf(messageId) {
      return readJson<number>(client, {
        json: sql`json(room_id)`,
        from: sql`FROM messages WHERE id = ${messageId}`,
      });
    },
  };
}
