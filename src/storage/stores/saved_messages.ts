// The saved messages of a person (N4). None of a room that they have left (A1).
import type { Client } from "../client.ts";
import { sql } from "drizzle-orm";
import type { MessageStore } from "../../domain/stores.ts";
import type { Message, MessageList } from "../../protocol/shapes.ts";
import { messageJson } from "../message_json.ts";
import { readFittingCount } from "./fitting.ts";
import { markReached } from "./reached.ts";
import { readJson } from "./read_json.ts";

interface Listed {
  /** What `before` of the next page names. */
  key: number;
  message: Message;
}

export function createSavedMessages({
  client,
}: {
  client: Client;
}): Pick<MessageStore, "pageSaved" | "listSavedIds"> {
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
      const list = toList(found ?? [], limit);
      await markReached(client, userId, list.messages);
      return list;
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
  };
}

/** One extra row shows whether there is another page. */
function toList(found: Listed[], limit: number): MessageList {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    messages: shown.map(({ message }) => message),
    next: found.length > limit && last ? last.key : null,
  };
}
