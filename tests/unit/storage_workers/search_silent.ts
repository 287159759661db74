// A search worker that opens and answers nothing.
declare const self: Worker;

self.addEventListener("message", ({ data }: MessageEvent<{ type: string }>) => {
  if (data.type !== "open") return;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  self.postMessage({ type: "ready" });
});
