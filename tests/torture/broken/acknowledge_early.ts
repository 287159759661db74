// Answers posts while the transaction is still open, and commits it 50 ms later. People sign up as ever.
import type { ResultSet, Row, Transaction } from "@libsql/client";

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
    return results.map(decode);
  },
});

/** Text comes as bytes (H4), and only `batch` and `execute` of the client make strings of it. */
function decode(result: ResultSet): ResultSet {
  const rows = result.rows.map((row): Row => {
    const cells = result.columns.map((column) => {
      const cell = row[column] ?? null;
      return [column, cell instanceof ArrayBuffer ? new TextDecoder().decode(cell) : cell] as const;
    });
    return { length: cells.length, ...Object.fromEntries(cells) };
  });
  return { ...result, rows, toJSON: () => result.toJSON() };
}
