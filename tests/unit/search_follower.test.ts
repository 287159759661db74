// How the search index is led after the messages: in which steps, and when.
import { expect, test } from "bun:test";

import { ChatError } from "../../src/domain/chat_error.ts";
import type { Change, ChangeOf, Committed, OutcomeOf } from "../../src/domain/journal.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createFollower } from "../../src/storage/search/follower.ts";
import { createHandClock } from "../support/hand_clock.ts";

const posted = { change: { kind: "post" }, outcome: { ok: true, changed: true } } as unknown as Committed;
const reacted = { change: { kind: "react" }, outcome: { ok: true, changed: true } } as unknown as Committed;

/** A journal with so many messages to index, each step of which takes so long. */
function open({ messages = 0, stepMs = 2 }: { messages?: number; stepMs?: number } = {}) {
  const clock = createHandClock(0);
  const steps: (number | string)[] = [];
  const log: string[] = [];
  const place = { messages, fails: null as Error | null };
  const follower = createFollower({
    monotonicMs: clock.now,
    after: clock.after,
    log: { ...silentLog, error: (event) => void log.push(event), warn: (event) => void log.push(event) },
    journal: {
      submit<K extends Change["kind"]>(change: ChangeOf<K>): Promise<OutcomeOf<K>> {
        const limit = "limit" in change ? change.limit : 0;
        steps.push(limit || change.kind);
        if (place.fails && change.kind === "indexMore") return Promise.reject(place.fails);
        place.messages = Math.max(0, place.messages - limit);
        const outcome = { ok: true, isDone: place.messages === 0 } as unknown as OutcomeOf<K>;
        return new Promise((resolve) => clock.after(stepMs, () => resolve(outcome)));
      },
    },
  });
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 1) {
      clock.pass(1);
      await settle();
    }
  }
  return { follower, steps, log, place, pass, settle, clock };
}

test("[S7] what happened before the start is indexed at once, in large steps, and then it rests", async () => {
  const { follower, steps, pass } = open({ messages: 600 });
  follower.start();
  await pass(50);
  expect(steps).toEqual([250, 250, 250]);
  await pass(100_000);
  expect(steps).toHaveLength(3);
});

test("[S7] what is posted is gathered for a moment and indexed within a second; what is no text wakes nobody", async () => {
  const { follower, steps, place, pass } = open();
  follower.note([reacted]);
  await pass(2000);
  expect(steps).toEqual([]);
  for (let n = 0; n < 20; n += 1) {
    place.messages += 1;
    follower.note([posted]);
    await pass(10);
  }
  expect(steps.length).toBeLessThanOrEqual(1);
  await pass(1000);
  expect(place.messages).toBe(0);
  expect(steps).toEqual([25]);
});

test("[S7] while people write, it takes small steps and rests nine times as long as each took", async () => {
  const { follower, steps, place, pass, clock } = open({ messages: 100_000, stepMs: 10 });
  const begun = clock.now();
  for (let n = 0; n < 100; n += 1) {
    follower.note([posted]);
    await pass(20);
  }
  expect(new Set(steps)).toEqual(new Set([25]));
  const busyMs = steps.length * 10;
  expect(busyMs / (clock.now() - begun)).toBeLessThan(0.12);
  expect(steps.length).toBeGreaterThan(15);
  // Nobody writes any more.
  await pass(2000);
  expect(steps).toContain(250);
  expect(place.messages).toBeLessThan(100_000 - 25 * 100);
});

test("[S7] a disk that refuses is waited for; a damaged index is built anew, once", async () => {
  const { follower, steps, log, place, pass } = open({ messages: 10 });
  place.fails = new ChatError("busy", "The disk is full.");
  follower.start();
  await pass(31_000);
  expect([steps, log]).toEqual([
    [250, 250],
    ["search_index_waits", "search_index_waits"],
  ]);
  place.fails = new Error("database disk image is malformed");
  await pass(60_000);
  expect(steps.filter((step) => step === "rebuildIndex")).toHaveLength(1);
  expect(log.at(-1)).toBe("search_index_stuck");
  place.fails = null;
  await pass(31_000);
  expect(place.messages).toBe(0);
});

test("[S7] after stop no step begins", async () => {
  const { follower, steps, pass } = open({ messages: 10_000 });
  follower.start();
  follower.stop();
  follower.note([posted]);
  await pass(5000);
  expect(steps).toEqual([]);
});
