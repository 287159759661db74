// The server as in src/main.ts. The first SIGUSR2 begins a profile of its main thread and of the journal's worker, the next one ends it
// and writes both to the file named by PROFILE_FILE.
import { rename } from "node:fs/promises";

import { startConfab } from "../../../src/main.ts";
import { openStorage } from "../../../src/storage/storage.ts";
import { startProfiler, type ThreadProfile } from "./profiler.ts";

let worker: Worker | null = null;
let stop: ReturnType<typeof startProfiler> | null = null;

function sendToWorker(type: "startProfile" | "stopProfile"): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  worker?.postMessage({ type });
}

async function toggle(): Promise<void> {
  if (stop === null) {
    sendToWorker("startProfile");
    stop = startProfiler();
    return;
  }
  const main = await (await stop)();
  stop = null;
  const fromWorker = new Promise<ThreadProfile>((resolve) => {
    worker?.addEventListener(
      "message",
      ({ data }: MessageEvent<{ type: string; profile: ThreadProfile }>) => {
        if (data.type === "profile") resolve(data.profile);
      },
    );
  });
  sendToWorker("stopProfile");
  const file = process.env["PROFILE_FILE"] ?? "";
  await Bun.write(
    `${file}.partial`,
    JSON.stringify({ "main thread": main, "journal's worker": await fromWorker }),
  );
  await rename(`${file}.partial`, file);
}

process.on("SIGUSR2", () => void toggle());

await startConfab({
  open: (options) =>
    openStorage({
      ...options,
      workerUrl: new URL("./profiled_worker.ts", import.meta.url),
      openWorker: (url) => (worker = new Worker(url.href)),
    }),
});
