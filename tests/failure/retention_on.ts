// Empties what is due, in the folder that is named, with nobody to wait for, and prints a line for each step that was committed.
// With "apart" each statement of a step is a transaction of its own, as the product never does it.
import type { Change, ChangeOf } from "../../src/domain/journal.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createRetentionRun } from "../../src/domain/retention/retention_run.ts";
import { openStorage } from "../../src/storage/storage.ts";

const [dataDir = "", how] = Bun.argv.slice(2);
const storage = await openStorage({
  dataDir,
  now: Date.now,
  log: silentLog,
  searchFollows: false,
  ...(how === "apart" && { workerUrl: new URL("./retention_apart.ts", import.meta.url) }),
});
const run = createRetentionRun({
  retention: storage.stores.retention,
  journal: {
    async submit<K extends Change["kind"]>(change: ChangeOf<K>) {
      const outcome = await storage.journal.submit(change);
      console.log("step");
      return outcome;
    },
  },
  now: Date.now,
  after: () => ({ cancel: () => {} }),
  isClockSteady: () => true,
  log: { ...silentLog, error: (_, fields) => console.error(fields) },
});
console.log("open");
await run.runOnce();
await storage.close();
console.log("done");
