// Whom a broadcast reached (M2): a row `x` of broadcasts, over a member `b` of its room.
import type { Client } from "../client.ts";
import { sql } from "drizzle-orm";
import type { Message } from "../../protocol/shapes.ts";
import { readJson } from "./read_json.ts";

export const isReached = `(x.seq > b.joined_seq AND x.author_id <> b.user_id
  AND (x."to" = 'everyone' OR instr(x.ids, ',' || b.user_id || ',')))`;

/** U4: a person who is mentioned too is counted once. */
export const isNotNamed = `NOT EXISTS (
  SELECT 1 FROM mentions z WHERE z.message_id = x.message_id AND z.user_id = b.user_id AND z.counts = 1)`;

/**
 * Marks in these messages whether a large `@here` reached this person. A separate query, only where there is one: whom it reached
 * never changes while the message is there.
 */
export async function markReached(
  client: Client,
  userId: number,
  messages: readonly Message[],
): Promise<void> {
  const large = messages.flatMap(({ id, broadcast }) =>
    broadcast?.to === "here" && "count" in broadcast ? { id, broadcast } : [],
  );
  if (large.length === 0) return;
  const reached = await readJson<number[]>(client, {
    json: sql`json_group_array(m.id)`,
    from: sql`FROM json_each(${JSON.stringify(large.map(({ id }) => id))}) w CROSS JOIN messages m ON m.id = w.value
      CROSS JOIN members b ON b.room_id = m.room_id AND b.user_id = ${userId}
      WHERE EXISTS (SELECT 1 FROM broadcasts x WHERE x.message_id = m.id AND ${sql.raw(isReached)})
        OR EXISTS (SELECT 1 FROM mentions t WHERE t.message_id = m.id AND t.user_id = b.user_id AND t.here = 1 AND t.counts = 1)`,
  });
  for (const { id, broadcast } of large) broadcast.me = reached?.includes(id) ?? false;
}
