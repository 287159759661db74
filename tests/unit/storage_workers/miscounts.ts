// Answers a batch with too few outcomes.
declare const self: Worker;
self.addEventListener("message", ({ data }: MessageEvent<{ type: string }>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  const send = (message: object) => self.postMessage(message);
  if (data.type === "open") send({ type: "ready" });
  if (data.type === "write") send({ type: "written", outcomes: "[]", texts: "", touched: "[]", commitMs: 0 });
});
