// Keeps the index up to date (S7): asks the journal for one small step after the other, each a separate transaction.
// While people write it takes a tenth of the writer's time at most. Messages that are not indexed yet are found without the index, so
// falling behind costs only searches a little time.
import { ChatError } from "../../domain/chat_error.ts";
import type { Effect } from "../../domain/effects.ts";
import type { Journal } from "../../domain/journal.ts";
import type { Log } from "../../domain/log.ts";
import type { After } from "../../domain/timer.ts";
import type { IndexRebuild } from "./index_rebuild.ts";

interface FollowerDeps {
  journal: Pick<Journal, "submit">;
  index: Pick<IndexRebuild, "table" | "rebuild">;
  monotonicMs: () => number;
  after: After;
  log: Log;
}

interface Follower {
  /** Begins with changes from before the start. */
  start(): void;
  /** The effects of a batch; the follower picks those that concern it. */
  note(effects: Effect[]): void;
  /** A search could not read the index of this number; `isSure`: a check found it wrong. */
  distrust(table: number, options?: { isSure?: boolean }): void;
  /** No step begins after this. */
  stop(): void;
}

// A handful of posts share a step, and the index is less than a second behind.
const gatherMs = 300;
// Messages in one step: while people write, and while they do not.
const fewMessages = 25;
const manyMessages = 250;
const quietMs = 500;
// After a step it rests for this multiple of the step's time.
const restShare = 9;
const retryMs = 30_000;
// A single failure may be temporary.
const againMs = 1000;
const signsOfDamage = 2;
// Between two rebuilds: twice as long each time.
const firstPauseMs = 10 * 60_000;
const longestPauseMs = 24 * 3600_000;

export function createFollower({ journal, index, monotonicMs, after, log }: FollowerDeps): Follower {
  let timer: ReturnType<After> | null = null;
  let isStepping = false;
  let isStopped = false;
  let isBehind = false;
  /** Steps that failed, one after the other, and searches that could not read it. */
  let failed = 0;
  let unread = 0;
  let mayRebuildAt = Number.NEGATIVE_INFINITY;
  let pauseMs = firstPauseMs;
  let lastWrittenAt = Number.NEGATIVE_INFINITY;

  function stepIn(ms: number): void {
    if (isStopped || isStepping || timer !== null) return;
    timer = after(ms, () => {
      timer = null;
      void resume();
    });
  }

  async function resume(): Promise<void> {
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
      if (isDamaged() && begun >= mayRebuildAt) await rebuild(begun);
      const outcome = await journal.submit({
        kind: "indexMore",
        limit: isBusy ? fewMessages : manyMessages,
        table: index.table(),
      });
      failed = 0;
      if (outcome.ok && !outcome.isDone) return isBusy ? (monotonicMs() - begun) * restShare : 0;
      return isBehind ? gatherMs : null;
    } catch (error) {
      if (isStopped) return null;
      // A disk that is full for a while is no bug.
      if (error instanceof ChatError) {
        log.warn("search_index_waits", { problem: error.message });
        return retryMs;
      }
      failed += 1;
      log.error("search_index_stuck", { problem: String(error) });
      return monotonicMs() < mayRebuildAt ? retryMs : againMs;
    }
  }

  const isDamaged = () => failed >= signsOfDamage || unread >= signsOfDamage;

  /** The index is made of the messages: after any damage it is rebuilt. */
  async function rebuild(now: number): Promise<void> {
    mayRebuildAt = now + pauseMs;
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    log.warn("search_index_rebuilt", { failed, unread });
    await index.rebuild();
    failed = 0;
    unread = 0;
  }

  return {
    start: () => stepIn(0),
    note(effects) {
      if (!effects.some(changesText)) return;
      lastWrittenAt = monotonicMs();
      isBehind = true;
      stepIn(gatherMs);
    },
    distrust(table, { isSure = false } = {}) {
      if (table !== index.table()) return;
      unread += isSure ? signsOfDamage : 1;
      if (isDamaged()) stepIn(gatherMs);
    },
    stop() {
      isStopped = true;
      timer?.cancel();
    },
  };
}

function changesText(effect: Effect): boolean {
  if (effect.kind === "message") return effect.what !== "marks";
  return effect.kind === "cut" || effect.kind === "index";
}
