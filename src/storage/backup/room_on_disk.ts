// Backups and restores leave the same reserve as uploads do (SPEC B1, H12).
import { statfs } from "node:fs/promises";

import { sizeInWords } from "../../protocol/file_size.ts";
import { StartError } from "../../domain/start_error.ts";
import { reserveOf } from "../../domain/files/disk_reserve.ts";

/** `folder` exists. Throws StartError. */
export async function requireRoom(folder: string, bytes: number): Promise<void> {
  let free: number;
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    free = bavail * bsize - reserveOf(blocks * bsize);
  } catch {
    // A file system that does not say: its own errors tell when it is full.
    return;
  }
  if (free >= bytes) return;
  throw new StartError(
    `Not enough disk space for ${folder}: ${sizeInWords(bytes)} needed, ${sizeInWords(Math.max(0, free))} available.`,
  );
}
