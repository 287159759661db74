// Messages from long ago, past the journal: what it would take an hour to post.
import { join } from "node:path";

import { openClient } from "../../src/storage/database.ts";
import type { Furnishing } from "./torture.ts";

/** In the archive, by everyone: a word in each, one in a thousandth, and both in Chinese. */
export async function fillArchive({ dataDir, archiveId, people }: Furnishing, count: number): Promise<void> {
  const client = openClient({ path: join(dataDir, "confab.db"), timeoutMs: 5000 });
  const first = Math.min(...people.map(({ user }) => user.id));
  try {
    // Only while it is filled; the server's own connections know nothing of it.
    for (const pragma of ["synchronous = OFF", "cache_size = -262144"])
      await client.execute(`PRAGMA ${pragma}`);
    await client.batch(
      [
        `INSERT INTO messages (room_id, seq, rev, author_id, client_id, post_hash, body, created_at)
          SELECT ${archiveId}, value, value, ${first} + value % ${people.length}, 'old-' || value, 'hash',
            'commonplace ' || value || ' 自由' || iif(value % 1000 = 7, ' quetzal 上海的天气', ''), 0
          FROM generate_series(1, ${count})`,
        `UPDATE rooms SET rev = ${count}, last_seq = ${count} WHERE id = ${archiveId}`,
        `UPDATE members SET read_seq = ${count} WHERE room_id = ${archiveId}`,
      ],
      "write",
    );
    await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    client.close();
  }
}
