// Backups of a running server, each on its own thread: a copy of a large database is one long call. It is never
// ended inside libSQL, which would end the process: a thread that does not stop in time is abandoned, and the next backup removes its folder.
import type { BackupFacts, BackupStore } from "../../domain/backups.ts";
import { StartError } from "../../domain/start_error.ts";
import { unref } from "../search/abandoned_threads.ts";
import { listBackups, type StoredBackup } from "./backup_folder.ts";
import type { FromBackupWorker, ToBackupWorker } from "./backup_messages.ts";

export interface BackupSettings {
  isOn: boolean;
  /** Absolute. */
  dir: string;
  keep: number;
  /** `s3://bucket/prefix`: each is uploaded there too. */
  url?: string | null;
}

interface BackupThreads extends BackupStore {
  /** Waits for the running backup, but not for long. False: it is still running, with the database open. */
  stop(): Promise<boolean>;
}

interface BackupThreadsDeps {
  path: string;
  dataDir: string;
  settings: BackupSettings;
  /** The files at the path are not those that this process writes to (H7): they are not opened. */
  isReplaced: () => boolean;
}

const patienceMs = 2000;

export function createBackupThreads({
  path,
  dataDir,
  settings,
  isReplaced,
}: BackupThreadsDeps): BackupThreads {
  const { dir, keep, url = null } = settings;
  let running: Promise<unknown> | null = null;

  return {
    async make({ reason, at, to, onProgress = () => undefined }) {
      if (isReplaced()) {
        throw new StartError(`The backup in ${to ?? dir} failed: the database was moved or replaced.`);
      }
      const made = runThread(
        // Whoever names a folder also removes from it.
        {
          path,
          dataDir,
          dir: to ?? dir,
          keep: to === undefined ? keep : Number.POSITIVE_INFINITY,
          reason,
          at,
          url: to === undefined ? url : null,
        },
        onProgress,
      );
      running = made;
      try {
        const { backup, remoteProblem } = await made;
        return { ...factsOf(backup), remoteProblem };
      } finally {
        running = null;
      }
    },
    list: () => listBackups(dir).map(factsOf),
    async stop() {
      if (running === null) return true;
      const ended = running.then(
        () => true,
        () => true,
      );
      return Promise.race([ended, Bun.sleep(patienceMs).then(() => false)]);
    },
  };
}

function factsOf({ name, manifest }: StoredBackup): BackupFacts {
  const { createdAt, database, files, missingFiles } = manifest;
  return {
    name,
    createdAt,
    bytes: database.bytes + files.bytes,
    files: files.count,
    missingFiles,
    remoteProblem: null,
  };
}

type Made = Extract<FromBackupWorker, { type: "made" }>;

function runThread(
  options: ToBackupWorker,
  onProgress: (done: number, total: number) => void,
): Promise<Made> {
  const worker = new Worker(new URL("./backup_worker.ts", import.meta.url).href);
  unref(worker);
  const { promise, resolve, reject } = Promise.withResolvers<Made>();

  worker.addEventListener("message", ({ data }: MessageEvent<FromBackupWorker>) => {
    if (data.type === "progress") {
      onProgress(data.done, data.total);
      return;
    }
    // It has sent its result, and is not inside a call.
    worker.terminate();
    if (data.type === "made") resolve(data);
    else reject(new StartError(data.problem));
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    reject(new StartError(`The backup in ${options.dir} failed: ${event.message}`));
  });
  worker.addEventListener("close", () =>
    reject(new StartError(`The backup in ${options.dir} failed: it ended.`)),
  );
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  worker.postMessage(options);
  return promise;
}
