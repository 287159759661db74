// `bun run bench --profile`: what the main thread and the journal's worker of Confab do while a workload runs.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { printRows } from "../report.ts";
import { gatherRows } from "../results.ts";
import { runOnce } from "../run_once.ts";
import { findWorkload } from "../workloads/workloads.ts";
import { profileText } from "./profile_text.ts";
import type { ThreadProfile } from "./profiler.ts";

const repository = join(import.meta.dir, "..", "..", "..");

/** Of one row of a workload. */
export async function printProfile(options: {
  row: string;
  seconds: number;
  isQuick: boolean;
}): Promise<void> {
  const { row, seconds, isQuick } = options;
  const folder = await mkdtemp(join(tmpdir(), "confab-bench-"));
  const file = join(folder, "profile.json");
  try {
    const result = await runOnce({
      workload: findWorkload(row).name,
      contestant: "confab",
      run: 0,
      rows: [row],
      seconds,
      isQuick,
      folder,
      entry: join(import.meta.dir, "profiled_main.ts"),
      env: { PROFILE_FILE: file },
    });
    printRows(gatherRows([result]));
    if (!(await Bun.file(file).exists())) throw new Error(`${row} is no row that can be profiled.`);
    const profiles: Record<string, ThreadProfile> = await Bun.file(file).json();
    for (const [name, profile] of Object.entries(profiles))
      console.log(`\n${profileText(name, profile, repository)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
