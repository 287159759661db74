// The search worker as seen from the main thread. Nothing depends on it but searching: if it ends, whoever waits is refused, and
// the next search starts another.
import { ChatError } from "../../domain/chat_error.ts";
import type { Log } from "../../domain/log.ts";
import type { FromSearchWorker, SearchAnswers, SearchTask, ToSearchWorker } from "./search_messages.ts";

export interface SearchThreadDeps {
  path: string;
  workerUrl: URL;
  log: Log;
  /** How long a worker with work may be silent before it is replaced. */
  silenceMs: number;
}

export interface SearchThread {
  /** Rejects with ChatError `busy` when too many wait. */
  ask<D extends SearchTask["do"]>(task: Extract<SearchTask, { do: D }>): Promise<SearchAnswers[D]>;
  close(): Promise<void>;
}

interface Waiting {
  resolve: (answer: SearchAnswers[SearchTask["do"]]) => void;
  reject: (error: Error) => void;
}

const mostWaiting = 64;

export function createSearchThread({ path, workerUrl, log, silenceMs }: SearchThreadDeps): SearchThread {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let running: { worker: Worker; isReady: Promise<boolean> } | null = null;
  let isClosing = false;
  let hasSpoken = false;
  let whenClosed = () => {};

  const watch = setInterval(() => {
    if (running && waiting.size > 0 && !hasSpoken) lose(running.worker, "It was silent for too long.");
    hasSpoken = false;
  }, silenceMs);
  watch.unref();

  function start(): { worker: Worker; isReady: Promise<boolean> } {
    const worker = new Worker(workerUrl.href);
    const { promise: isReady, resolve: setReady } = Promise.withResolvers<boolean>();
    worker.addEventListener("message", ({ data }: MessageEvent<FromSearchWorker>) => {
      hasSpoken = true;
      switch (data.type) {
        case "ready":
          setReady(true);
          return;
        case "failed":
          setReady(false);
          lose(worker, data.problem);
          return;
        case "done":
          take(data.id)?.resolve(data.answer);
          return;
        case "broken":
          take(data.id)?.reject(new Error(`A search failed: ${data.problem}`));
          return;
        case "damage":
          log.error("search_index_damaged", { problem: data.problem });
          return;
        case "closed":
          worker.terminate();
          whenClosed();
          return;
      }
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      setReady(false);
      lose(worker, event.message);
    });
    worker.addEventListener("close", () => {
      setReady(false);
      lose(worker, "It ended.");
    });
    send(worker, { type: "open", path });
    return { worker, isReady };
  }

  function take(id: number): Waiting | undefined {
    const one = waiting.get(id);
    waiting.delete(id);
    return one;
  }

  function lose(worker: Worker, problem: string): void {
    whenClosed();
    if (running?.worker !== worker) return;
    running = null;
    worker.terminate();
    if (!isClosing) log.error("search_worker_lost", { problem });
    for (const { reject } of waiting.values()) {
      reject(new ChatError("busy", "Searching broke off. Try again.", { retryAfterMs: 1000 }));
    }
    waiting.clear();
  }

  return {
    async ask<D extends SearchTask["do"]>(task: Extract<SearchTask, { do: D }>) {
      if (isClosing) throw new ChatError("busy", "The server is stopping.", { retryAfterMs: 2000 });
      if (waiting.size >= mostWaiting) {
        throw new ChatError("busy", "Too many searches at once. Try again in a moment.", {
          retryAfterMs: 1000,
        });
      }
      running ??= start();
      const { worker } = running;
      lastId += 1;
      const id = lastId;
      return new Promise<SearchAnswers[D]>((resolve, reject) => {
        // The worker answers each task by the answer of its kind.
        waiting.set(id, { resolve: (answer) => resolve(answer as SearchAnswers[D]), reject });
        send(worker, { type: "task", id, task });
      });
    },
    async close() {
      isClosing = true;
      clearInterval(watch);
      if (!running) return;
      const { worker, isReady } = running;
      if (!(await isReady)) return;
      const closed = new Promise<void>((resolve) => {
        whenClosed = resolve;
      });
      send(worker, { type: "close" });
      await closed;
    },
  };
}

function send(worker: Worker, message: ToSearchWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  worker.postMessage(message);
}
