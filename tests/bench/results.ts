// What is measured: named numbers by row and contestant, of several runs; of each the median and how far the runs lie apart.
import type { ContestantName } from "./contestants/contestants.ts";

export type Values = Record<string, number>;

/** Of one run. Its load generator took nearly all of its core: what was measured is the generator. */
export interface RunRow {
  row: string;
  values: Values;
  isLoadBound?: boolean;
}

/** What must hold whatever the numbers are. */
export interface Integrity {
  acknowledged: number;
  missing: number;
  surplus: number;
  doubled: number;
  refused: number;
  closed: number;
  /** Of a contestant with a disk: rows, distinct posts, and rooms whose counters are wrong. */
  stored: { rows: number; clientIds: number; brokenRooms: number } | null;
}

export interface RunResult {
  workload: string;
  contestant: ContestantName;
  rows: RunRow[];
  integrity: Integrity | null;
}

export interface Spread {
  median: number;
  min: number;
  max: number;
}

export interface ResultRow {
  row: string;
  contestant: ContestantName;
  runs: number;
  values: Record<string, Spread>;
  /** Of so many runs the load generator was the limit. */
  loadBoundRuns: number;
}

export interface Results {
  format: 1;
  startedAt: string;
  machine: string;
  isPinned: boolean;
  versions: Record<string, string>;
  commit: string;
  options: { runs: number; seconds: number; isQuick: boolean };
  loadAverage: { before: number; after: number };
  tookSeconds: number;
  rows: ResultRow[];
  /** Of each run. */
  integrity: (Integrity & { workload: string; contestant: ContestantName })[];
  skipped: string[];
}

function spreadOf(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
  return { median, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN };
}

/** Rows in the order in which they first came. */
export function gatherRows(runs: RunResult[]): ResultRow[] {
  const groups = Map.groupBy(
    runs.flatMap(({ contestant, rows }) => rows.map((row) => ({ contestant, ...row }))),
    ({ row, contestant }) => `${row} ${contestant}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const names = Object.keys(first.values);
    const values = names.map((name) => [name, spreadOf(group.map((one) => one.values[name] ?? Number.NaN))]);
    return {
      row: first.row,
      contestant: first.contestant,
      runs: group.length,
      values: Object.fromEntries(values),
      loadBoundRuns: group.filter(({ isLoadBound }) => isLoadBound).length,
    };
  });
}

/** What went wrong, in words; empty when nothing was lost, doubled or refused. */
export function findFaults({ workload, contestant, integrity }: RunResult): string[] {
  if (integrity === null) return [];
  const { acknowledged, stored, ...counts } = integrity;
  const faults = Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : [`${count} ${name}`]));
  if (stored !== null) {
    if (stored.clientIds < acknowledged) faults.push(`${acknowledged - stored.clientIds} lost on disk`);
    if (stored.rows !== stored.clientIds) faults.push(`${stored.rows - stored.clientIds} doubled on disk`);
    if (stored.brokenRooms > 0) faults.push(`${stored.brokenRooms} rooms miscounted`);
  }
  return faults.map((fault) => `${workload}, ${contestant}: ${fault}`);
}
