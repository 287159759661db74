// A database that is missing beside what belongs to one (SPEC H7): a folder that was half copied or half restored. Going on would make a
// new workspace there, and collect the uploads of the old one.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "./client.ts";
import { StartError } from "../domain/start_error.ts";
import { programFiles } from "../platform/program_files.ts";
import { defaultBackupsName, hasBackups } from "./backup/backup_folder.ts";
import { commitFileName, readCommitFile } from "./commit_count.ts";
import { blobFolderName } from "./blob_store.ts";

/** Before SQLite opens anything: beside an empty database it deletes the log. Throws StartError. */
export function refuseMissingDatabase(path: string, dataDir: string): void {
  const size = sizeIfAny(path);
  if (size !== null && size > 0) return;
  refuse(dataDir, size === null ? `There is no database at ${path}` : `The database ${path} is empty`);
}

/** The same of a database that has no tables: its log was taken from it. */
export async function refuseDatabaseWithoutTables(
  client: Client,
  path: string,
  dataDir: string,
): Promise<void> {
  const { rows } = await client.execute("SELECT count(*) FROM sqlite_schema");
  if (Number(rows[0]?.[0]) === 0) refuse(dataDir, `The database ${path} holds nothing`, { isOpened: true });
}

function refuse(dataDir: string, what: string, { isOpened = false } = {}): void {
  const leftovers = findRemains(dataDir, { isOpened });
  const backups = join(dataDir, defaultBackupsName);
  if (hasBackups(backups))
    leftovers.push(`backups (${defaultBackupsName}; ${programFiles.command} restore puts one back)`);
  if (leftovers.length === 0) return;
  throw new StartError(
    `${what}, but the folder was used before: it has ${leftovers.join(" and ")}. ` +
      "Put the right confab.db back, from a backup if need be, and start again. " +
      `For a new workspace, set DATA_DIR to an empty folder, or move away what is in ${dataDir}.`,
  );
}

/** What says that there was a database. */
export function findRemains(dataDir: string, { isOpened }: { isOpened: boolean }): string[] {
  const leftovers: string[] = [];
  // Once it is opened there is a log of ours.
  const log = isOpened ? null : sizeIfAny(join(dataDir, "confab.db-wal"));
  if (log !== null && log > 0) leftovers.push(`a log of changes (confab.db-wal, ${log} bytes)`);
  if (hasUploads(join(dataDir, blobFolderName))) leftovers.push(`uploads (${blobFolderName})`);
  const commits = readCommitFile(dataDir) ?? 0;
  if (commits > 0) leftovers.push(`a count of ${commits} changes (${commitFileName})`);
  return leftovers;
}

/** Incoming files do not count, nor do the folders that a start makes. */
function hasUploads(root: string): boolean {
  return namesIn(root).some(
    (subfolder) => /^[0-9a-f]{2}$/.test(subfolder) && namesIn(join(root, subfolder)).length > 0,
  );
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

export function sizeIfAny(path: string): number | null {
  try {
    return statSync(path).size;
  } catch {
    return null;
  }
}
