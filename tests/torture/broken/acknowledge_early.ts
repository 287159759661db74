// Answers posts while the transaction is still open, and commits it 50 ms later. People sign up as ever.
import type { ResultSet } from "../../../src/storage/client.ts";
import { startJournalWorker } from "../../../src/storage/journal_worker_start.ts";
import { hasPosts } from "./posts.ts";

let lastCommit: Promise<unknown> = Promise.resolve();

startJournalWorker({
  async runBatch(client, statements) {
    await lastCommit;
    if (!hasPosts(statements)) return client.batch(statements, "write");
    await client.execute("BEGIN IMMEDIATE");
    const results: ResultSet[] = [];
    for (const statement of statements) results.push(await client.execute(statement));
    lastCommit = Bun.sleep(50).then(() => client.execute("COMMIT"));
    return results;
  },
});
