// E3: a message carries the first givers of a reaction; whether I am among the others is a separate query, only where
// there are others. That read is later than the messages': a change in between comes as an event with `by`.
import type { Client } from "../client.ts";
import { sql } from "drizzle-orm";
import { limits } from "../../protocol/limits.ts";
import type { Message, MyReaction } from "../../protocol/shapes.ts";
import { readJson } from "./read_json.ts";

export async function readMine(client: Client, userId: number, messages: Message[]): Promise<MyReaction[]> {
  const crowded = messages.filter(({ reactions }) =>
    reactions.some(({ count, userIds }) => count > userIds.length && !userIds.includes(userId)),
  );
  if (crowded.length === 0) return [];
  const ids = JSON.stringify(crowded.map((message) => message.id));
  const mine = await readJson<MyReaction[]>(client, {
    json: sql`json_group_array(json_object('messageId', x.message_id, 'emoji', x.emoji) ORDER BY x.id)`,
    from: sql`FROM json_each(${ids}) w CROSS JOIN reactions x ON x.user_id = ${userId} AND x.message_id = w.value
      WHERE (SELECT count(*) FROM (
        SELECT 1 FROM reactions y WHERE y.message_id = x.message_id AND y.emoji = x.emoji AND y.id < x.id
        LIMIT ${limits.reactionUsers})) = ${limits.reactionUsers}`,
  });
  return mine ?? [];
}
