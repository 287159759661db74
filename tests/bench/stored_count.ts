// What of a run is on the disk, counted after the server has ended.
import { join } from "node:path";

import { openClient } from "../../src/storage/database.ts";

interface StoredCount {
  rows: number;
  clientIds: number;
  /** Rooms whose counters are not the number of their messages. */
  brokenRooms: number;
}

export async function countStored(dataDir: string, prefix: string): Promise<StoredCount> {
  const client = openClient({ path: join(dataDir, "confab.db"), timeoutMs: 5000 });
  try {
    const counted = await client.execute({
      sql: "SELECT count(*), count(DISTINCT client_id) FROM messages WHERE client_id LIKE ? || '%'",
      args: [prefix],
    });
    const broken = await client.execute(
      `SELECT count(*) FROM rooms r WHERE r.last_seq <> (SELECT count(*) FROM messages m WHERE m.room_id = r.id)
        OR r.last_seq <> (SELECT coalesce(max(m.seq), 0) FROM messages m WHERE m.room_id = r.id)`,
    );
    return {
      rows: Number(counted.rows[0]?.[0]),
      clientIds: Number(counted.rows[0]?.[1]),
      brokenRooms: Number(broken.rows[0]?.[0]),
    };
  } finally {
    client.close();
  }
}
