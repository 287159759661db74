// Opens the storage of a folder and keeps it until it is killed.
import { silentLog } from "../../../src/domain/log.ts";
import { openStorage } from "../../../src/storage/storage.ts";

await openStorage({ dataDir: Bun.argv[2] ?? "", now: Date.now, log: silentLog });
console.log("held");
process.stdin.on("end", () => process.exit(0)).resume();
