// Backups and restores leave the same reserve as uploads do (SPEC B1, H12).
import { statfs } from "node:fs/promises";

import { StartError } from "../../domain/start_error.ts";
import { reserveOf } from "../../domain/files/disk_reserve.ts";

const MiB = 1024 ** 2;

/** `folder` is there. Throws StartError. */
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
  const inMiB = (size: number) => `${Math.max(0, Math.ceil(size / MiB)).toLocaleString("en")} MiB`;
  throw new StartError(
    `There is no room on the disk of ${folder}: it takes ${inMiB(bytes)}, and ${inMiB(free)} may be used.`,
  );
}
