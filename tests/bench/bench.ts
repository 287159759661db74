// `bun run bench`: Confab beside a bare Bun topic, a `ws` loop and Socket.IO on this machine. `--help` says how. It fails only where
// something was lost, doubled or refused; the numbers are for reading.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runDetail } from "./details/details.ts";
import { readOptions, type BenchOptions } from "./options.ts";
import { nodePath, titles } from "./contestants/contestants.ts";
import { canPin, loadAverage, machineFacts } from "./process_facts.ts";
import { printProfile } from "./profile/profile.ts";
import { printRows } from "./report.ts";
import { findFaults, gatherRows, type Results, type RunResult } from "./results.ts";
import { runOnce } from "./run_once.ts";
import { readVersions } from "./versions.ts";
import type { Workload } from "./workloads/workload.ts";
import { whyNoSlowDisk } from "./workloads/slow_disk.ts";
import { writeTables } from "./tables.ts";
import { workloads } from "./workloads/workloads.ts";

async function runWorkload(workload: Workload, options: BenchOptions, folder: string): Promise<RunResult[]> {
  const { isQuick, seconds, rows } = options;
  const contestants = workload.contestants.filter((name) => options.contestants.includes(name));
  const results: RunResult[] = [];
  const runs = workload.isOneRun ? 1 : options.runs;
  for (let run = 0; run < runs; run += 1) {
    // Who is first has a cooler machine: in turn forwards and backwards.
    for (const contestant of run % 2 === 0 ? contestants : contestants.toReversed()) {
      const begun = performance.now();
      results.push(
        await runOnce({ workload: workload.name, contestant, run, rows, seconds, isQuick, folder }),
      );
      const took = ((performance.now() - begun) / 1000).toFixed(0);
      console.error(`${workload.name}, ${titles[contestant]}, run ${run + 1} of ${runs}: ${took} s`);
    }
  }
  await rm(join(folder, "seeds", workload.name), { recursive: true, force: true });
  return results;
}

async function bench(options: BenchOptions): Promise<{ results: Results; faults: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "confab-bench-"));
  const startedAt = new Date();
  const before = loadAverage();
  const skipped = [
    ...(canPin ? [] : ["Nothing is pinned: there is no `taskset`, or but one core."]),
    ...(whyNoSlowDisk === null ? [] : [whyNoSlowDisk]),
    ...(nodePath === null ? ["`ws` and Socket.IO are left out: there is no `node`."] : []),
  ];
  console.log(`${machineFacts()}\n${skipped.join("\n")}`);
  const runs: RunResult[] = [];
  try {
    for (const workload of workloads) {
      if (!workload.rows.some((row) => options.rows.includes(row))) continue;
      const results = await runWorkload(workload, options, folder);
      printRows(gatherRows(results));
      runs.push(...results);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const results: Results = {
    format: 1,
    startedAt: startedAt.toISOString(),
    machine: machineFacts(),
    isPinned: canPin,
    ...(await readVersions()),
    options: { runs: options.runs, seconds: options.seconds, isQuick: options.isQuick },
    loadAverage: { before, after: loadAverage() },
    tookSeconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
    rows: gatherRows(runs),
    integrity: runs.flatMap(({ workload, contestant, integrity }) =>
      integrity === null ? [] : [{ workload, contestant, ...integrity }],
    ),
    skipped,
  };
  return { results, faults: runs.flatMap(findFaults) };
}

const options = readOptions(Bun.argv.slice(2));
if (options.isTable) {
  await writeTables();
  process.exit(0);
}
if (options.isProfile) {
  const row = options.rows.length > 1 ? "rooms_200x10_full" : (options.rows[0] ?? "");
  await printProfile({ ...options, row });
  process.exit(0);
}
if (options.detail !== null) {
  console.log(machineFacts());
  await runDetail(options.detail, options.seconds);
  process.exit(0);
}
const { results, faults } = await bench(options);
if (options.json !== null) await Bun.write(options.json, `${JSON.stringify(results, null, 2)}\n`);
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
