// The free space of the disk with the data folder.
import { statfs } from "node:fs/promises";
import type { Disk } from "../domain/files/disk_reserve.ts";

export function openDisk(dataDir: string): Disk {
  return {
    async read() {
      const { bavail, blocks, bsize } = await statfs(dataDir);
      return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    },
  };
}
