// The server as in src/main.ts, but a transaction is committed only once the file named by HELD_FILE is gone: a disk that has stopped.
import { startConfab } from "../../../src/main.ts";
import { openStorage } from "../../../src/storage/storage.ts";
import { quickHash } from "../quick_hash.ts";

const workerUrl = new URL("./held_worker.ts", import.meta.url);

await startConfab({ passwordHash: quickHash, open: (options) => openStorage({ ...options, workerUrl }) });
