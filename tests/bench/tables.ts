// The tables of the README and of src/docs/limits.md, made of the results in results.json: `bun run bench --table` writes both.
import { join } from "node:path";

import { contestantNames, titles, type ContestantName } from "./contestants/contestants.ts";
import { figure } from "./report.ts";
import type { ResultRow, Results } from "./results.ts";
import { confabLines, limitsLines, readmeLines, type Line } from "./table_lines.ts";

const repository = join(import.meta.dir, "..", "..");
const begin = "<!-- Written by `bun run bench --table`. -->";
const end = "<!-- End of the results. -->";

function readmeTable(results: Results): string {
  const { machine, isPinned, options } = results;
  return [
    compareTable(results, readmeLines, contestantNames),
    "",
    `${machine}. ${pinning(isPinned)}`,
    `Medians of ${options.runs} runs, from [all results](src/docs/limits.md#how-fast-it-is). Confab syncs each post to disk first.`,
    "`bun run bench` measures your machine in about twelve minutes.",
  ].join("\n");
}

function limitsTables(results: Results): string {
  const { machine, isPinned, versions, commit, options, loadAverage, startedAt } = results;
  const slow = findRow(results, "slow_disk_full", "confab")?.values["postsPerSecond"]?.median;
  return [
    `Measured on ${startedAt.slice(0, 10)} at commit ${commit}: ${machine}.`,
    `Bun ${versions["bun"]}, Node ${versions["node"]}, ws ${versions["ws"]}, Socket.IO ${versions["socket.io"]}.`,
    `${pinning(isPinned)} Load average ${loadAverage.before} before, ${loadAverage.after} after.`,
    `The median of ${options.runs} runs of ${options.seconds} s, with the lowest and the highest. At ≥ and ≤ the load was the limit.`,
    "",
    compareTable(results, limitsLines, contestantNames, withRange),
    "",
    "Confab alone, in ms unless said otherwise: half of all, 99 % and 99.9 % took no longer.",
    "",
    compareTable(results, confabLines, ["confab"], withRange),
    ...(slow === undefined
      ? []
      : [
          "",
          `With such a disk ${figure(slow)} posts/s are stored: those that come together are synced together.`,
        ]),
  ].join("\n");
}

const pinning = (isPinned: boolean) =>
  isPinned ? "The server had one core, the load another." : "Nothing was pinned to a core.";

type CellOf = (row: ResultRow, names: string[]) => string;

const medians: CellOf = (row, names) => {
  const cells = names.map((name) => figure(row.values[name]?.median ?? Number.NaN)).join(" / ");
  if (row.loadBoundRuns === 0) return cells;
  if (names.every((name) => name.endsWith("PerSecond"))) return `≥ ${cells}`;
  return names.every((name) => name.endsWith("Ms")) ? `≤ ${cells}` : cells;
};

const withRange: CellOf = (row, names) => {
  const middle = medians(row, names);
  if (row.runs === 1 || names.length > 1) return middle;
  const { min = Number.NaN, max = Number.NaN } = row.values[names[0] ?? ""] ?? {};
  return `${middle} (${figure(min)} – ${figure(max)})`;
};

function findRow(results: Results, row: string, contestant: ContestantName): ResultRow | undefined {
  return results.rows.find((one) => one.row === row && one.contestant === contestant);
}

/** What was not measured is left out, a contestant's cell or the line. */
function compareTable(
  results: Results,
  lines: Line[],
  names: readonly ContestantName[],
  cellOf: CellOf = medians,
): string {
  const rows = lines.flatMap(({ title, row, values }) => {
    const cells = names.map((name) => {
      const found = findRow(results, row, name);
      return found ? cellOf(found, values) : "";
    });
    return cells.every((cell) => cell === "") ? [] : [[title, ...cells]];
  });
  return markdownTable([["", ...names.map((name) => titles[name])], ...rows]);
}

function markdownTable(rows: string[][]): string {
  const widths =
    rows[0]?.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`);
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

function between(page: string, text: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error("The page has no position for the results.");
  return `${page.slice(0, from)}${begin}\n\n${text}\n\n${page.slice(to)}`;
}

export const tablePages = [
  {
    path: join(repository, "README.md"),
    withResults: (page: string, results: Results) => between(page, readmeTable(results)),
  },
  {
    path: join(repository, "src/docs/limits.md"),
    withResults: (page: string, results: Results) => between(page, limitsTables(results)),
  },
];

export const readResults = (): Promise<Results> => Bun.file(join(import.meta.dir, "results.json")).json();

export async function writeTables(): Promise<void> {
  const results = await readResults();
  for (const { path, withResults } of tablePages) {
    await Bun.write(path, withResults(await Bun.file(path).text(), results));
  }
}
