import type { Client } from "../client.ts";
import { sql } from "drizzle-orm";

import type { Message } from "../../protocol/shapes.ts";
import { messageJson } from "../message_json.ts";
import { markReached } from "../stores/reached.ts";
import { readJson } from "../stores/read_json.ts";

/** These messages as they are now, the newest first; without those that this person may no longer see. */
export async function readMessages(client: Client, userId: number, ids: number[]): Promise<Message[]> {
  const messages = await readJson<Message[]>(client, {
    json: sql`json_group_array(${messageJson} ORDER BY m.id DESC)`,
    from: sql`FROM messages m JOIN users a ON a.id = m.author_id
      JOIN members b ON b.room_id = m.room_id AND b.user_id = ${userId}
      WHERE m.deleted_at IS NULL AND m.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  });
  await markReached(client, userId, messages ?? []);
  return messages ?? [];
}
