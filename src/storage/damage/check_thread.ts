// One check of the database on a separate thread. It is never terminated inside libSQL, which would abort the process: a check that
// does not stop in time is abandoned.
import { unref } from "../search/abandoned_threads.ts";
import type { Finding } from "./findings.ts";

export type ToCheckWorker = { type: "check"; path: string } | { type: "stop" };
export type FromCheckWorker = { type: "done"; findings: Finding[] } | { type: "failed"; problem: string };

export interface RunningCheck {
  /** Rejects when it could not be done. After `stop` it may resolve with nothing. */
  findings: Promise<Finding[]>;
  /** Ends it between two tables; waits for that, but not for long. */
  stop(): Promise<void>;
}

const patienceMs = 1000;

export function startCheck(path: string): RunningCheck {
  const worker = new Worker(new URL("./check_worker.ts", import.meta.url).href);
  unref(worker);
  const { promise: findings, resolve, reject } = Promise.withResolvers<Finding[]>();

  worker.addEventListener("message", ({ data }: MessageEvent<FromCheckWorker>) => {
    // It has sent its result, and is not inside a call.
    worker.terminate();
    if (data.type === "done") resolve(data.findings);
    else reject(new Error(data.problem));
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    reject(new Error(event.message));
  });
  worker.addEventListener("close", () => reject(new Error("It ended.")));
  send(worker, { type: "check", path });

  return {
    findings,
    async stop() {
      send(worker, { type: "stop" });
      const ended = findings.then(
        () => undefined,
        () => undefined,
      );
      await Promise.race([ended, Bun.sleep(patienceMs)]);
    },
  };
}

function send(worker: Worker, message: ToCheckWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  worker.postMessage(message);
}
