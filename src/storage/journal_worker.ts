// The entry of the journal's worker thread.
import { startJournalWorker } from "./journal_worker_start.ts";

startJournalWorker();
