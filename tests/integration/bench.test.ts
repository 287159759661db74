// `bun run bench --quick`: the whole machinery at its smallest. What it measures here means nothing, and is not looked at; what it counts
// does: nothing is lost, doubled or refused, on the wire and on disk.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { nodePath } from "../bench/contestants/contestants.ts";
import type { Results } from "../bench/results.ts";
import { workloads } from "../bench/workloads/workloads.ts";

const repository = join(import.meta.dir, "../..");
/** The few sockets of the smallest form take less than the server gives back meanwhile (H15). */
const mayFall = new Set(["kibPerConnection"]);

let folder: string;
let results: Results;
let code: number;
let errors: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "confab-test-"));
  const json = join(folder, "results.json");
  const child = Bun.spawn(
    [process.execPath, "tests/bench/bench.ts", "--quick", "--seconds", "0.2", "--json", json],
    {
      cwd: repository,
      stdin: "ignore",
      stdout: "ignore",
      stderr: "pipe",
    },
  );
  errors = await new Response(child.stderr).text();
  code = await child.exited;
  results = code === 0 ? await Bun.file(json).json() : null;
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test("[PROJECT] the benchmark measures every row by every contestant, in numbers", () => {
  expect(code, errors).toBe(0);
  const measured = results.rows.map(({ row, contestant }) => `${row} ${contestant}`);
  for (const { rows, contestants } of workloads) {
    for (const row of rows) {
      expect(measured).toContain(`${row} confab`);
      if (contestants.includes("bare")) expect(measured).toContain(`${row} bare`);
    }
  }
  if (nodePath !== null) expect(measured).toContain("room_32_full socket.io");
  if (nodePath !== null) expect(measured).toContain("room_32_full ws");
  expect(new Set(measured).size).toBe(measured.length);
  for (const { row, contestant, values } of results.rows) {
    const numbers = Object.entries(values).flatMap(([name, { median, min, max }]) =>
      [median, min, max].every((value) => Number.isFinite(value) && (value >= 0 || mayFall.has(name)))
        ? []
        : [name],
    );
    expect([row, contestant, Object.keys(values).length > 0, numbers]).toEqual([row, contestant, true, []]);
  }
});

test("[PROJECT] [D1] [D4] in the benchmark nothing was lost or doubled: what was acknowledged is what came and what is stored", () => {
  const stored = results.integrity.filter((one) => one.stored !== null);
  expect(stored.map(({ workload }) => workload)).toEqual(
    expect.arrayContaining(["room_1000", "room_32", "rooms_200x10", "team_500"]),
  );
  for (const { workload, acknowledged, stored: count } of stored) {
    expect(acknowledged).toBeGreaterThan(0);
    const wanted = { rows: acknowledged, clientIds: acknowledged, brokenRooms: 0 };
    expect([workload, count]).toEqual([workload, wanted]);
  }
  expect(results.integrity.length).toBeGreaterThan(stored.length);
  for (const { missing, surplus, doubled, refused, closed } of results.integrity) {
    expect({ missing, surplus, doubled, refused, closed }).toEqual({
      missing: 0,
      surplus: 0,
      doubled: 0,
      refused: 0,
      closed: 0,
    });
  }
});
