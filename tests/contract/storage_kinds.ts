// What stands under the contract: libSQL as it is, and with answers that take uneven times.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { silentLog } from "../../src/domain/log.ts";
import { databaseName, openStorage, type Storage } from "../../src/storage/storage.ts";
import { createKeptWorkers } from "../support/kept_workers.ts";
import { createRandom } from "../support/random.ts";
import { pauseOf, unevenStorage, type Unevenness } from "../support/uneven.ts";
import type { Clock, StorageKind } from "./workspace.ts";

export const libsql: StorageKind = {
  name: "libSQL",
  pause: () => Promise.resolve(),
  open: (clock) => openFolder(clock, (storage) => storage),
};

/** Most answers come at once and a few late: between the late one's read and its answer everything else may happen. */
export function unevenLibsql(seed: number): StorageKind {
  const random = createRandom(seed);
  const unevenness: Unevenness = { random: () => (random.chance(0.05) ? random.next() : 0), maxMs: 30 };
  return {
    name: "libSQL with uneven delays",
    pause: pauseOf(unevenness),
    open: (clock) => openFolder(clock, (storage) => ({ ...storage, ...unevenStorage(storage, unevenness) })),
  };
}

const openWorker = createKeptWorkers();

async function openFolder(clock: Clock, wrap: (storage: Storage) => Storage) {
  const dataDir = await mkdtemp(join(tmpdir(), "confab-contract-"));
  empty ??= makeEmpty(clock);
  await writeFile(join(dataDir, databaseName), await empty);
  const openAgain = () => openStorage({ dataDir, now: () => clock.now, log: silentLog, openWorker });
  let storage = await openAgain();
  return {
    storage: wrap(storage),
    async reopen() {
      await storage.close();
      storage = await openAgain();
      return wrap(storage);
    },
    async dispose() {
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The database of a server that never had anyone: to make it anew for each test takes as long as most tests. */
let empty: Promise<Buffer> | undefined;

async function makeEmpty({ now }: Clock): Promise<Buffer> {
  const dataDir = await mkdtemp(join(tmpdir(), "confab-contract-empty-"));
  try {
    await (await openStorage({ dataDir, now: () => now, log: silentLog })).close();
    return await readFile(join(dataDir, databaseName));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
