// The entry of the check's thread: its own read-only connection, for the time of one check.
import { openReader } from "../database.ts";
import { describe } from "../errors.ts";
import { checkDatabase } from "./check_database.ts";
import type { FromCheckWorker, ToCheckWorker } from "./check_thread.ts";

declare const self: Worker;

let isStopped = false;

self.addEventListener("message", ({ data }: MessageEvent<ToCheckWorker>) => {
  if (data.type === "stop") isStopped = true;
  else void check(data.path);
});

async function check(path: string): Promise<void> {
  try {
    const client = await openReader(path);
    const findings = await checkDatabase({
      client,
      depth: "quick",
      isStopped: () => isStopped,
      yieldToEventLoop: () => new Promise((resolve) => setImmediate(resolve)),
    });
    client.close();
    post({ type: "done", findings });
  } catch (error) {
    post({ type: "failed", problem: describe(error) });
  }
}

function post(message: FromCheckWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  self.postMessage(message);
}
