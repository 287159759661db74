// Answers a batch with too few outcomes.
declare const self: Worker;
self.addEventListener("message", ({ data }: MessageEvent<{ type: string }>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  const tell = (message: object) => self.postMessage(message);
  if (data.type === "open") tell({ type: "ready" });
  if (data.type === "write") tell({ type: "written", outcomes: "[]", touched: "[]", commitMs: 0 });
});
