// The figures in the README and the help are those that were measured, and committed with them.
import { expect, test } from "bun:test";

import type { ResultRow, Results } from "../bench/results.ts";
import { readResults, tablePages } from "../bench/tables.ts";
import { workloads } from "../bench/workloads/workloads.ts";

const results = await readResults();

for (const { path, withResults } of tablePages) {
  const name = path.split("/").at(-1);
  test(`[DOCS] the tables of ${name} are made of tests/bench/results.json; else: bun run bench --table`, async () => {
    const page = await Bun.file(path).text();
    expect(page).toBe(withResults(page, results));
  });
}

test("[DOCS] the results hold every row by whom it is measured, at full size, with nothing lost or doubled", () => {
  const measured = new Set(results.rows.map(({ row, contestant }) => `${row} ${contestant}`));
  const missing = workloads.flatMap(({ rows }) => rows.filter((row) => !measured.has(`${row} confab`)));
  expect([missing, results.options.isQuick, results.skipped]).toEqual([[], false, []]);
  expect(results.rows.find(({ row }) => row === "coming_in_10000")?.values["people"]?.median).toBe(10_000);
  for (const { missing, surplus, doubled, refused, closed, acknowledged, stored } of results.integrity) {
    expect({ missing, surplus, doubled, refused, closed }).toEqual({
      missing: 0,
      surplus: 0,
      doubled: 0,
      refused: 0,
      closed: 0,
    });
    if (stored !== null) expect([stored.rows, stored.clientIds]).toEqual([acknowledged, acknowledged]);
  }
});

const page =
  "Before\n\n<!-- Written by `bun run bench --table`. -->\nold\n<!-- End of the results. -->\n\nAfter\n";
const [readme] = tablePages;
const row = (values: ResultRow["values"], change: Partial<ResultRow> = {}): ResultRow => ({
  row: "room_32_full",
  contestant: "confab",
  runs: 3,
  values,
  loadBoundRuns: 0,
  ...change,
});
const spread = (median: number) => ({ median, min: median, max: median });

test("[DOCS] a table says what was measured, leaves out what was not, and marks where the load was the limit", () => {
  const made = (rows: ResultRow[]): string => {
    const some: Results = { ...results, rows };
    return readme?.withResults(page, some) ?? "";
  };
  const posts = { postsPerSecond: spread(12_345.6) };
  const cells = (text: string, title: string) =>
    text
      .split("\n")
      .find((line) => line.includes(title))
      ?.split("|")
      .map((cell) => cell.trim())
      .filter((cell) => cell !== "");
  const one = made([row(posts), row(posts, { contestant: "ws", loadBoundRuns: 1 })]);
  expect(cells(one, "room of 32: posts/s")).toEqual(["room of 32: posts/s", "12,346", "≥ 12,346"]);
  expect(one).not.toContain("room of 1,000");
  expect([one.startsWith("Before\n"), one.endsWith("After\n"), one.includes("old")]).toEqual([
    true,
    true,
    false,
  ]);
  const late = row(
    { deliveryP50Ms: spread(0.5), deliveryP99Ms: spread(2.25) },
    { row: "rooms_200x10_2000", loadBoundRuns: 3 },
  );
  expect(made([late])).toContain("| ≤ 0.5 / 2.25 ");
});
