// The entry of the search worker thread: a connection of its own, on which a search may take its time. Searches share it step by
// step, so that a quick one does not wait for a slow one.
import type { Client } from "@libsql/client";

import { openReader } from "../database.ts";
import { checkIndex } from "./check.ts";
import { findMessages } from "./find.ts";
import { readProgress } from "./progress.ts";
import type { FromSearchWorker, SearchAnswers, SearchTask, ToSearchWorker } from "./search_messages.ts";

declare const self: Worker;

let client: Client | null = null;

self.addEventListener("message", ({ data }: MessageEvent<ToSearchWorker>) => {
  switch (data.type) {
    case "open":
      void open(data.path);
      return;
    case "task":
      void perform(data.id, data.task);
      return;
    case "close":
      client?.close();
      tell({ type: "closed" });
      return;
  }
});

async function open(path: string): Promise<void> {
  try {
    client = await openReader(path);
    tell({ type: "ready" });
  } catch (error) {
    tell({ type: "failed", problem: String(error) });
  }
}

async function perform(id: number, task: SearchTask): Promise<void> {
  try {
    if (!client) throw new Error("The search worker was not opened.");
    tell({ type: "done", id, answer: await answerTo(client, task) });
  } catch (error) {
    tell({
      type: "broken",
      id,
      problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

function answerTo(reader: Client, task: SearchTask): Promise<SearchAnswers[SearchTask["do"]]> {
  if (task.do === "check") return checkIndex(reader, task.after);
  if (task.do === "progress") return readProgress(reader);
  return findMessages(
    {
      client: reader,
      monotonicMs: () => performance.now(),
      nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
      workMs: task.workMs,
      onDamage: (problem) => tell({ type: "damage", problem }),
    },
    task.userId,
    task.query,
  );
}

function tell(message: FromSearchWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  self.postMessage(message);
}
