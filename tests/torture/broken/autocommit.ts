// Writes each statement of posts by itself and, when the file is busy, tries again on the same connection: what a server does
// that does not know libsql-client-ts#352.
import type { ResultSet } from "../../../src/storage/client.ts";

import { startJournalWorker } from "../../../src/storage/journal_worker_start.ts";
import { hasPosts } from "./posts.ts";

startJournalWorker({
  async runBatch(client, statements) {
    if (!hasPosts(statements)) return client.batch(statements, "write");
    const results: ResultSet[] = [];
    for (const statement of statements) {
      for (;;) {
        try {
          results.push(await client.execute(statement));
          break;
        } catch (error) {
          if (!(error instanceof Error) || !error.message.includes("SQLITE_BUSY")) throw error;
          await Bun.sleep(5);
        }
      }
    }
    return results;
  },
});
