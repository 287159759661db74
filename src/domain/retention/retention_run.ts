// J2, J3: messages beyond their retention are emptied in small steps, one change of the journal each. Each step moves the room's
// first message in its own transaction: a kill between two loses nothing.
import { ChatError } from "../chat_error.ts";
import type { Journal } from "../journal.ts";
import type { Log } from "../log.ts";
import type { RetentionStore } from "../stores.ts";
import type { After } from "../timer.ts";
import { dayOf } from "./days.ts";

interface RetentionRunDeps {
  retention: Pick<RetentionStore, "workspace" | "dueRooms">;
  journal: Pick<Journal, "submit">;
  now: () => number;
  after: After;
  isClockSteady: () => boolean;
  log: Log;
}

export function createRetentionRun({ retention, journal, now, after, isClockSteady, log }: RetentionRunDeps) {
  /** Of the last run: the day it worked with. */
  let lastDay: number | null = null;
  let running: Promise<void> | null = null;
  let isStopping = false;

  async function run(): Promise<void> {
    if (!isClockSteady()) return;
    const { days: workspaceDays, day: storedDay, hasRooms } = await retention.workspace();
    if (workspaceDays === null && !hasRooms) return;
    const day = nextDay(dayOf(now()), Math.max(lastDay ?? 0, storedDay ?? 0));
    let messages = 0;
    for (let after: number | null = 0; after !== null;) {
      if (isStopping) return;
      const { rooms, next } = await retention.dueRooms({ day, now: now(), workspaceDays, after });
      for (const { roomId } of rooms) messages += await expire(roomId, day);
      after = next;
      await new Promise(setImmediate);
    }
    lastDay = day;
    if (messages > 0) log.info("messages_expired", { messages, day });
  }

  /** Batch by batch; other work runs between two. */
  async function expire(roomId: number, day: number): Promise<number> {
    let messages = 0;
    for (;;) {
      if (isStopping) return messages;
      const outcome = await journal.submit({ kind: "expire", roomId, day });
      if (!outcome.ok) throw new Error(`A step of retention was refused with ${outcome.reason}.`);
      messages += outcome.emptied;
      if (outcome.isDone) return messages;
    }
  }

  /** Once. A second call while one runs waits for that. Trouble is logged: the next run finds the same again. */
  function runOnce(): Promise<void> {
    running ??= run()
      .catch((error: unknown) => {
        if (isStopping) return;
        // A disk that is full for a while is no bug.
        if (error instanceof ChatError) log.warn("retention_waits", { problem: error.message });
        else log.error("retention_failed", { error });
      })
      .finally(() => (running = null));
    return running;
  }

  return {
    runOnce,
    /** Once in that time, the first time after it. Gives the function that stops it; it resolves when no step is on its way. */
    startRunning(everyMs: number): () => Promise<void> {
      let next = after(everyMs, again);
      function again(): void {
        next = after(everyMs, again);
        void runOnce();
      }
      return async () => {
        isStopping = true;
        next.cancel();
        await running;
      };
    },
  };
}

/** J3: no run goes more than one day beyond the last, so that a clock that is years ahead does not empty years. */
function nextDay(today: number, last: number): number {
  return last === 0 ? today : Math.min(today, last + 1);
}
