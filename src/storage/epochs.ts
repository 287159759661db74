// SPEC H2: every start on a file begins an epoch, so that a client can tell whether this database is the one it followed.
import type { Client } from "./client.ts";
import { sql } from "drizzle-orm";
import { statement } from "./statement.ts";

/** Older epochs are dropped: a client of one reads its rooms again. */
export const maxEpochs = 100;

const newest = sql.raw("(SELECT max(n) FROM epochs)");
const oldest = sql.raw("(SELECT min(n) FROM epochs)");

/**
 * In one transaction: ends the epoch before as it is found in the file, and begins the next. Resolves to its id. A kill right
 * after it leaves an epoch in which nothing moved.
 */
export async function beginEpoch(client: Client): Promise<string> {
  const id = crypto.randomUUID();
  await client.batch(
    [
      // A file of an older version has one epoch, in `meta`.
      sql`INSERT INTO epochs (n, id) SELECT 1, value FROM meta
        WHERE key = 'epoch' AND NOT EXISTS (SELECT 1 FROM epochs)`,
      sql`INSERT INTO epoch_ends (room_id, n, rev)
        SELECT r.id, ${newest}, r.rev FROM rooms r WHERE r.rev <> coalesce(
          (SELECT e.rev FROM epoch_ends e WHERE e.room_id = r.id ORDER BY e.n DESC LIMIT 1), 0)`,
      // Not the newest row: where its page is damaged, the start would fail (H5).
      sql`UPDATE epochs SET last_message_id = coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'messages'), 0)
        WHERE n = ${newest}`,
      sql`INSERT INTO epochs (n, id) SELECT max(n) + 1, ${id} FROM epochs`,
      // What older programs read, and what they tell their clients.
      sql`UPDATE meta SET value = ${id} WHERE key = 'epoch'`,
      sql`DELETE FROM epochs WHERE n <= ${newest} - ${maxEpochs}`,
      // Of what ended before the oldest epoch, its last row is still its end.
      sql`DELETE FROM epoch_ends WHERE n < ${oldest} AND EXISTS (SELECT 1 FROM epoch_ends later
        WHERE later.room_id = epoch_ends.room_id AND later.n > epoch_ends.n AND later.n <= ${oldest})`,
    ].map(statement),
    "write",
  );
  return id;
}
