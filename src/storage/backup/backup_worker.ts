// The entry of a backup's thread: it makes one, with a connection of its own.
import { describe } from "../errors.ts";
import type { FromBackupWorker, ToBackupWorker } from "./backup_messages.ts";
import { makeBackup } from "./make_backup.ts";

declare const self: Worker;

self.addEventListener("message", ({ data }: MessageEvent<ToBackupWorker>) => void make(data));

const progressEveryMs = 200;

async function make(options: ToBackupWorker): Promise<void> {
  let toldAt = Number.NEGATIVE_INFINITY;
  try {
    const backup = await makeBackup({
      ...options,
      onProgress(done, total) {
        if (performance.now() - toldAt < progressEveryMs) return;
        toldAt = performance.now();
        tell({ type: "progress", done, total });
      },
    });
    tell({ type: "made", backup });
  } catch (error) {
    tell({ type: "failed", problem: describe(error) });
  }
}

function tell(message: FromBackupWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  self.postMessage(message);
}
