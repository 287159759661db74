// The search worker as seen from the main thread. Only searches depend on it: if it ends, waiting searches are refused, and
// the next search starts another. `terminate()` is never called: inside a libSQL call it aborts the whole process.
import { ChatError } from "../../domain/chat_error.ts";
import type { Log } from "../../domain/log.ts";
import type { Every } from "../../domain/timer.ts";
import type { Warnings } from "../../domain/warnings.ts";
import { damageRetryMs, unansweredSentence, unreadableSentence } from "../database.ts";
import { onInterval } from "../intervals.ts";
import { createAbandonedThreads, unref } from "./abandoned_threads.ts";
import type { FromSearchWorker, SearchAnswers, SearchTask, ToSearchWorker } from "./search_messages.ts";

export interface SearchThreadDeps {
  path: string;
  workerUrl: URL;
  log: Log;
  warnings: Warnings;
  /** The index of this number could not be read. */
  onDamage?: (table: number) => void;
  /** The messages could not be read (H5). */
  onUnreadable?: (problem: string) => void;
  /** The disk did not answer. */
  onTrouble?: (problem: string) => void;
  /** How long a worker with work may be silent before it is abandoned. */
  timeoutMs: number;
  /** How long `close` waits for a worker to end. */
  closeMs?: number;
  every?: Every;
}

export interface SearchThread {
  /** Rejects with ChatError `busy` when too many wait, or too many threads are stuck. */
  ask<D extends SearchTask["do"]>(task: Extract<SearchTask, { do: D }>): Promise<SearchAnswers[D]>;
  /** Threads that fell silent and have not ended yet. */
  abandoned(): number;
  close(): Promise<void>;
}

interface Waiting {
  resolve: (answer: SearchAnswers[SearchTask["do"]]) => void;
  reject: (error: Error) => void;
}

const maxWaiting = 64;
// Silence is counted in ticks, not by the clock: a process that was stopped and continued has received nothing either.
const ticks = 30;

export function createSearchThread({
  path,
  workerUrl,
  log,
  warnings,
  onDamage = () => {},
  onUnreadable = () => {},
  onTrouble = () => {},
  timeoutMs,
  closeMs = 2000,
  every = onInterval,
}: SearchThreadDeps): SearchThread {
  const waiting = new Map<number, Waiting>();
  const abandoned = createAbandonedThreads(warnings);
  let lastId = 0;
  let running: Worker | null = null;
  /** Since its first waiting task, or its last message. */
  let silentTicks = 0;
  let isClosing = false;
  let whenEnded = () => {};

  const watch = every(timeoutMs / ticks, () => {
    silentTicks = waiting.size > 0 ? silentTicks + 1 : 0;
    if (!running || silentTicks <= ticks) return;
    const silent = running;
    lose(silent, `It was silent for ${Math.round(timeoutMs / 1000)} s.`);
    abandoned.add(silent);
    // It reads this when the call that holds it returns.
    send(silent, { type: "close" });
  });

  function start(): Worker {
    const worker = new Worker(workerUrl.href);
    worker.addEventListener("message", ({ data }: MessageEvent<FromSearchWorker>) => hear(worker, data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      lose(worker, event.message);
    });
    worker.addEventListener("close", () => {
      lose(worker, "It ended.");
      abandoned.remove(worker);
    });
    send(worker, { type: "open", path });
    return worker;
  }

  function hear(worker: Worker, message: FromSearchWorker): void {
    if (worker === running) silentTicks = 0;
    switch (message.type) {
      case "ready":
        return;
      case "failed":
        lose(worker, message.problem);
        return;
      case "done":
        take(message.id)?.resolve(message.answer);
        return;
      case "broken":
        take(message.id)?.reject(whyBroken(message));
        return;
      case "damage":
        log.error("search_index_damaged", { problem: message.problem });
        onDamage(message.table);
        return;
    }
  }

  function whyBroken({ problem, by }: Extract<FromSearchWorker, { type: "broken" }>): Error {
    if (by === "bug") return new Error(`A search failed: ${problem}`);
    const [line = ""] = problem.split("\n");
    if (by === "damage") onUnreadable(line);
    else onTrouble(line);
    return busy(by === "damage" ? unreadableSentence : unansweredSentence, damageRetryMs);
  }

  function take(id: number): Waiting | undefined {
    const one = waiting.get(id);
    waiting.delete(id);
    return one;
  }

  /** It gets no further tasks. */
  function lose(worker: Worker, problem: string): void {
    if (running !== worker) return;
    running = null;
    whenEnded();
    if (!isClosing) log.error("search_worker_lost", { problem });
    refuseWaiting("The search was interrupted. Try again.");
  }

  function refuseWaiting(text: string): void {
    for (const { reject } of waiting.values()) reject(busy(text, 1000));
    waiting.clear();
  }

  return {
    async ask<D extends SearchTask["do"]>(task: Extract<SearchTask, { do: D }>) {
      if (isClosing) throw busy("The server is stopping.", 2000);
      if (waiting.size >= maxWaiting) throw busy("Too many searches at once. Try again in a moment.", 1000);
      if (!running) {
        if (abandoned.isFull()) throw busy("Search is stuck. Try again later.", 10_000);
        running = start();
      }
      const worker = running;
      if (waiting.size === 0) silentTicks = 0;
      lastId += 1;
      const id = lastId;
      return new Promise<SearchAnswers[D]>((resolve, reject) => {
        // The worker answers each task by the answer of its kind.
        waiting.set(id, { resolve: (answer) => resolve(answer as SearchAnswers[D]), reject });
        send(worker, { type: "task", id, task });
      });
    },
    abandoned: () => abandoned.count(),
    async close() {
      isClosing = true;
      watch.cancel();
      refuseWaiting("The server is stopping.");
      if (!running) return;
      const worker = running;
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      whenEnded = resolve;
      send(worker, { type: "close" });
      const timer = setTimeout(resolve, closeMs);
      await ended;
      clearTimeout(timer);
      unref(worker);
    },
  };
}

function busy(text: string, retryAfterMs: number): ChatError {
  return new ChatError("busy", text, { retryAfterMs });
}

function send(worker: Worker, message: ToSearchWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  worker.postMessage(message);
}
