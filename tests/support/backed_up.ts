// A data folder with people, messages and files, and backups of it.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { StoredBackup } from "../../src/storage/backup/backup_folder.ts";
import { makeBackup, type MakeOptions } from "../../src/storage/backup/make_backup.ts";
import { blobPathIn } from "../../src/storage/blob_store.ts";
import { fillLounge, makeDataFolder, people, type DataFolder } from "./data_folder.ts";

export interface BackedUp extends DataFolder {
  /** The default one, in the data folder. */
  backups: string;
  /** Bytes in the data folder, and the row of a file that has them. Nobody may have the database open. Gives their hash. */
  addFile(content: string): Promise<string>;
  /** A minute later each time. */
  backUp(options?: Partial<MakeOptions>): Promise<StoredBackup>;
}

export const hashOf = (content: string) => createHash("sha256").update(content).digest("hex");

export async function makeBackedUp({ messages = 50 } = {}): Promise<BackedUp> {
  const folder = await makeDataFolder();
  const { dataDir, path } = folder;
  await (await folder.open()).close();
  await folder.write(...people, ...fillLounge(messages));
  const backups = join(dataDir, "backups");
  let minutes = 0;

  return {
    ...folder,
    backups,
    async addFile(content) {
      const hash = hashOf(content);
      const at = blobPathIn(dataDir, hash);
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, content);
      await folder.write(
        `INSERT INTO files (room_id, uploader_id, message_id, hash, name, type, size, created_at)
          VALUES (1, 1, 1, '${hash}', 'note.txt', 'text/plain', ${content.length}, 0)`,
      );
      return hash;
    },
    backUp(options = {}) {
      minutes += 1;
      const at = Date.UTC(2026, 10, 30, 18, minutes);
      return makeBackup({ path, dataDir, dir: backups, keep: 7, reason: "daily", at, ...options });
    },
  };
}

/** Every file below, by its path there, with size, mode and inode. */
export function filesBelow(folder: string): { name: string; bytes: number; mode: number; inode: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, stats: statSync(path) }))
    .map(({ path, stats: { size, mode, ino } }) => ({
      name: path.slice(folder.length + 1),
      bytes: size,
      mode: mode & 0o777,
      inode: ino,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
