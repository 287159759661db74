// The real server, which gives up a search after 200 ms without a word: threads are abandoned inside the database all the time.
import { startConfab } from "../../src/main.ts";
import { openStorage } from "../../src/storage/storage.ts";

await startConfab({ open: (options) => openStorage({ ...options, searchTimeoutMs: 200 }) });
