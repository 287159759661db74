// A search worker that opens, and has a bug in every task that nobody catches.
declare const self: Worker;

self.addEventListener("message", ({ data }: MessageEvent<{ type: string }>) => {
  if (data.type === "open") {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
    self.postMessage({ type: "ready" });
    return;
  }
  setTimeout(() => {
    throw new Error("a bug");
  });
});
