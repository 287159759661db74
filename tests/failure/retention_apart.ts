// What a server does whose steps of retention are no transactions.
import type { ResultSet } from "../../src/storage/client.ts";

import { startJournalWorker } from "../../src/storage/journal_worker_start.ts";

startJournalWorker({
  async runBatch(client, statements) {
    const results: ResultSet[] = [];
    for (const statement of statements) results.push(await client.execute(statement));
    return results;
  },
});
