// An index that is wrong without noticing: where people search it is compared with the messages, a portion a minute.
import { expect, test } from "bun:test";

import { silentLog } from "../../src/domain/log.ts";
import { createSelfCheck } from "../../src/storage/search/self_check.ts";
import { createHandClock } from "../support/hand_clock.ts";

function open({ lastId = 2000, random = 0.25 } = {}) {
  const clock = createHandClock(0);
  const state = { wrong: [] as number[], fails: false };
  const checked: number[] = [];
  const reported: number[] = [];
  const check = createSelfCheck({
    index: {
      progress: async () => ({ indexedTo: lastId, lastId, stale: 0, table: 3 }),
      async check(after) {
        if (state.fails) throw new Error("a bug");
        checked.push(after);
        const next = after + 500 >= lastId ? null : after + 500;
        return { checked: 500, wrong: state.wrong.shift() ?? 0, next };
      },
    },
    onWrong: (table) => void reported.push(table),
    monotonicMs: clock.now,
    random: () => random,
    log: silentLog,
  });
  return { check, clock, state, checked, reported };
}

test("[H5] a portion a minute, from anywhere on, round and round, however much is searched", async () => {
  const { check, clock, checked, reported } = open();
  for (let minute = 0; minute < 6; minute += 1) {
    for (let n = 0; n < 5; n += 1) await check.afterSearch();
    await Promise.all([check.afterSearch(), check.afterSearch()]);
    clock.pass(60_000);
  }
  expect(checked).toEqual([500, 1000, 1500, 0, 500, 1000]);
  expect(reported).toEqual([]);
});

test("[H5] what is wrong twice is told, what is wrong once is not, and an error does not end it", async () => {
  const { check, clock, state, checked, reported } = open();
  state.wrong = [4, 0];
  await check.afterSearch();
  expect([checked, reported]).toEqual([[500, 500], []]);
  clock.pass(60_000);
  state.fails = true;
  await check.afterSearch();
  clock.pass(60_000);
  state.fails = false;
  state.wrong = [4, 4];
  await check.afterSearch();
  expect([checked, reported]).toEqual([[500, 500, 1000, 1000], [3]]);
});
