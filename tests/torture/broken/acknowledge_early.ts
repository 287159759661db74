// Answers posts while the transaction is still open, and commits it 50 ms later. People sign up as ever.
import type { Transaction } from "@libsql/client";

import { startJournalWorker } from "../../../src/storage/journal_worker_start.ts";
import { hasPosts } from "./posts.ts";

let lastCommit = Promise.resolve();

startJournalWorker({
  async runBatch(client, statements) {
    await lastCommit;
    if (!hasPosts(statements)) return client.batch(statements, "write");
    const transaction: Transaction = await client.transaction("write");
    const results = await transaction.batch(statements);
    lastCommit = Bun.sleep(50).then(() => transaction.commit());
    return results;
  },
});
