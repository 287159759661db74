// The server as in src/main.ts, but for the search index, which does not follow: to measure what following costs.
import { startConfab } from "../../src/main.ts";
import { openStorage } from "../../src/storage/storage.ts";

await startConfab({ open: (options) => openStorage({ ...options, searchFollows: false }) });
