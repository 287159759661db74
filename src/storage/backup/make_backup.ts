// Makes a backup (SPEC B1): the database as it is at one moment, then the files that this copy names. The caller sees to it that
// no bytes are removed meanwhile, and that only one is made at a time.
import { mkdirSync, rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { join } from "node:path";

import { version } from "../../../package.json";
import { StartError } from "../../domain/start_error.ts";
import { programFiles } from "../../platform/program_files.ts";
import { applyPragmas, openClient } from "../database.ts";
import { describe, isDamage, isDiskFull, whyNotOpened } from "../errors.ts";
import { applicationIdAt, backupMark } from "../file_marks.ts";
import { makePrivateFile } from "../folder_modes.ts";
import { blobPathIn } from "../blob_store.ts";
import { syncPath, writeSynced } from "../synced_files.ts";
import {
  fileListName,
  listBackups,
  manifestName,
  newBackupName,
  partialName,
  removePartials,
  type StoredBackup,
} from "./backup_folder.ts";
import { readCopy } from "./copied_database.ts";
import { renderFileList } from "./file_list.ts";
import { hashFile } from "./hash_file.ts";
import type { BackupReason, Manifest } from "./manifest.ts";
import { fillPool, prunePool, sizeOf } from "./pool.ts";
import { requireRoom } from "./room_on_disk.ts";

export const backupDatabaseName = "confab.db";

export interface MakeOptions {
  /** The database. */
  path: string;
  dataDir: string;
  /** Where backups are. */
  dir: string;
  keep: number;
  reason: BackupReason;
  at: number;
  onProgress?: (done: number, total: number) => void;
}

/** Throws StartError with one line; then nothing was added. */
export async function makeBackup(options: MakeOptions): Promise<StoredBackup> {
  const { dir, at } = options;
  const name = newBackupName(dir, at);
  const partial = join(dir, partialName(name));
  /** In the pool, and named by no backup yet. */
  const added: string[] = [];
  try {
    // SQLite would make one.
    if (!sizeOf(options.path)) throw new StartError(`there is no database at ${options.path}.`);
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    removePartials(dir);
    await requireRoom(dir, (sizeOf(options.path) ?? 0) + (sizeOf(`${options.path}-wal`) ?? 0));
    mkdirSync(partial, { mode: 0o700 });
    const manifest = await fill(partial, options, (pooled) => void added.push(pooled));
    const path = join(dir, name);
    await rename(partial, path);
    // It names them now.
    added.length = 0;
    await syncPath(dir);
    await pruneBackups(options);
    return { name, path, manifest };
  } catch (error) {
    for (const path of [partial, ...added]) removeIfPossible(path);
    throw new StartError(`The backup in ${dir} failed: ${whyFailed(error)}`, { cause: error });
  }
}

async function fill(
  partial: string,
  options: MakeOptions,
  onAdded: (path: string) => void,
): Promise<Manifest> {
  const { path, dir, dataDir, reason, at, onProgress = () => undefined } = options;
  const copy = join(partial, backupDatabaseName);
  makePrivateFile(copy);
  await copyDatabase(path, copy);
  await markAsBackup(copy);
  const { hashes, ...facts } = await readCopy(copy);
  requireOwnFolder(dir, facts.workspace);
  const database = await hashFile(copy);
  await syncPath(copy);
  const files = await fillPool({
    dir,
    hashes,
    sourceOf: (hash) => blobPathIn(dataDir, hash),
    onProgress,
    onAdded,
  });
  const manifest: Manifest = {
    format: 1,
    version,
    reason,
    createdAt: at,
    ...facts,
    database,
    files: { count: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) },
    missingFiles: hashes.length - files.length,
  };
  await writeSynced(join(partial, fileListName), renderFileList(files));
  await writeSynced(join(partial, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  await syncPath(partial);
  return manifest;
}

/** Not `query_only`: SQLite refuses VACUUM INTO there. It writes nothing to the database, nor does this connection checkpoint. */
async function copyDatabase(path: string, copy: string): Promise<void> {
  const client = openClient({ path, timeoutMs: 5000 });
  try {
    await applyPragmas(client, { wal_autocheckpoint: 0 });
    await client.execute({ sql: "VACUUM INTO ?", args: [copy] });
  } finally {
    client.close();
    // Else the connection stays open, and keeps the log from being folded in.
    Bun.gc(true);
  }
}

/** H11: so that it is not taken for a database in use, beside a log that is not its own. */
async function markAsBackup(copy: string): Promise<void> {
  const file = await open(copy, "r+");
  try {
    const mark = Buffer.alloc(4);
    mark.writeUInt32BE(backupMark);
    await file.write(mark, 0, mark.length, applicationIdAt);
  } finally {
    await file.close();
  }
}

/** Those of another workspace would be removed for ours. */
export function requireOwnFolder(dir: string, workspace: string): void {
  if (listBackups(dir).every(({ manifest }) => manifest.workspace === workspace)) return;
  throw new StartError("it has backups of another workspace. Set BACKUP_DIR to a folder for this one.");
}

/** A failure here fails no backup: the next one tries again. */
async function pruneBackups({ dir, keep }: MakeOptions): Promise<void> {
  try {
    for (const { path, name } of listBackups(dir).slice(keep)) {
      // A kill leaves no backup that has lost a part.
      const going = join(dir, partialName(name));
      await rename(path, going);
      rmSync(going, { recursive: true, force: true });
    }
    await prunePool(dir);
  } catch {
    // As where the disk is full.
  }
}

function removeIfPossible(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // The same that was in the way. The next backup removes it.
  }
}

function whyFailed(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (isDiskFull(error)) return "the disk is full.";
  if (isDamage(error)) {
    return `the database is damaged (${describe(error)}). Stop the server, then run: ${programFiles.command} check --repair`;
  }
  return whyNotOpened(error);
}
