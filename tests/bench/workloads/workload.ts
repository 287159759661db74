// What a workload is, and what it gets for one run.
import { chmod, cp, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

import { seedWorkspace, type Seed, type SeededMember } from "../../support/seed.ts";
import type { ContestantName, Running } from "../contestants/contestants.ts";
import type { Integrity, RunRow } from "../results.ts";

export interface Workload {
  name: string;
  rows: string[];
  contestants: ContestantName[];
  /** What is in the database before the start, made once for all runs. */
  seed(isQuick: boolean): Omit<Seed, "dataDir"> | Promise<Omit<Seed, "dataDir">>;
  run(context: RunContext): Promise<Measured>;
  /** It measures so often within one run that one is enough. */
  isOneRun?: boolean;
}

export interface Measured {
  rows: RunRow[];
  integrity: Integrity | null;
}

export interface RunContext {
  contestant: ContestantName;
  members: SeededMember[];
  /** Of this run alone. */
  dataDir: string;
  folder: string;
  seconds: number;
  isQuick: boolean;
  /** The load generator has a core of its own. */
  isSpinning: boolean;
  wants(row: string): boolean;
  /** With `--profile`, the contestant profiles itself meanwhile. */
  measured: <T>(running: Running, act: () => Promise<T>) => Promise<T>;
  start: (options?: { entry?: string; env?: Record<string, string> }) => Promise<Running>;
}

/** The members; the database is copied to `dataDir` for this run. */
export async function prepare(
  workload: Workload,
  { seeds, dataDir, isQuick }: { seeds: string; dataDir: string; isQuick: boolean },
): Promise<SeededMember[]> {
  const seeded = join(seeds, workload.name);
  const list = join(seeds, `${workload.name}.json`);
  if (!(await Bun.file(list).exists())) {
    await mkdir(seeded, { recursive: true });
    const members = await seedWorkspace({ ...(await workload.seed(isQuick)), dataDir: seeded });
    await Bun.write(list, JSON.stringify(members));
  }
  await cp(seeded, dataDir, { recursive: true });
  await chmod(dataDir, 0o700);
  for (const name of await readdir(dataDir)) await chmod(join(dataDir, name), 0o600);
  return Bun.file(list).json();
}
