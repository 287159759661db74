// The journal's worker of main.ts beside it.
import { existsSync } from "node:fs";

import { startJournalWorker } from "../../../src/storage/journal_worker_start.ts";

const file = process.env["HELD_FILE"] ?? "";

startJournalWorker({
  async runBatch(client, statements) {
    while (existsSync(file)) await Bun.sleep(5);
    return client.batch(statements, "write");
  },
});
