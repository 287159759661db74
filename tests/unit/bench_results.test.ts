// What the benchmark makes of several runs, and what it calls a fault.
import { expect, test } from "bun:test";

import { findFaults, gatherRows, type Integrity, type RunResult } from "../bench/results.ts";

const whole: Integrity = {
  acknowledged: 5,
  missing: 0,
  surplus: 0,
  doubled: 0,
  refused: 0,
  closed: 0,
  stored: { rows: 5, clientIds: 5, brokenRooms: 0 },
};

function run(postsPerSecond: number, isLoadBound = false): RunResult {
  return {
    workload: "room_32",
    contestant: "confab",
    rows: [{ row: "room_32_full", values: { postsPerSecond }, isLoadBound }],
    integrity: whole,
  };
}

test("[PROJECT] of several runs the median and both ends are told, and in how many the load was the limit", () => {
  expect(gatherRows([run(30), run(10, true), run(20, true)])).toEqual([
    {
      row: "room_32_full",
      contestant: "confab",
      runs: 3,
      values: { postsPerSecond: { median: 20, min: 10, max: 30 } },
      loadBoundRuns: 2,
    },
  ]);
  expect(gatherRows([run(10), run(40)])[0]?.values["postsPerSecond"]?.median).toBe(25);
});

const faults: [change: Partial<Integrity>, fault: string][] = [
  [{ missing: 2 }, "2 missing"],
  [{ surplus: 1 }, "1 surplus"],
  [{ doubled: 1 }, "1 doubled"],
  [{ refused: 3 }, "3 refused"],
  [{ closed: 1 }, "1 closed"],
  [{ stored: { rows: 4, clientIds: 4, brokenRooms: 0 } }, "1 lost on disk"],
  [{ stored: { rows: 6, clientIds: 5, brokenRooms: 0 } }, "1 doubled on disk"],
  [{ stored: { rows: 5, clientIds: 5, brokenRooms: 2 } }, "2 rooms miscounted"],
];
for (const [change, fault] of faults) {
  test(`[PROJECT] the benchmark fails where there is: ${fault}`, () => {
    expect(findFaults(run(1))).toEqual([]);
    expect(findFaults({ ...run(1), integrity: { ...whole, ...change } })).toEqual([
      `room_32, confab: ${fault}`,
    ]);
  });
}
