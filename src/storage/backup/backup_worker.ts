// The entry of a backup's thread: it makes one backup, with its own connection.
import { describe } from "../errors.ts";
import type { StoredBackup } from "./backup_folder.ts";
import type { FromBackupWorker, ToBackupWorker } from "./backup_messages.ts";
import { releaseCopies } from "./copied_database.ts";
import { makeBackup } from "./make_backup.ts";
import { openRemoteBackups } from "./remote_backups.ts";

declare const self: Worker;

self.addEventListener("message", ({ data }: MessageEvent<ToBackupWorker>) => void make(data));

const progressEveryMs = 200;

async function make(options: ToBackupWorker): Promise<void> {
  let reportedAt = Number.NEGATIVE_INFINITY;
  try {
    const backup = await makeBackup({
      ...options,
      onProgress(done, total) {
        if (performance.now() - reportedAt < progressEveryMs) return;
        reportedAt = performance.now();
        post({ type: "progress", done, total });
      },
    });
    const remoteProblem = await upload(backup, options);
    await releaseCopies();
    post({ type: "made", backup, remoteProblem });
  } catch (error) {
    await releaseCopies();
    post({ type: "failed", problem: describe(error) });
  }
}

/** The backup is made, even if its upload fails. */
async function upload(backup: StoredBackup, { url, keep }: ToBackupWorker): Promise<string | null> {
  if (url === null) return null;
  try {
    await openRemoteBackups(url).upload(backup, keep);
    return null;
  } catch (error) {
    return describe(error);
  }
}

function post(message: FromBackupWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  self.postMessage(message);
}
