// Leads the index after the messages (SPEC S7): asks the journal for one small step after the other, each a transaction of its
// own behind those of the posts. While people write, it takes a fifth of the writer's time at most; whatever is not indexed
// yet is found without the index, so falling behind costs searches a little time and nobody else anything.
import { ChatError } from "../../domain/chat_error.ts";
import type { Committed, Journal } from "../../domain/journal.ts";
import type { Log } from "../../domain/log.ts";

export interface FollowerDeps {
  journal: Pick<Journal, "submit">;
  monotonicMs: () => number;
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

// A handful of posts share a step, and the index is never more than a second behind.
const gatherMs = 300;
// Messages in one step: while people write, and when nobody does.
const fewMessages = 50;
const manyMessages = 250;
const quietMs = 500;
// After a step it waits so many times as long as the step took.
const restShare = 4;
const retryMs = 30_000;

export function createFollower({ journal, monotonicMs, log }: FollowerDeps): Follower {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isStepping = false;
  let isStopped = false;
  let isBehind = false;
  let hasBegunAnew = false;
  let lastWrittenAt = Number.NEGATIVE_INFINITY;

  function stepIn(ms: number): void {
    if (isStopped || isStepping || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      void step();
    }, ms);
    timer.unref();
  }

  async function step(): Promise<void> {
    isStepping = true;
    isBehind = false;
    const begun = monotonicMs();
    const isBusy = begun - lastWrittenAt < quietMs;
    let waitMs: number | null = null;
    try {
      const outcome = await journal.submit({ kind: "indexMore", limit: isBusy ? fewMessages : manyMessages });
      const took = monotonicMs() - begun;
      if (outcome.ok && !outcome.isDone) waitMs = isBusy ? took * restShare : 0;
      else if (isBehind) waitMs = gatherMs;
    } catch (error) {
      if (isStopped) return;
      log.error("search_index_stuck", { problem: String(error) });
      waitMs = retryMs;
      // It is damaged, and made of the messages: once, it is made anew.
      if (!(error instanceof ChatError) && !hasBegunAnew) {
        hasBegunAnew = true;
        void journal.submit({ kind: "rebuildIndex" }).catch(() => undefined);
      }
    }
    isStepping = false;
    if (waitMs !== null) stepIn(waitMs);
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
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** What only the trigger of edits and deletions, or nobody yet, has told the index. */
function changesText({ change, outcome }: Committed): boolean {
  const { kind } = change;
  if (kind === "post" || kind === "edit" || kind === "delete") {
    return outcome.ok && "changed" in outcome && outcome.changed;
  }
  return kind === "eraseMore" || kind === "rebuildIndex";
}
