// Opens, and has a bug in the first batch that nobody catches.
import { startJournalWorker } from "../../../src/storage/journal_worker_start.ts";

startJournalWorker({
  runBatch() {
    setTimeout(() => {
      throw new Error("a bug");
    });
    return new Promise(() => {});
  },
});
