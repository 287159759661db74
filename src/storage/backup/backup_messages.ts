// The messages to and from the thread of a backup.
import type { StoredBackup } from "./backup_folder.ts";
import type { MakeOptions } from "./make_backup.ts";

export type ToBackupWorker = Omit<MakeOptions, "onProgress"> & { url: string | null };
export type FromBackupWorker =
  | { type: "progress"; done: number; total: number }
  | { type: "made"; backup: StoredBackup; remoteProblem: string | null }
  | { type: "failed"; problem: string };
