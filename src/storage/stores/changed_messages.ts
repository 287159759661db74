// The changes of a room since a rev, for a client that was away (W7) and to fill a gap in publishing.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import type { MessageStore } from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import type { Counts, Message } from "../../protocol/shapes.ts";
import { messageJson } from "../message_json.ts";
import { prepared } from "../statement.ts";
import { leastSum, readFittingCount } from "./fitting.ts";
import { readMine } from "./my_reactions.ts";
import { markReached } from "./reached.ts";
import { preparedRead, readJson } from "./read_json.ts";
import { countsJson } from "./room_json.ts";

/** Over a room `r`. */
const isKnown = (rev: SQL) =>
  sql`r.rev - ${rev} BETWEEN 1 AND ${limits.syncBehind} AND ${rev} >= r.floor_rev`;

const changed = (
  roomId: SQL,
  rev: SQL,
) => sql`FROM rooms r CROSS JOIN messages t ON t.room_id = r.id AND t.rev > ${rev}
  WHERE r.id = ${roomId} AND ${isKnown(rev)} ORDER BY t.rev`;

const sumOfChanged = prepared<{ roomId: number; rev: number; count: number }>((placeholder) => [
  leastSum(changed(placeholder("roomId"), placeholder("rev")), placeholder("count")),
]);

interface Found {
  floorRev: number;
  counts: Counts;
  messages: Message[];
}

const findChanged = preparedRead<Found, { userId: number; roomId: number; rev: number; limit: number }>(
  (placeholder) => ({
    json: sql`json_object('floorRev', r.floor_rev, 'counts', ${countsJson}, 'messages', (
        SELECT json_group_array(${messageJson} ORDER BY m.rev)
        FROM (SELECT * FROM messages WHERE room_id = r.id AND rev > ${placeholder("rev")}
          AND ${isKnown(placeholder("rev"))} ORDER BY rev LIMIT ${placeholder("limit")}) m
        JOIN users a ON a.id = m.author_id))`,
    from: sql`FROM members b JOIN rooms r ON r.id = b.room_id
      WHERE b.room_id = ${placeholder("roomId")} AND b.user_id = ${placeholder("userId")}`,
  }),
);

export function createChangedMessages({
  client,
}: {
  client: Client;
}): Pick<MessageStore, "after" | "changedAfter"> {
  return {
    async after(userId, roomId, rev) {
      const count = limits.syncMessages;
      const [sum] = sumOfChanged({ roomId, rev, count }, {});
      const limit = await readFittingCount(client, changed(sql`${roomId}`, sql`${rev}`), { count, sum });
      // One extra row shows whether there is more.
      const found = await findChanged(client, { userId, roomId, rev, limit: limit + 1 });
      const counts = found?.counts ?? { rev: 0, lastSeq: 0, readSeq: 0, unread: 0, mentions: 0 };
      const behind = counts.rev - rev;
      if (!found || behind < 0 || behind > limits.syncBehind || rev < found.floorRev) {
        return { rev: counts.rev, complete: false, more: false, messages: [], mine: [], counts };
      }
      const messages = found.messages.slice(0, limit);
      const more = messages.length < found.messages.length;
      await markReached(client, userId, messages);
      return {
        rev: more ? (messages.at(-1)?.rev ?? counts.rev) : counts.rev,
        complete: true,
        more,
        messages,
        mine: await readMine(client, userId, messages),
        counts,
      };
    },

    async changedAfter(roomId, rev, limit) {
      const changed = await readJson<{ floorRev: number; messages: Message[] }>(client, {
        json: sql`json_object('floorRev', r.floor_rev, 'messages', (
            SELECT json_group_array(${messageJson} ORDER BY m.rev)
            FROM (SELECT * FROM messages WHERE room_id = ${roomId} AND rev > ${rev} ORDER BY rev LIMIT ${limit}) m
            JOIN users a ON a.id = m.author_id))`,
        from: sql`FROM rooms r WHERE r.id = ${roomId}`,
      });
      return changed ?? { floorRev: 0, messages: [] };
    },
  };
}
