// One process per data folder. The lock is a write transaction on a small file of its own: the kernel drops it with the
// process, so a crash cannot leave it behind. Nobody else may open that file: closing it once more would drop the lock.
import { join } from "node:path";
import type { Client, Transaction } from "@libsql/client";
import { StartError } from "../domain/start_error.ts";
import { openClient } from "./database.ts";
import { whyNotOpened } from "./errors.ts";
import { makePrivateFile } from "./folder_modes.ts";

export interface FolderLock {
  release(): void;
}

// A predecessor that was just told to stop may need a moment to let go.
const patienceMs = 2000;
const pauseMs = 50;

export async function lockFolder(dataDir: string): Promise<FolderLock> {
  const path = join(dataDir, "lock");
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const held = await tryLock(path).catch((error: unknown) => {
      throw new StartError(`Cannot lock the data folder ${dataDir}: ${whyNotOpened(error)}`, {
        cause: error,
      });
    });
    if (held) return held;
    if (performance.now() > deadline) {
      throw new StartError(`Another Confab is running on ${dataDir}. Stop it first, or set DATA_DIR.`);
    }
    await Bun.sleep(pauseMs);
  }
}

async function tryLock(path: string): Promise<FolderLock | null> {
  makePrivateFile(path);
  // A client that met BUSY once is not used again.
  const client = openClient({ path, timeoutMs: 0 });
  try {
    return hold(client, await client.transaction("write"));
  } catch (error) {
    client.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

function hold(client: Client, transaction: Transaction): FolderLock {
  // A timer keeps the transaction referenced: collected as garbage it would end, and the lock with it.
  const keep = setInterval(() => transaction.closed, 60_000);
  keep.unref();
  return {
    release() {
      clearInterval(keep);
      transaction.close();
      client.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_BUSY";
}
