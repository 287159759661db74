// Leads the index after the messages (S7): asks the journal for one small step after the other, each a transaction of its own.
// While people write it takes a tenth of the writer's time at most. What is not indexed yet is found without the index, so
// falling behind costs searches a little time and nobody else anything.
import { ChatError } from "../../domain/chat_error.ts";
import type { Committed, Journal } from "../../domain/journal.ts";
import type { Log } from "../../domain/log.ts";
import type { After } from "../../domain/timer.ts";

export interface FollowerDeps {
  journal: Pick<Journal, "submit">;
  monotonicMs: () => number;
  after: After;
  log: Log;
}

export interface Follower {
  /** Begins with what happened before the start. */
  start(): void;
  /** What was committed; it sees for itself what concerns it. */
  note(batch: Committed[]): void;
  /** No step begins after this. */
  stop(): void;
}

// A handful of posts share a step, and the index is not a second behind.
const gatherMs = 300;
// Messages in one step: while people write, and when nobody does.
const fewMessages = 25;
const manyMessages = 250;
const quietMs = 500;
// After a step it rests so many times as long as the step took.
const restShare = 9;
const retryMs = 30_000;

export function createFollower({ journal, monotonicMs, after, log }: FollowerDeps): Follower {
  let timer: ReturnType<After> | null = null;
  let isStepping = false;
  let isStopped = false;
  let isBehind = false;
  let hasBegunAnew = false;
  let lastWrittenAt = Number.NEGATIVE_INFINITY;

  function stepIn(ms: number): void {
    if (isStopped || isStepping || timer !== null) return;
    timer = after(ms, () => {
      timer = null;
      void goOn();
    });
  }

  async function goOn(): Promise<void> {
    isStepping = true;
    const waitMs = await step();
    isStepping = false;
    if (waitMs !== null) stepIn(waitMs);
  }

  /** Gives how long to wait for the next step; null: until something is written. */
  async function step(): Promise<number | null> {
    const begun = monotonicMs();
    const isBusy = begun - lastWrittenAt < quietMs;
    isBehind = false;
    try {
      const outcome = await journal.submit({ kind: "indexMore", limit: isBusy ? fewMessages : manyMessages });
      if (outcome.ok && !outcome.isDone) return isBusy ? (monotonicMs() - begun) * restShare : 0;
      return isBehind ? gatherMs : null;
    } catch (error) {
      if (!isStopped) recover(error);
      return retryMs;
    }
  }

  function recover(error: unknown): void {
    // A disk that is full for a while is no bug.
    if (error instanceof ChatError) {
      log.warn("search_index_waits", { problem: error.message });
      return;
    }
    log.error("search_index_stuck", { problem: String(error) });
    if (!hasBegunAnew) void beginAnew();
  }

  /** It is damaged, and made of the messages: once, it is made anew. */
  async function beginAnew(): Promise<void> {
    hasBegunAnew = true;
    try {
      await journal.submit({ kind: "rebuildIndex" });
      timer?.cancel();
      timer = null;
      stepIn(0);
    } catch (error) {
      log.error("search_index_stuck", { problem: String(error) });
    }
  }

  return {
    start: () => stepIn(0),
    note(batch) {
      if (!batch.some(changesText)) return;
      lastWrittenAt = monotonicMs();
      isBehind = true;
      stepIn(gatherMs);
    },
    stop() {
      isStopped = true;
      timer?.cancel();
    },
  };
}

function changesText({ change, outcome }: Committed): boolean {
  const { kind } = change;
  if (kind === "post" || kind === "edit" || kind === "delete") {
    return outcome.ok && "changed" in outcome && outcome.changed;
  }
  return kind === "eraseMore" || kind === "rebuildIndex";
}
