// What lies on the disk, read by a client of its own once the server has ended.
import { join } from "node:path";

import type { Message } from "../../src/protocol/shapes.ts";
import { openClient } from "../../src/storage/database.ts";

export type StoredMessage = Pick<
  Message,
  "id" | "roomId" | "seq" | "rev" | "clientId" | "body" | "replyTo" | "createdAt" | "editedAt" | "deletedAt"
> & { authorId: number };

export interface Stored {
  rooms: { id: number; rev: number; lastSeq: number }[];
  members: { roomId: number; userId: number; readSeq: number }[];
  /** By room and seq. */
  messages: StoredMessage[];
  integrity: string;
}

/** All of it, or of these rooms alone: nothing else is read then, however large or damaged it is. */
export async function readStored(dataDir: string, { roomIds }: { roomIds?: number[] } = {}): Promise<Stored> {
  const inRooms = (column: string) => (roomIds ? `WHERE ${column} IN (${roomIds.join()})` : "");
  const client = openClient({ path: join(dataDir, "confab.db"), timeoutMs: 5000 });
  try {
    async function rows<T>(query: string): Promise<T[]> {
      const result = await client.execute(`SELECT CAST(json_group_array(json(row)) AS BLOB) FROM (${query})`);
      return JSON.parse(asText(result.rows[0]?.[0]));
    }
    const integrity = await client.execute("PRAGMA integrity_check");
    return {
      rooms: await rows(
        `SELECT json_object('id', id, 'rev', rev, 'lastSeq', last_seq) AS row FROM rooms ${inRooms("id")} ORDER BY id`,
      ),
      members: await rows(
        `SELECT json_object('roomId', room_id, 'userId', user_id, 'readSeq', read_seq) AS row FROM members ${inRooms("room_id")}`,
      ),
      messages:
        await rows(`SELECT json_object('id', id, 'roomId', room_id, 'seq', seq, 'rev', rev, 'authorId', author_id,
        'clientId', client_id, 'body', body, 'replyTo', reply_to, 'createdAt', created_at, 'editedAt', edited_at,
        'deletedAt', deleted_at) AS row FROM messages ${inRooms("room_id")} ORDER BY room_id, seq, id`),
      integrity: asText(integrity.rows[0]?.[0]),
    };
  } finally {
    client.close();
  }
}

export function asText(value: unknown): string {
  if (typeof value !== "string") throw new Error("The database answered with something else than text.");
  return value;
}
