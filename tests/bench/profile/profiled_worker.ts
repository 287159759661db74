// The journal's worker as it is, which also profiles itself when it is told to.
import { startJournalWorker } from "../../../src/storage/journal_worker_start.ts";
import { startProfiler } from "./profiler.ts";

declare const self: Worker;

let stop: ReturnType<typeof startProfiler> | null = null;

self.addEventListener("message", ({ data }: MessageEvent<{ type: string }>) => {
  if (data.type === "startProfile") stop = startProfiler();
  if (data.type === "stopProfile") void end();
});

async function end(): Promise<void> {
  const profile = await (await stop)?.();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  self.postMessage({ type: "profile", profile });
}

startJournalWorker();
