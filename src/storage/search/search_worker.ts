// The entry of the search worker thread: it has its own connection, on which a search may be slow. Searches share it step by
// step, so that a quick one does not wait for a slow one.
import type { Client } from "../client.ts";

import { openReader } from "../database.ts";
import { isDamage, isPassing } from "../errors.ts";
import { createMemoryRelease, trimAllocator, type MemoryRelease } from "../memory_release.ts";
import { checkIndex } from "./check.ts";
import { findMessages } from "./find.ts";
import { readProgress } from "./progress.ts";
import type { FromSearchWorker, SearchAnswers, SearchTask, ToSearchWorker } from "./search_messages.ts";

declare const self: Worker;

let opened: Promise<Client> | null = null;
let memory: MemoryRelease | null = null;
let isClosing = false;
const performing = new Set<Promise<void>>();

self.addEventListener("message", ({ data }: MessageEvent<ToSearchWorker>) => {
  switch (data.type) {
    case "open":
      void open(data.path);
      return;
    case "task": {
      const task = perform(data.id, data.task);
      performing.add(task);
      void task.finally(() => performing.delete(task));
      return;
    }
    case "close":
      void close();
      return;
  }
});

async function open(path: string): Promise<void> {
  opened = openReader(path);
  try {
    const client = await opened;
    memory = createMemoryRelease({ client, quietTicks: 6, collect: () => Bun.gc(true), trim: trimAllocator });
    // What cannot be read now is told by the next search.
    setInterval(() => void memory?.tick(), 1000).unref();
    post({ type: "ready" });
  } catch (error) {
    post({ type: "failed", problem: String(error) });
    process.exit();
  }
}

/** The thread ends itself: only it knows that it is not inside libSQL, where termination would abort the process. */
async function close(): Promise<void> {
  isClosing = true;
  await Promise.allSettled(performing);
  const client = await opened?.catch(() => null);
  client?.close();
  // libSQL keeps the connection, and its descriptors, until its statements are collected.
  Bun.gc(true);
  process.exit();
}

async function perform(id: number, task: SearchTask): Promise<void> {
  try {
    if (!opened) throw new Error("The search worker was not opened.");
    memory?.noteUse();
    post({ type: "done", id, answer: await answerTo(await opened, task) });
  } catch (error) {
    post({
      type: "broken",
      id,
      by: isDamage(error) ? "damage" : isPassing(error) ? "disk" : "bug",
      problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

function answerTo(reader: Client, task: SearchTask): Promise<SearchAnswers[SearchTask["do"]]> {
  if (task.do === "check") return checkIndex(reader, task.after, yieldToEventLoop);
  if (task.do === "progress") return readProgress(reader);
  return findMessages(
    {
      client: reader,
      monotonicMs: () => performance.now(),
      yieldToEventLoop,
      pause: (ms) => (task.isPadded ? pause(ms) : Promise.resolve()),
      workMs: task.workMs,
      onDamage: (damage) => post({ type: "damage", ...damage }),
    },
    task.userId,
    task.query,
  );
}

/** Other searches run meanwhile. Exact to a part of a millisecond: the rounding of a timer would reveal how long the work took. */
async function pause(ms: number): Promise<void> {
  const until = performance.now() + ms;
  await Bun.sleep(Math.max(0, ms - timerMs));
  while (performance.now() < until) await yieldToEventLoop();
}

// A timer may be late by so much.
const timerMs = 2;

/** Yields to other searches. Throws when the thread must end. */
async function yieldToEventLoop(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (isClosing) throw new Error("The search worker is closing.");
}

function post(message: FromSearchWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  self.postMessage(message);
}
