// Restores a backup into a data folder (SPEC B5).
import { mkdirSync, rmSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { StartError } from "../../domain/start_error.ts";
import { isDiskFull, whyNotOpened } from "../errors.ts";
import { blobFolderName } from "../blob_store.ts";
import { lockUnusedFolder } from "../lock.ts";
import { syncPath } from "../synced_files.ts";
import { findRemains, sizeIfAny } from "../workspace_remains.ts";
import { pooledPath, timeName } from "./backup_folder.ts";
import { backupDatabaseName } from "./make_backup.ts";
import { linkOrCopy } from "./pool.ts";
import { requireRoom } from "./room_on_disk.ts";
import { finishSwap, stagingName, swapIn } from "./swap.ts";
import { verifyBackup, type VerifiedBackup } from "./verify_backup.ts";

export interface RestoreOptions {
  /** The folder of the backup. */
  from: string;
  dataDir: string;
  /** The present data is moved aside. */
  replace: boolean;
  at: number;
  onProgress?: (done: number, total: number, doing: "verify" | "copy") => void;
}

interface Restored {
  backup: VerifiedBackup;
  /** Where what was there is now; null when nothing was. */
  replacedPath: string | null;
}

/** Throws StartError with one line; then the folder is as it was. */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { from, dataDir, replace, at, onProgress = () => undefined } = options;
  const backup = await verifyBackup(from, { onProgress: (done, total) => onProgress(done, total, "verify") });
  const { lock, giveBack } = await lockUnusedFolder(dataDir);
  let isDone = false;
  try {
    await finishSwap(dataDir);
    const isUsed = hasWorkspace(dataDir);
    if (isUsed && !replace) {
      throw new StartError(
        `${dataDir} already has a database or files. Restore into an empty folder, or use --replace, which moves the old data aside.`,
      );
    }
    await requireRoom(dataDir, backup.manifest.database.bytes);
    await stage(backup, dataDir, (done, total) => onProgress(done, total, "copy"));
    const replacedName = `replaced-${timeName(at)}`;
    await swapIn(dataDir, replacedName);
    isDone = true;
    return { backup, replacedPath: isUsed ? join(dataDir, replacedName) : null };
  } catch (error) {
    if (error instanceof StartError) throw error;
    const why = isDiskFull(error) ? "the disk is full" : whyNotOpened(error);
    throw new StartError(`The backup cannot be restored into ${dataDir}: ${why}.`, { cause: error });
  } finally {
    if (isDone) lock.release();
    else giveBack();
  }
}

function hasWorkspace(dataDir: string): boolean {
  return (
    sizeIfAny(join(dataDir, "confab.db")) !== null || findRemains(dataDir, { isOpened: false }).length > 0
  );
}

async function stage(
  { path, files }: VerifiedBackup,
  dataDir: string,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const staging = join(dataDir, stagingName);
  try {
    mkdirSync(staging, { mode: 0o700 });
    const subfolders = new Set<string>();
    for (const [index, { hash }] of files.entries()) {
      const subfolder = join(staging, blobFolderName, hash.slice(0, 2));
      mkdirSync(subfolder, { recursive: true, mode: 0o700 });
      subfolders.add(subfolder);
      await linkOrCopy(pooledPath(dirname(path), hash), join(subfolder, hash.slice(2)));
      onProgress(index + 1, files.length);
    }
    for (const subfolder of subfolders) await syncPath(subfolder);
    if (subfolders.size > 0) await syncPath(join(staging, blobFolderName));
    // A copy, no link: the server writes to it.
    const database = join(staging, "confab.db");
    await copyFile(join(path, backupDatabaseName), database);
    await syncPath(database);
    await syncPath(staging);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  }
}
