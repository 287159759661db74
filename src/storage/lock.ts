// One process per data folder. The lock is a write transaction on a small separate file: the kernel drops it with the
// process, so a crash cannot leave it behind. Nobody else may open that file: closing it once more would drop the lock.
import { existsSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Client } from "./client.ts";
import { StartError } from "../domain/start_error.ts";
import { openClient } from "./database.ts";
import { whyNotOpened } from "./errors.ts";
import { makePrivateFile } from "./folder_modes.ts";
import { makeDataFolder, removeMadeFolders } from "./make_data_folder.ts";

interface FolderLock {
  release(): void;
  /** Also removes the file: for a folder that stays empty. A waiting process makes it again. */
  releaseAndRemove(): void;
}

interface UnusedFolder {
  lock: FolderLock;
  /** Instead of `release`, when nothing was made: the folder is as before, and absent if it was absent. */
  giveBack: () => void;
}

/** For a restore or an import, which a folder may be made for. */
export async function lockUnusedFolder(dataDir: string): Promise<UnusedFolder> {
  const made = makeDataFolder(dataDir);
  const hadLock = existsSync(join(dataDir, lockName));
  const removeFolders = () => made !== null && removeMadeFolders(resolve(dataDir), resolve(made));
  try {
    const lock = await lockFolder(dataDir);
    return {
      lock,
      giveBack() {
        if (hadLock) lock.release();
        else lock.releaseAndRemove();
        removeFolders();
      },
    };
  } catch (error) {
    removeFolders();
    throw error;
  }
}

// A predecessor that was just stopped may need a moment to release it.
const lockName = "lock";
const patienceMs = 2000;
const pauseMs = 50;

export async function lockFolder(dataDir: string): Promise<FolderLock> {
  const path = join(dataDir, lockName);
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
  const before = inodeOf(path);
  // A client that met BUSY once is not used again.
  const client = openClient({ path, timeoutMs: 0 });
  try {
    await client.execute("BEGIN IMMEDIATE");
    const held = hold(client, path);
    // Removed while it was opened: the next one makes another file, and would hold that.
    if (before !== null && inodeOf(path) === before) return held;
    held.release();
    return null;
  } catch (error) {
    client.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

function inodeOf(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

function hold(client: Client, path: string): FolderLock {
  // A timer keeps the client referenced: collected as garbage its connection would end, and the lock with it.
  const keep = setInterval(() => client, 60_000);
  keep.unref();
  function release(): void {
    clearInterval(keep);
    client.close();
  }
  return {
    release,
    releaseAndRemove() {
      for (const suffix of ["", "-journal", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
      release();
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_BUSY";
}
