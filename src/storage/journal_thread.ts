// The worker as seen from the main thread, and the watch over it. An error in a worker ends it and leaves the main thread
// running, with posts that are never answered; so the process ends with it: the path that kill -9 already tests.
import { StartError } from "../domain/start_error.ts";
import type { Log } from "../domain/log.ts";
import type { FromWorker, ToWorker } from "./journal_messages.ts";

type Message<T extends FromWorker["type"]> = Extract<FromWorker, { type: T }>;

export interface JournalThread {
  /** A JSON list of entries: one transaction. Not again before `onWritten`. */
  write(entries: string): void;
  onWritten(listener: (written: Message<"written">) => void): void;
  onTrouble(listener: (trouble: Message<"trouble">) => void): void;
  /** After it, no `write`. */
  onReplaced(listener: (replaced: Message<"replaced">) => void): void;
  close(): Promise<void>;
}

/** The part of a Worker that is used. */
export type WorkerPort = Pick<Worker, "addEventListener" | "postMessage" | "terminate">;

interface JournalThreadDeps {
  path: string;
  workerUrl: URL;
  openWorker: (url: URL) => WorkerPort;
  log: Log;
  exit: (code: number) => void;
  /** How long a worker with work may be silent. */
  timeoutMs: number;
}

// Silence is counted in ticks, not by the clock: a process that was stopped and continued has received nothing either.
const ticks = 30;

export function startJournalThread(deps: JournalThreadDeps): Promise<JournalThread> {
  const { path, workerUrl, openWorker, log, exit, timeoutMs } = deps;
  const worker = openWorker(workerUrl);
  let hasWork = false;
  let silentTicks = 0;
  let isClosing = false;
  let onWritten: (written: Message<"written">) => void = () => {};
  let onTrouble: (trouble: Message<"trouble">) => void = () => {};
  let onReplaced: (replaced: Message<"replaced">) => void = () => {};

  const watch = setInterval(() => {
    silentTicks = hasWork ? silentTicks + 1 : 0;
    if (silentTicks > ticks) die(`It was silent for ${Math.round(timeoutMs / 1000)} s.`);
  }, timeoutMs / ticks);
  watch.unref();

  function die(problem: string): void {
    if (isClosing) return;
    isClosing = true;
    clearInterval(watch);
    log.error("journal_died", { problem });
    exit(1);
  }

  function send(message: ToWorker): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
    worker.postMessage(message);
  }

  return new Promise((resolve, reject) => {
    let finishClosing = () => {};

    function end(): void {
      isClosing = true;
      clearInterval(watch);
      worker.terminate();
    }

    const thread: JournalThread = {
      write(entries) {
        hasWork = true;
        silentTicks = 0;
        send({ type: "write", entries });
      },
      onWritten(listener) {
        onWritten = listener;
      },
      onTrouble(listener) {
        onTrouble = listener;
      },
      onReplaced(listener) {
        onReplaced = listener;
      },
      close() {
        isClosing = true;
        return new Promise((closed) => {
          finishClosing = closed;
          send({ type: "close" });
        });
      },
    };

    function hear(message: FromWorker): void {
      silentTicks = 0;
      switch (message.type) {
        case "ready":
          resolve(thread);
          return;
        case "failed":
          end();
          reject(new StartError(`Cannot open the database ${path}: ${message.problem}`));
          return;
        case "written":
          hasWork = false;
          onWritten(message);
          return;
        case "trouble":
          onTrouble(message);
          return;
        case "replaced":
          hasWork = false;
          onReplaced(message);
          return;
        case "closed":
          end();
          finishClosing();
          return;
      }
    }

    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      try {
        hear(data);
      } catch (error) {
        die(error instanceof Error ? error.message : String(error));
      }
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      die(`It ended with an error: ${event.message}`);
    });
    worker.addEventListener("close", () => {
      finishClosing();
      die("It ended.");
    });
    send({ type: "open", path });
  });
}
