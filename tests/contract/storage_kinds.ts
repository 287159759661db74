// What stands under the contract: libSQL as it is, and with answers that take uneven times.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { silentLog } from "../../src/domain/log.ts";
import { openReader } from "../../src/storage/database.ts";
import { databaseName, openStorage, type Storage } from "../../src/storage/storage.ts";
import { createAccountStore } from "../../src/storage/stores/account_store.ts";
import { createWorkspaceStore } from "../../src/storage/stores/workspace_store.ts";
import { createKeptWorkers } from "../support/kept_workers.ts";
import { createRandom } from "../support/random.ts";
import { pauseOf, unevenStorage, type Unevenness } from "../support/uneven.ts";
import type { Clock, StorageKind } from "./workspace.ts";

export const libsql: StorageKind = {
  name: "libSQL",
  pause: () => Promise.resolve(),
  open: (clock) => openFolder(clock, (storage, dataDir) => compareCaches(storage, { dataDir, clock })),
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

type Wrap = (storage: Storage, dataDir: string) => Storage | Promise<Storage>;

async function openFolder(clock: Clock, wrap: Wrap) {
  const dataDir = await mkdtemp(join(tmpdir(), "confab-contract-"));
  empty ??= makeEmpty(clock);
  await writeFile(join(dataDir, databaseName), await empty);
  const openAgain = () => openStorage({ dataDir, now: () => clock.now, log: silentLog, openWorker });
  let storage = await openAgain();
  return {
    storage: await wrap(storage, dataDir),
    async reopen() {
      await storage.close();
      storage = await openAgain();
      return await wrap(storage, dataDir);
    },
    async dispose() {
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** After each change what is cached of sessions and settings is soon what the database says (A2). */
async function compareCaches(
  storage: Storage,
  { dataDir, clock }: { dataDir: string; clock: Clock },
): Promise<Storage> {
  const client = await openReader(join(dataDir, databaseName));
  const { accounts, workspace } = storage.stores;
  const fresh = createAccountStore({ client, sessions: { find: (_tokenHash, _now, read) => read() } });
  const tokens = new Set<string>();

  async function findDifference(): Promise<string | null> {
    for (const token of tokens) {
      const [cached, stored] = [
        await accounts.findSession(token, clock.now),
        await fresh.findSession(token, clock.now),
      ];
      if (!Bun.deepEquals(cached, stored))
        return `${JSON.stringify(cached)} is cached of ${JSON.stringify(stored)}`;
    }
    const [cached, stored] = [await workspace.read(), await createWorkspaceStore({ client }).read()];
    return Bun.deepEquals(cached, stored) ? null : `${cached.name} is cached of ${stored.name}`;
  }

  const submit: Storage["journal"]["submit"] = async (change) => {
    const outcome = await storage.journal.submit(change);
    if ("session" in change) tokens.add(change.session.tokenHash);
    // A neighbour may be committed and not told yet.
    for (let tries = 1; ; tries += 1) {
      const difference = await findDifference();
      if (difference === null) return outcome;
      if (tries === 200) throw new Error(`After ${change.kind}: ${difference}`);
      await Bun.sleep(5);
    }
  };
  return {
    ...storage,
    journal: { ...storage.journal, submit },
    async close() {
      client.close();
      await storage.close();
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
