// All workloads, in the order in which they run.
import { chatWorkloads } from "./chat.ts";
import { million } from "./million.ts";
import type { Workload } from "./workload.ts";

export const workloads: Workload[] = [...chatWorkloads, million];

/** By its name, or by that of a row. */
export function findWorkload(name: string): Workload {
  const workload = workloads.find((one) => one.name === name || one.rows.includes(name));
  if (!workload) throw new Error(`There is no workload ${name}.`);
  return workload;
}
