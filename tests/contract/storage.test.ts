import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { silentLog } from "../../src/domain/log.ts";
import { openStorage } from "../../src/storage/storage.ts";
import { createMemoryStorage } from "../support/memory_storage.ts";
import { createRandom } from "../support/random.ts";
import { storageSuite } from "./storage_suite.ts";

storageSuite({
  name: "libSQL",
  async open(clock) {
    const dataDir = await mkdtemp(join(tmpdir(), "confab-contract-"));
    const openAgain = () => openStorage({ dataDir, now: () => clock.now, log: silentLog });
    let storage = await openAgain();
    return {
      storage,
      async reopen() {
        await storage.close();
        storage = await openAgain();
        return storage;
      },
      async dispose() {
        await storage.close();
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  },
});

storageSuite({
  name: "memory",
  async open(clock) {
    const storage = createMemoryStorage({ now: () => clock.now });
    return { storage, dispose: () => storage.close() };
  },
});

// One of the uneven kind, so that the suite itself does not lean on even answers.
const random = createRandom(7);
storageSuite({
  name: "memory with uneven delays",
  async open(clock) {
    const delay = () => (random.chance(0.02) ? 1 : 0);
    const storage = createMemoryStorage({ now: () => clock.now, delay });
    return { storage, dispose: () => storage.close() };
  },
});
