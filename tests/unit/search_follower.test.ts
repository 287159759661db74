// How the search index is led after the messages: in which steps, and when.
import { expect, test } from "bun:test";

import { ChatError } from "../../src/domain/chat_error.ts";
import type { Effect } from "../../src/domain/effects.ts";
import type { Change, ChangeOf, OutcomeOf } from "../../src/domain/journal.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createFollower } from "../../src/storage/search/follower.ts";
import { createHandClock } from "../support/hand_clock.ts";
import { plainStored } from "../support/plain_values.ts";

const posted: Effect = { kind: "message", what: "posted", message: plainStored(1) };
const reacted: Effect = { kind: "message", what: "marks", message: plainStored(1) };

/** A journal with so many messages to index, each step of which takes so long. */
function open({ messages = 0, stepMs = 2 }: { messages?: number; stepMs?: number } = {}) {
  const clock = createHandClock(0);
  const steps: (number | string)[] = [];
  const log: string[] = [];
  const state = { messages, fails: null as Error | null, table: 0 };
  const rebuiltAt: number[] = [];
  const follower = createFollower({
    index: {
      table: () => state.table,
      async rebuild() {
        rebuiltAt.push(clock.now());
        state.table += 1;
      },
    },
    monotonicMs: clock.now,
    after: clock.after,
    log: { ...silentLog, error: (event) => void log.push(event), warn: (event) => void log.push(event) },
    journal: {
      submit<K extends Change["kind"]>(change: ChangeOf<K>): Promise<OutcomeOf<K>> {
        const limit = "limit" in change ? change.limit : 0;
        steps.push(limit || change.kind);
        if (state.fails && change.kind === "indexMore") return Promise.reject(state.fails);
        state.messages = Math.max(0, state.messages - limit);
        const outcome = { ok: true, isDone: state.messages === 0 } as unknown as OutcomeOf<K>;
        return new Promise((resolve) => clock.after(stepMs, () => resolve(outcome)));
      },
    },
  });
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  /** From one timer to the next, so that what a step promised is done before the clock goes on. */
  async function pass(ms: number): Promise<void> {
    const until = clock.now() + ms;
    for (let next = clock.nextAt(); next <= until; next = clock.nextAt()) {
      clock.step();
      await settle();
    }
    clock.pass(until - clock.now());
    await settle();
  }
  return { follower, steps, log, state, pass, settle, clock, rebuiltAt };
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
  const { follower, steps, state, pass } = open();
  follower.note([reacted]);
  await pass(2000);
  expect(steps).toEqual([]);
  for (let n = 0; n < 20; n += 1) {
    state.messages += 1;
    follower.note([posted]);
    await pass(10);
  }
  expect(steps.length).toBeLessThanOrEqual(1);
  await pass(1000);
  expect(state.messages).toBe(0);
  expect(steps).toEqual([25]);
});

test("[S7] while people write, it takes small steps and rests nine times as long as each took", async () => {
  const { follower, steps, state, pass, clock } = open({ messages: 100_000, stepMs: 10 });
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
  expect(state.messages).toBeLessThan(100_000 - 25 * 100);
});

test("[S7] a disk that refuses is waited for, and the index stays", async () => {
  const { follower, steps, log, state, pass, rebuiltAt } = open({ messages: 10 });
  state.fails = new ChatError("busy", "The disk is full.");
  follower.start();
  await pass(61_000);
  expect([steps, log]).toEqual([
    [250, 250, 250],
    ["search_index_waits", "search_index_waits", "search_index_waits"],
  ]);
  expect(rebuiltAt).toEqual([]);
  state.fails = null;
  await pass(31_000);
  expect(state.messages).toBe(0);
});

const minuteMs = 60_000;

for (const code of ["SQLITE_CORRUPT", "SQLITE_CONSTRAINT", "SQLITE_ERROR"]) {
  test(`[H5] a step that fails twice with ${code} means that the index is built anew, ever more rarely`, async () => {
    const { follower, log, state, pass, rebuiltAt } = open({ messages: 10 });
    state.fails = new Error(`${code}: something`);
    follower.start();
    await pass(500);
    expect(rebuiltAt).toEqual([]);
    await pass(75 * minuteMs);
    const [first = 0, ...later] = rebuiltAt.map((at) => at / minuteMs);
    expect(first).toBeLessThan(0.1);
    // 10, 20 and 40 minutes after the one before.
    expect(later.map(Math.round)).toEqual([10, 30, 70]);
    // A line each half a minute, not one each second.
    expect(log.length).toBeLessThan(200);
    state.fails = null;
    await pass(minuteMs);
    expect(state.messages).toBe(0);
    expect(rebuiltAt).toHaveLength(4);
  });
}

test("[H5] one step that fails is tried again, and the index stays", async () => {
  const { follower, state, pass, rebuiltAt } = open({ messages: 10 });
  for (let n = 0; n < 3; n += 1) {
    state.fails = new Error("SQLITE_CORRUPT: something");
    state.messages += 1;
    follower.note([posted]);
    await pass(500);
    state.fails = null;
    await pass(2000);
    expect(state.messages).toBe(0);
  }
  expect(rebuiltAt).toEqual([]);
});

test("[H5] an index that two searches could not read is built anew; of a former one nothing is believed", async () => {
  const { follower, pass, rebuiltAt } = open();
  follower.start();
  await pass(100);
  follower.distrust(0);
  await pass(2000);
  expect(rebuiltAt).toHaveLength(0);
  follower.distrust(0);
  await pass(2000);
  expect(rebuiltAt).toHaveLength(1);
  for (let n = 0; n < 5; n += 1) follower.distrust(0);
  await pass(30 * minuteMs);
  expect(rebuiltAt).toHaveLength(1);
});

test("[S7] after stop no step begins", async () => {
  const { follower, steps, pass } = open({ messages: 10_000 });
  follower.start();
  follower.stop();
  follower.note([posted]);
  await pass(5000);
  expect(steps).toEqual([]);
});
