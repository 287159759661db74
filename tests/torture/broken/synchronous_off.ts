// Commits without telling the disk.
import { writerPragmas } from "../../../src/storage/database.ts";
import { startJournalWorker } from "../../../src/storage/journal_worker_start.ts";

startJournalWorker({ pragmas: { ...writerPragmas, synchronous: 0 } });
