// Whether a backup is all that it says (SPEC B5): every byte of it is read. Nothing is written.
import { closeSync, openSync, readSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { StartError } from "../../domain/start_error.ts";
import { describe } from "../errors.ts";
import { applicationIdAt, backupMark } from "../file_marks.ts";
import { newestMigration } from "../migrations.ts";
import { fileListName, pooledPath, readManifest, type StoredBackup } from "./backup_folder.ts";
import { readCopy, type DatabaseFacts } from "./copied_database.ts";
import { readFileList, type ListedFile } from "./file_list.ts";
import { hashFile } from "./hash_file.ts";
import { backupDatabaseName } from "./make_backup.ts";
import type { Manifest } from "./manifest.ts";
import { sizeOf } from "./pool.ts";

/** It is not whole, or not for this program. */
export class BadBackup extends StartError {}

export interface VerifiedBackup extends StoredBackup {
  files: ListedFile[];
}

interface VerifyOptions {
  onProgress?: (done: number, total: number) => void;
}

/** Throws BadBackup with one line that names the problem. */
export async function verifyBackup(
  path: string,
  { onProgress = () => undefined }: VerifyOptions = {},
): Promise<VerifiedBackup> {
  const bad = (why: string) => new BadBackup(`${path} cannot be restored: ${why}.`);
  const manifest = readManifest(path);
  if ("problem" in manifest) throw bad(manifest.problem);
  if (manifest.schema > newestMigration()) {
    throw bad(`a newer Confab made it (${manifest.version}). Restore it with that version, or a newer one`);
  }
  const files = await readFileList(path);
  if (!files || files.length !== manifest.files.count || total(files) !== manifest.files.bytes) {
    throw bad(`its ${fileListName} is damaged`);
  }
  const problem = await wrongInDatabase(join(path, backupDatabaseName), manifest, files);
  if (problem !== null) throw bad(problem);
  for (const [index, { hash, bytes }] of files.entries()) {
    const pooled = pooledPath(dirname(path), hash);
    if (sizeOf(pooled) === null) throw bad(`the file ${pooled} is missing`);
    const found = await hashFile(pooled);
    if (found.sha256 !== hash || found.bytes !== bytes) throw bad(`the file ${pooled} is damaged`);
    onProgress(index + 1, files.length);
  }
  return { name: basename(path), path, manifest, files };
}

async function wrongInDatabase(
  database: string,
  manifest: Manifest,
  files: ListedFile[],
): Promise<string | null> {
  const size = sizeOf(database);
  if (size === null) return `its ${backupDatabaseName} is missing`;
  if (size !== manifest.database.bytes) {
    return `its ${backupDatabaseName} has ${size} bytes and should have ${manifest.database.bytes}`;
  }
  const { sha256 } = await hashFile(database);
  if (sha256 !== manifest.database.sha256 || !isMarked(database))
    return `its ${backupDatabaseName} is damaged`;
  let facts: DatabaseFacts;
  try {
    facts = await readCopy(database);
  } catch (error) {
    return `its ${backupDatabaseName} cannot be read (${describe(error)})`;
  }
  // Its own word counts: a manifest can be edited.
  if (facts.schema > newestMigration()) return "a newer Confab made it";
  if (facts.epoch !== manifest.epoch || facts.workspace !== manifest.workspace) {
    return `its ${backupDatabaseName} is another one than its manifest says`;
  }
  const named = new Set(facts.hashes);
  const isComplete = facts.hashes.length - manifest.missingFiles === files.length;
  if (!isComplete || files.some(({ hash }) => !named.has(hash))) {
    return `its ${fileListName} is not that of its database`;
  }
  return null;
}

function isMarked(database: string): boolean {
  const mark = Buffer.alloc(4);
  const descriptor = openSync(database, "r");
  try {
    readSync(descriptor, mark, 0, mark.length, applicationIdAt);
  } finally {
    closeSync(descriptor);
  }
  return mark.readUInt32BE(0) === backupMark;
}

function total(files: ListedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
