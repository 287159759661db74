// P3: the driver of erasures, over a journal that a test lets fail.
import { expect, test } from "bun:test";

import { ChatError } from "../../src/domain/chat_error.ts";
import { createErasure } from "../../src/domain/erasure.ts";
import type { Change, ChangeOf, Journal, OutcomeOf } from "../../src/domain/journal.ts";
import type { Log } from "../../src/domain/log.ts";
import { createHandClock } from "../support/hand_clock.ts";

interface Step {
  userId: number;
  finish(isDone: boolean): void;
  fail(error: Error): void;
}

function openErasure(toErase: number[]) {
  const steps: Step[] = [];
  const logged: string[] = [];
  const note = (event: string) => void logged.push(event);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const clock = createHandClock();
  let whenAsked = () => {};
  const journal: Pick<Journal, "submit"> = {
    submit<K extends Change["kind"]>(change: ChangeOf<K>): Promise<OutcomeOf<K>> {
      const asked: Change = change;
      if (asked.kind !== "eraseMore") throw new Error(`Unexpected: ${asked.kind}`);
      const answer = Promise.withResolvers<OutcomeOf<"eraseMore">>();
      const { userId } = asked;
      steps.push({
        userId,
        finish(isDone) {
          if (isDone) toErase.splice(toErase.indexOf(userId), 1);
          answer.resolve({ ok: true, isDone, rooms: [] });
        },
        fail: answer.reject,
      });
      whenAsked();
      return answer.promise;
    },
  };
  const accounts = { listErasures: () => Promise.resolve([...toErase]) };
  const erasure = createErasure({ accounts, journal, after: clock.after, log });
  /** The one that is asked for next. */
  async function step(): Promise<Step> {
    if (steps.length === 0) await new Promise<void>((resolve) => (whenAsked = resolve));
    const next = steps.shift();
    if (!next) throw new Error("No step was asked for.");
    return next;
  }

  return {
    erasure,
    logged,
    clock,
    toErase,
    step,
    asked: () => steps.length,
  };
}

test("[P3] what is to be erased is, step by step, one person after the other", async () => {
  const { erasure, step, logged, asked } = openErasure([7, 9]);
  erasure.resume();
  for (const [userId, isDone] of [
    [7, false],
    [7, true],
    [9, true],
  ] as const) {
    const next = await step();
    expect([next.userId, asked()]).toEqual([userId, 0]);
    next.finish(isDone);
  }
  await erasure.stop();
  expect(logged).toEqual(["erasure_done", "erasure_done"]);
});

test("[P3] someone erased while another is: their turn comes", async () => {
  const { erasure, step, toErase } = openErasure([7]);
  erasure.resume();
  const first = await step();
  toErase.push(9);
  erasure.resume();
  first.finish(true);
  const second = await step();
  expect(second.userId).toBe(9);
  second.finish(true);
  await erasure.stop();
});

test("[P3] a step that fails is logged and tried again later", async () => {
  const { erasure, step, clock, logged, asked } = openErasure([7]);
  erasure.resume();
  (await step()).fail(new ChatError("busy", "The disk is full."));
  while (logged.length === 0) await Promise.resolve();
  expect(logged).toEqual(["erasure_waits"]);
  expect(asked()).toBe(0);
  clock.pass(60_000);
  (await step()).fail(new Error("a bug"));
  while (logged.length === 1) await Promise.resolve();
  expect(logged).toEqual(["erasure_waits", "erasure_failed"]);
  clock.pass(60_000);
  (await step()).finish(true);
  await erasure.stop();
});

test("[P3] at the end no step begins, and the one on its way is waited for", async () => {
  const { erasure, step, clock, asked } = openErasure([7]);
  erasure.resume();
  const last = await step();
  let isStopped = false;
  const stopped = erasure.stop().then(() => (isStopped = true));
  erasure.resume();
  await Promise.resolve();
  expect(isStopped).toBe(false);
  last.finish(false);
  await stopped;
  clock.pass(60_000);
  erasure.resume();
  expect(asked()).toBe(0);
});
