// One kind of harm, as the long and the short torture run it and as the table tells of it.
import { describeFaults } from "../support/checker.ts";
import type { FaultKind } from "../support/checker_rules.ts";
import { torture, type TortureOptions } from "./torture.ts";

export interface HarmRun {
  form: "short" | "long";
  rounds: number;
  seed: number;
  progress?: (line: string) => void;
}

export interface HarmOutcome {
  posts: number;
  acknowledged: number;
  count: (kind: FaultKind) => number;
  /** What did not hold, in words. */
  problems: string[];
}

export interface TortureHarm {
  /** For `--only`. */
  name: string;
  /** The rules that are tried. */
  ids: string;
  /** What must hold, as the table says it. */
  expected: string;
  rounds: { short: number; long: number };
  /** Why this machine cannot do it. */
  whyNot?: () => string | null;
  run: (run: HarmRun) => Promise<HarmOutcome>;
}

/** A torture with the checker at its end: no fault, and enough happened for that to mean anything. */
export async function judged(options: TortureOptions): Promise<HarmOutcome> {
  const { findings, rounds, hits, summary } = await torture(options);
  options.progress?.(summary);
  const { posts, acknowledged } = findings;
  const problems = findings.faults.length === 0 ? [] : [describeFaults(findings)];
  if (acknowledged < rounds * 10 || hits < rounds / 3) {
    problems.push(`Too little happened for this to mean anything: ${summary}`);
  }
  return { posts, acknowledged, count: (kind) => findings.count(kind), problems };
}
