// What a person gathers from all their rooms: what they saved (N4), and what is for them (M4). A room that they are not in
// any more gives nothing (A1).
import type { Client } from "@libsql/client";
import { sql } from "drizzle-orm";
import type { MessageStore } from "../../domain/stores.ts";
import type { Message, MessageList } from "../../protocol/shapes.ts";
import { messageJson } from "../message_json.ts";
import { readFittingCount } from "./fitting.ts";
import { readJson } from "./read_json.ts";

/** An inbox looks at so many rows a page, most of which may be of rooms that were left: then a page is short, with `next`. */
const inboxLook = 1000;

interface Listed {
  /** What `before` of the next page names. */
  key: number;
  message: Message;
}

export function createMessageLists({
  client,
}: {
  client: Client;
}): Pick<MessageStore, "pageSaved" | "listSavedIds" | "pageMentions"> {
  return {
    async pageSaved(userId, { before = Number.MAX_SAFE_INTEGER, limit: count }) {
      const saved = sql`FROM saves v
        CROSS JOIN messages t ON t.id = v.message_id
        CROSS JOIN members b ON b.room_id = t.room_id AND b.user_id = v.user_id
        WHERE v.user_id = ${userId} AND v.id < ${before} ORDER BY v.id DESC`;
      const limit = await readFittingCount(client, saved, { count });
      const found = await readJson<Listed[]>(client, {
        json: sql`json_group_array(json_object('key', m.save_id, 'message', ${messageJson}) ORDER BY m.save_id DESC)`,
        from: sql`FROM (SELECT v.id AS save_id, t.* ${saved} LIMIT ${limit + 1}) m
          JOIN users a ON a.id = m.author_id`,
      });
      return toList(found ?? [], limit);
    },

    async listSavedIds(userId, roomId) {
      const isThere = roomId === undefined ? sql`` : sql` AND t.room_id = ${roomId}`;
      const found = await readJson<number[]>(client, {
        json: sql`json_group_array(v.message_id)`,
        from: sql`FROM saves v
          CROSS JOIN messages t ON t.id = v.message_id
          CROSS JOIN members b ON b.room_id = t.room_id AND b.user_id = v.user_id
          WHERE v.user_id = ${userId}${isThere}`,
      });
      return found ?? [];
    },

    async pageMentions(userId, { before = Number.MAX_SAFE_INTEGER, limit: count }) {
      const looked = sql`WITH n AS MATERIALIZED (
        SELECT message_id, room_id, counts, replies FROM mentions
        WHERE user_id = ${userId} AND message_id < ${before} ORDER BY message_id DESC LIMIT ${inboxLook})`;
      const inbox = sql`FROM n
        CROSS JOIN members b ON b.room_id = n.room_id AND b.user_id = ${userId}
        CROSS JOIN messages t ON t.id = n.message_id
        WHERE n.counts OR n.replies ORDER BY n.message_id DESC`;
      const limit = await readFittingCount(client, inbox, { count, with: looked });
      const found = await readJson<{ listed: Listed[]; looked: number; last: number | null }>(client, {
        with: looked,
        json: sql`json_object('looked', (SELECT count(*) FROM n), 'last', (SELECT min(message_id) FROM n), 'listed', (
            SELECT json_group_array(json_object('key', m.id, 'message', ${messageJson}) ORDER BY m.id DESC)
            FROM (SELECT t.* ${inbox} LIMIT ${limit + 1}) m JOIN users a ON a.id = m.author_id))`,
      });
      if (!found) return { messages: [], next: null };
      const list = toList(found.listed, limit);
      if (list.next === null && found.looked === inboxLook) return { ...list, next: found.last };
      return list;
    },
  };
}

/** One more than asked for tells whether there is another page. */
function toList(found: Listed[], limit: number): MessageList {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    messages: shown.map(({ message }) => message),
    next: found.length > limit && last ? last.key : null,
  };
}
