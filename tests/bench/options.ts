// The words after `bun run bench`.
import { parseArgs } from "node:util";

import { contestantNames, nodePath, type ContestantName } from "./contestants/contestants.ts";
import { detailNames } from "./details/details.ts";
import { workloads } from "./workloads/workloads.ts";

export interface BenchOptions {
  rows: string[];
  contestants: ContestantName[];
  runs: number;
  seconds: number;
  isQuick: boolean;
  json: string | null;
  detail: string | null;
  isProfile: boolean;
  isTable: boolean;
}

const needsNode: ContestantName[] = ["ws", "socket.io"];

function usage(): string {
  const lines = workloads.map(({ name, rows }) => `  ${name.padEnd(16)} ${rows.join(", ")}`);
  return [
    "bun run bench [--only a,b] [--contestants confab,bare] [--runs 3] [--seconds 3] [--json FILE] [--quick]",
    "",
    "  --only         workloads or rows, else all:",
    ...lines,
    "  --profile      a CPU profile of Confab as text, of the one row of --only, else of rooms_200x10_full",
    "  --table        writes the tables of README.md and src/docs/limits.md from tests/bench/results.json",
    "  --quick        the smallest sizes, for trying whether it works",
    `  --detail       a longer look at one thing, told as text: ${detailNames.join(", ")}`,
  ].join("\n");
}

/** Ends the process where they are wrong. */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string" },
      contestants: { type: "string" },
      runs: { type: "string" },
      seconds: { type: "string" },
      json: { type: "string" },
      detail: { type: "string" },
      profile: { type: "boolean", default: false },
      table: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) end(0);
  const isQuick = values.quick;
  const runs = Number(values.runs ?? (isQuick ? 1 : 3));
  const seconds = Number(values.seconds ?? (isQuick ? 0.3 : 3));
  const rows = chosenRows(values.only);
  const contestants = contestantNames.filter(
    (name) =>
      (values.contestants?.split(",").includes(name) ?? true) &&
      (nodePath !== null || !needsNode.includes(name)),
  );
  if (!(seconds > 0) || !(runs >= 1) || rows.length === 0 || contestants.length === 0) end(2);
  if (values.detail !== undefined && !detailNames.includes(values.detail)) end(2);
  return {
    rows,
    contestants,
    runs,
    seconds,
    isQuick,
    json: values.json ?? null,
    detail: values.detail ?? null,
    isProfile: values.profile,
    isTable: values.table,
  };
}

function chosenRows(only: string | undefined): string[] {
  const all = workloads.flatMap(({ rows }) => rows);
  if (only === undefined) return all;
  return only.split(",").flatMap((name) => {
    const workload = workloads.find((one) => one.name === name);
    if (!workload && !all.includes(name)) {
      console.error(`There is neither a workload nor a row ${name}.`);
      end(2);
    }
    return workload?.rows ?? [name];
  });
}

function end(code: number): never {
  console.error(usage());
  process.exit(code);
}
