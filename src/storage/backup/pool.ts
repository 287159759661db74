// The bytes of files beside the backups: each once, whole, under its SHA-256.
import { randomUUID } from "node:crypto";
import { constants, statSync } from "node:fs";
import { copyFile, link, mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

import { codeOf } from "../errors.ts";
import { syncPath } from "../synced_files.ts";
import { listBackups, listFetched, listUnreadable, pooledPath, poolName } from "./backup_folder.ts";
import { readFileList, type ListedFile } from "./file_list.ts";
import { hashFile } from "./hash_file.ts";
import { requireRoom } from "./room_on_disk.ts";

interface FillOptions {
  dir: string;
  hashes: string[];
  /** Where the data folder has it. */
  sourceOf: (hash: string) => string;
  onProgress: (done: number, total: number) => void;
  /** Gets the path of each new file: a failed backup removes them. */
  onAdded: (path: string) => void;
}

/** Those of `hashes` that are in the pool now, on disk. The others are not in the data folder, or not whole there. */
export async function fillPool(options: FillOptions): Promise<ListedFile[]> {
  const { dir, hashes, sourceOf, onProgress, onAdded } = options;
  const listed: ListedFile[] = [];
  const touched = new Set<string>();
  await mkdir(join(dir, poolName), { recursive: true, mode: 0o700 });
  for (const [index, hash] of hashes.entries()) {
    const path = pooledPath(dir, hash);
    const bytes =
      wholeSize(path, sourceOf(hash)) ??
      (await addToPool({ dir, hash, source: sourceOf(hash), path, onAdded }));
    if (bytes !== null) {
      listed.push({ hash, bytes });
      touched.add(dirname(path));
    }
    onProgress(index + 1, hashes.length);
  }
  for (const folder of touched) await syncPath(folder);
  await syncPath(join(dir, poolName));
  return listed;
}

/** Null when it is missing, or was cut: then it is copied again. */
function wholeSize(path: string, source: string): number | null {
  const [pooled, original] = [sizeOf(path), sizeOf(source)];
  return original === null || original === pooled ? pooled : null;
}

interface Added {
  dir: string;
  hash: string;
  source: string;
  path: string;
  onAdded: (path: string) => void;
}

/** Its size; null when the source is not what its name says. */
async function addToPool({ dir, hash, source, path, onAdded }: Added): Promise<number | null> {
  const size = sizeOf(source);
  if (size === null) return null;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const incoming = join(dir, poolName, `.incoming-${randomUUID()}`);
  try {
    await linkOrCopy(source, incoming);
    // Checks the copy, not the source.
    const { sha256, bytes } = await hashFile(incoming);
    if (sha256 !== hash) return null;
    const isNew = sizeOf(path) === null;
    await rename(incoming, path);
    if (isNew) onAdded(path);
    return bytes;
  } finally {
    await rm(incoming, { force: true });
  }
}

/** Shared where both are on one file system; else copied and synced. Neither is ever written again. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
    return;
  } catch (error) {
    // Another file system, one without links, or too many links to this file.
    if (!["EXDEV", "EPERM", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "ENOSYS"].includes(codeOf(error))) throw error;
  }
  await requireRoom(dirname(to), sizeOf(from) ?? 0);
  await copyFile(from, to, constants.COPYFILE_EXCL);
  await syncPath(to);
}

/** Removes files that no backup names, nor one that is being fetched. Returns how many. */
export async function prunePool(dir: string): Promise<number> {
  // What these name is not known.
  if (listUnreadable(dir).length > 0) return 0;
  const named = new Set<string>();
  for (const path of [...listBackups(dir).map((one) => one.path), ...listFetched(dir)]) {
    const files = await readFileList(path);
    if (!files) return 0;
    for (const { hash } of files) named.add(hash);
  }
  let removed = 0;
  const subfolders = await readdir(join(dir, poolName)).catch(() => []);
  for (const subfolder of subfolders.filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    for (const hash of await readdir(join(dir, poolName, subfolder))) {
      if (named.has(hash)) continue;
      await rm(join(dir, poolName, subfolder, hash), { force: true });
      removed += 1;
    }
  }
  return removed;
}

export function sizeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}
