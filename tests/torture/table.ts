// The table at the end of the long torture.
import { faultKinds } from "../support/checker_rules.ts";
import type { HarmOutcome } from "./harm.ts";

export interface Row {
  harm: string;
  rounds: number;
  /** Null where it did not come to its end. */
  outcome: HarmOutcome | null;
  expected: string;
  held: string;
  problems: string[];
  seconds: number;
}

const counted = faultKinds.filter((kind) => kind !== "broken");

export function describeTable(rows: readonly Row[]): string {
  const head = ["harm", "rounds", "posts", "acknowledged", ...counted, "held", "s", "expected"];
  const cells = rows.map(({ harm, rounds, outcome, held, seconds, expected }) => [
    harm,
    `${rounds}`,
    `${outcome?.posts ?? "-"}`,
    `${outcome?.acknowledged ?? "-"}`,
    ...counted.map((kind) => `${outcome?.count(kind) ?? "-"}`),
    held,
    `${seconds}`,
    expected,
  ]);
  const widths = head.map((_, at) => Math.max(...[head, ...cells].map((row) => row[at]?.length ?? 0)));
  const line = (row: string[]) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ");
  return [head, ...cells].map((row) => line(row).trimEnd()).join("\n");
}
