// Messages of a room by what leads to them. Pages of its history are in `history_pages.ts`, what changed in `changed_messages.ts`,
// what people gather from many rooms in `saved_messages.ts` and `inbox.ts`.
import type { Client } from "../client.ts";
import { sql } from "drizzle-orm";
import type { MessageStore } from "../../domain/stores.ts";
import type { Message, MessagesById, Person } from "../../protocol/shapes.ts";
import { messageJson } from "../message_json.ts";
import { personJson } from "../person_json.ts";
import { createChangedMessages } from "./changed_messages.ts";
import { readFittingCount } from "./fitting.ts";
import { createHistoryPages } from "./history_pages.ts";
import { createInbox } from "./inbox.ts";
import { readMine } from "./my_reactions.ts";
import { markReached } from "./reached.ts";
import { preparedRead, readJson } from "./read_json.ts";
import { createSavedMessages } from "./saved_messages.ts";

/** `ids` is a JSON list. */
const findByIds = preparedRead<{ rev: number; messages: Message[] }, { roomId: number; ids: string }>(
  (placeholder) => ({
    json: sql`json_object('rev', r.rev, 'messages', (
        SELECT json_group_array(${messageJson} ORDER BY m.seq)
        FROM json_each(${placeholder("ids")}) i CROSS JOIN messages m ON m.id = i.value AND m.room_id = r.id
        JOIN users a ON a.id = m.author_id))`,
    from: sql`FROM rooms r WHERE r.id = ${placeholder("roomId")}`,
  }),
);

export function createMessageStore({ client }: { client: Client }): MessageStore {
  /** By seq, which is not the order of ids where a room was imported. */
  async function listByIds(userId: number, roomId: number, ids: number[]): Promise<MessagesById> {
    const { fitting, left } = ids.length <= 1 ? { fitting: ids, left: [] } : await fittingIds(roomId, ids);
    const found = await findByIds(client, { roomId, ids: JSON.stringify(fitting) });
    await markReached(client, userId, found?.messages ?? []);
    return { ...(found ?? { rev: 0, messages: [] }), left };
  }

  async function fittingIds(roomId: number, ids: number[]): Promise<{ fitting: number[]; left: number[] }> {
    const asked = sql`FROM json_each(${JSON.stringify(ids)}) i CROSS JOIN messages t ON t.id = i.value
      WHERE t.room_id = ${roomId} ORDER BY t.seq`;
    const count = await readFittingCount(client, asked, { count: ids.length });
    if (count === ids.length) return { fitting: ids, left: [] };
    const json = sql`json_group_array(id)`;
    const there = await readJson<number[]>(client, { json, from: sql`FROM (SELECT t.id ${asked})` });
    return { fitting: there?.slice(0, count) ?? [], left: there?.slice(count) ?? [] };
  }

  return {
    ...createChangedMessages({ client }),
    ...createSavedMessages({ client }),
    ...createInbox({ client }),
    ...createHistoryPages({ client, listByIds }),
    listByIds,

    async pagePins(userId, roomId, { before = Number.MAX_SAFE_INTEGER, limit: count }) {
      const pinned = sql`FROM messages t WHERE t.room_id = ${roomId} AND t.pinned_at IS NOT NULL AND t.pinned_at < ${before}
        ORDER BY t.pinned_at DESC`;
      const limit = await readFittingCount(client, pinned, { count });
      const found = await readJson<{ rev: number; messages: Message[] }>(client, {
        json: sql`json_object('rev', r.rev, 'messages', (
            SELECT json_group_array(${messageJson} ORDER BY m.pinned_at DESC)
            FROM (SELECT t.* ${pinned} LIMIT ${limit + 1}) m JOIN users a ON a.id = m.author_id))`,
        from: sql`FROM rooms r WHERE r.id = ${roomId}`,
      });
      const { rev, messages: pins } = found ?? { rev: 0, messages: [] };
      const messages = pins.slice(0, limit);
      await markReached(client, userId, messages);
      return { rev, messages, next: pins.length > limit ? (messages.at(-1)?.pinnedAt ?? null) : null };
    },

    async pageReplies(userId, messageId, { after, limit: count }) {
      const answers = sql`FROM messages t WHERE t.reply_to = ${messageId} AND t.seq > ${after} ORDER BY t.seq`;
      const limit = await readFittingCount(client, answers, { count });
      // The original first; then one extra row shows whether there is another page.
      const found = await readJson<{ rev: number; messages: Message[] }>(client, {
        json: sql`json_object('rev', r.rev, 'messages', (
            SELECT json_group_array(${messageJson} ORDER BY m.id <> o.id, m.seq)
            FROM (SELECT * FROM messages WHERE id = ${messageId} UNION ALL SELECT * FROM (
              SELECT t.* ${answers} LIMIT ${limit + 1})) m
            JOIN users a ON a.id = m.author_id))`,
        from: sql`FROM messages o JOIN rooms r ON r.id = o.room_id WHERE o.id = ${messageId}`,
      });
      const [message, ...replies] = found?.messages ?? [];
      if (!found || !message) return null;
      const messages = replies.slice(0, limit);
      await markReached(client, userId, [message, ...messages]);
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
