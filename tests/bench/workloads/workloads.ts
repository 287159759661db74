// All workloads, in the order in which they run.
import { chatWorkloads } from "./chat.ts";
import { coldStart } from "./cold_start.ts";
import { connectStorm } from "./connect_storm.ts";
import { crowd } from "./crowd.ts";
import { million } from "./million.ts";
import { slowDisk } from "./slow_disk.ts";
import { team } from "./team.ts";
import type { Workload } from "./workload.ts";

export const workloads: Workload[] = [
  ...chatWorkloads,
  crowd,
  connectStorm,
  team,
  million,
  coldStart,
  slowDisk,
];

/** By its name, or by that of a row. */
export function findWorkload(name: string): Workload {
  const workload = workloads.find((one) => one.name === name || one.rows.includes(name));
  if (!workload) throw new Error(`There is no workload ${name}.`);
  return workload;
}
