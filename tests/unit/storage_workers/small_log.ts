// As the journal's own, with a log a fortieth as large, and patience for a busy machine.
import { writerPragmas } from "../../../src/storage/database.ts";
import { startJournalWorker } from "../../../src/storage/journal_worker_start.ts";

startJournalWorker({
  pragmas: { ...writerPragmas, wal_autocheckpoint: 250, journal_size_limit: 1024 * 1024 },
  logBound: { maxBytes: 1024 * 1024, everyMs: 0, waitMs: 10_000 },
});
