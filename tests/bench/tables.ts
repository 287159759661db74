// The tables of the README and of src/docs/limits.md, made of the results in results.json: `bun run bench --table` writes both.
import { join } from "node:path";

import { contestantNames, titles, type ContestantName } from "./contestants/contestants.ts";
import { figure } from "./report.ts";
import type { ResultRow, Results } from "./results.ts";

const repository = join(import.meta.dir, "..", "..");
const begin = "<!-- Written by `bun run bench --table`. -->";
const end = "<!-- End of the results. -->";

interface Line {
  title: string;
  row: string;
  /** Shown together in one cell. */
  values: string[];
}

const latency = (stem: string, ...which: string[]) => which.map((one) => `${stem}${one}Ms`);

const readmeLines: Line[] = [
  { title: "room of 1,000: deliveries/s", row: "room_1000_full", values: ["deliveriesPerSecond"] },
  { title: "room of 1,000: µs of processor a delivery", row: "room_1000_full", values: ["cpuUsPerDelivery"] },
  { title: "room of 32: posts/s", row: "room_32_full", values: ["postsPerSecond"] },
  { title: "200 rooms of 10: posts/s", row: "rooms_200x10_full", values: ["postsPerSecond"] },
  {
    title: "2,000 posts/s to these: p50 / p99 ms",
    row: "rooms_200x10_2000",
    values: latency("delivery", "P50", "P99"),
  },
];

const percentiles = ["P50", "P99", "P999"];
const limitsLines: Line[] = [
  ...[
    ["room_1000_full", "room of 1,000, as many posts as go"],
    ["room_32_full", "room of 32, as many posts as go"],
    ["rooms_200x10_full", "200 rooms of 10, as many posts as go"],
  ].flatMap(([row = "", title = ""]) => [
    { title: `${title}: posts/s`, row, values: ["postsPerSecond"] },
    { title: "– deliveries/s", row, values: ["deliveriesPerSecond"] },
    { title: "– µs of processor a post", row, values: ["cpuUsPerPost"] },
    { title: "– µs of processor a delivery", row, values: ["cpuUsPerDelivery"] },
  ]),
  ...[
    ["room_1000_20", "room of 1,000, 20 posts/s"],
    ["room_1000_200", "room of 1,000, 200 posts/s"],
    ["room_1000_1000", "room of 1,000, 1,000 posts/s"],
    ["rooms_200x10_2000", "200 rooms of 10, 2,000 posts/s"],
  ].map(([row = "", title = ""]) => ({
    title: `${title}: to everyone, p50 / p99 / p99.9 ms`,
    row,
    values: latency("delivery", ...percentiles),
  })),
  { title: "2,000 busy connections: KiB each", row: "busy_2000", values: ["kibPerConnection"] },
  { title: "– MB of the server with them", row: "busy_2000", values: ["serverMb"] },
  { title: "10,000 idle connections: KiB each", row: "idle_10000", values: ["kibPerConnection"] },
  { title: "– MB of the server with them", row: "idle_10000", values: ["serverMb"] },
  { title: "10,000 people come: s until all have their rooms", row: "coming_in_10000", values: ["seconds"] },
  { title: "– MB of presence", row: "coming_in_10000", values: ["presenceMb"] },
];

const confabLines: Line[] = [
  {
    title: "2,000 people come back at 500 a second: to all of their rooms",
    row: "connect_storm",
    values: latency("settled", ...percentiles),
  },
  {
    title: "– a post of another meanwhile, to `ok`",
    row: "connect_storm",
    values: latency("ok", ...percentiles),
  },
  {
    title: "a team of 500, each in 20 rooms of 100: post to everyone",
    row: "team_500",
    values: latency("delivery", ...percentiles),
  },
  ...["typingSeen", "read", "history"].map((stem) => ({
    title: `– ${{ typingSeen: "typing, to everyone", read: "read mark, to its answer", history: "page of history" }[stem]}`,
    row: "team_500",
    values: latency(stem, ...percentiles),
  })),
  ...[
    ["history_million", "a million messages: a page of history from anywhere"],
    ["search_frequent", "– search, a frequent word"],
    ["search_rare", "– search, a word said three times"],
    ["search_nothing", "– search, a word nobody said"],
    ["search_two_characters", "– search, two characters"],
  ].map(([row = "", title = ""]) => ({ title, row, values: latency("answer", ...percentiles) })),
  { title: "– MB of the server, all indexed", row: "memory_million", values: ["serverMb"] },
  {
    title: "cold start, page built from the sources: first answer",
    row: "cold_start",
    values: ["answeredMs"],
  },
  { title: "– all rooms of a person", row: "cold_start", values: ["settledMs"] },
  ...["typing", "presence", "history", "post"].map((stem, n) => ({
    title: `${n === 0 ? "each sync to disk takes 20 ms: " : "– "}${stem}, to its answer`,
    row: "slow_disk_mixed",
    values: latency(stem, ...percentiles),
  })),
];

function readmeTable(results: Results): string {
  const { machine, isPinned, options } = results;
  return [
    compareTable(results, readmeLines, contestantNames),
    "",
    `${machine}. ${pinning(isPinned)}`,
    `Medians of ${options.runs} runs, from [all results](src/docs/limits.md#how-fast-it-is). Confab syncs each post to disk first.`,
    "`bun run bench` measures your machine in eleven minutes.",
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
