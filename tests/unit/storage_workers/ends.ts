// Opens, and ends at the first batch.
declare const self: Worker;
self.addEventListener("message", ({ data }: MessageEvent<{ type: string }>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  if (data.type === "open") self.postMessage({ type: "ready" });
  if (data.type === "write") process.exit(0);
});
