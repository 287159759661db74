import type { PainterOptions } from "./painter.ts";

/** Where the build put the worker's script. */
declare const CODE_WORKER: string;

export const startCodeWorker: PainterOptions["start"] = ({ hear, fail }) => {
  const worker = new Worker(CODE_WORKER, { type: "module" });
  worker.addEventListener("message", (event) => hear(event.data));
  worker.addEventListener("error", fail);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    ask: (question) => worker.postMessage(question),
    end: () => worker.terminate(),
  };
};
