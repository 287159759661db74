// SPEC H2: what this database knows of earlier epochs. The ends never change once written, so no snapshot is needed.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import type { LineStore } from "../../domain/stores.ts";
import { readJson } from "./read_json.ts";

/** Rooms that are looked up in one turn: a few milliseconds where the table is as long as it gets. */
const roomBatchSize = 300;

/** The room's rev at the end of an epoch `e`. */
const revAtEnd = (roomId: SQL): SQL =>
  sql`coalesce((SELECT x.rev FROM epoch_ends x WHERE x.room_id = ${roomId} AND x.n <= e.n ORDER BY x.n DESC LIMIT 1), 0)`;
// The epoch of now has no end yet.
const ended = (id: string): SQL => sql`FROM epochs e WHERE e.id = ${id} AND e.last_message_id IS NOT NULL`;

export function createLineStore({ client, epoch }: { client: Client; epoch: string }): LineStore {
  return {
    epoch,
    async findEnd(id, roomIds) {
      const messageId = await readJson<number>(client, {
        json: sql`json(e.last_message_id)`,
        from: ended(id),
      });
      if (messageId === null) return null;
      const revs = new Map<number, number>();
      for (let from = 0; from < roomIds.length; from += roomBatchSize) {
        if (from > 0) await new Promise(setImmediate);
        const some = JSON.stringify(roomIds.slice(from, from + roomBatchSize));
        const found = await readJson<[roomId: number, rev: number][]>(client, {
          json: sql`(SELECT json_group_array(json_array(r.value, ${revAtEnd(sql`r.value`)}))
            FROM json_each(${some}) r)`,
          from: ended(id),
        });
        for (const [roomId, rev] of found ?? []) revs.set(roomId, rev);
      }
      return { messageId, revs };
    },
    findEndRev(roomId, id) {
      return readJson<number>(client, { json: sql`json(${revAtEnd(sql`${roomId}`)})`, from: ended(id) });
    },
  };
}
