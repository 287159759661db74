// One run of one workload by one contestant, and the load for it: a process of its own on a core of its own. Its plan is the first
// argument, its result the last line.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

import { startContestant, type ContestantName, type Running } from "./contestants/contestants.ts";
import { canPin, pinnedTo } from "./process_facts.ts";
import { whileProfiled } from "./profile/while_profiled.ts";
import type { RunResult } from "./results.ts";
import { prepare } from "./workloads/workload.ts";
import { findWorkload } from "./workloads/workloads.ts";

interface RunPlan {
  workload: string;
  contestant: ContestantName;
  run: number;
  rows: string[];
  seconds: number;
  isQuick: boolean;
  /** Where databases are made. */
  folder: string;
  /** Another start of Confab: to profile it. */
  entry?: string;
  env?: Record<string, string>;
}

const maxMs = 600_000;

/** Rejects when the run fails; what it says meanwhile goes to stderr. */
export async function runOnce(plan: RunPlan): Promise<RunResult> {
  const command = [...pinnedTo("load"), process.execPath, import.meta.path, JSON.stringify(plan)];
  const child = Bun.spawn(command, { stdin: "ignore", stdout: "pipe", stderr: "inherit" });
  const timer = setTimeout(() => child.kill("SIGKILL"), maxMs);
  try {
    const text = await new Response(child.stdout).text();
    if ((await child.exited) !== 0) throw new Error(`${plan.workload}, ${plan.contestant}: the run failed.`);
    return JSON.parse(text.trim().split("\n").at(-1) ?? "");
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
}

async function main(plan: RunPlan): Promise<RunResult> {
  const { contestant, folder, isQuick, rows, seconds } = plan;
  const workload = findWorkload(plan.workload);
  const own = join(folder, `${workload.name}-${contestant}-${plan.run}`);
  const dataDir = join(own, "data");
  await mkdir(own, { recursive: true });
  const started: Running[] = [];
  try {
    const members = await prepare(workload, { seeds: join(folder, "seeds"), dataDir, isQuick });
    const measured = await workload.run({
      contestant,
      members,
      dataDir,
      folder: own,
      seconds,
      isQuick,
      isSpinning: canPin,
      wants: (row) => rows.includes(row),
      measured(running, act) {
        const file = plan.env?.["PROFILE_FILE"];
        return file === undefined ? act() : whileProfiled(running.pid, file, act);
      },
      async start(options = {}) {
        const { entry = plan.entry ?? (isQuick ? undefined : "src/main.ts"), env = plan.env } = options;
        const running = await startContestant(contestant, {
          dataDir,
          folder: own,
          ...(entry !== undefined && { entry }),
          ...(env !== undefined && { env }),
        });
        let ending: Promise<void> | null = null;
        const once = { ...running, stop: () => (ending ??= running.stop()) };
        started.push(once);
        return once;
      },
    });
    return { workload: workload.name, contestant, ...measured };
  } finally {
    for (const running of started) await running.stop();
    await rm(own, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  console.log(JSON.stringify(await main(JSON.parse(Bun.argv[2] ?? ""))));
  process.exit(0);
}
