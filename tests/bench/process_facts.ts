// What Linux says of a process and of the machine. On other systems CPU and memory are not known: NaN.
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

// USER_HZ, which is 100 on every Linux that Bun runs on.
const ticksPerSecond = 100;

/** User and system time of all its threads, and of the processes that it started. */
export function cpuSecondsOf(pid: number): number {
  try {
    const own = cpuSecondsIn(`/proc/${pid}/stat`);
    return childrenOf(pid).reduce((sum, child) => sum + (cpuSecondsOf(child) || 0), own);
  } catch {
    return Number.NaN;
  }
}

function cpuSecondsIn(file: string): number {
  const stat = readFileSync(file, "utf8");
  // The name in brackets may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function childrenOf(pid: number): number[] {
  const tasks = readdirSync(`/proc/${pid}/task`);
  return tasks.flatMap((task) => {
    const children = readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim();
    return children === "" ? [] : children.split(" ").map(Number);
  });
}

/** Time of its main thread on a processor, exact to a part of a millisecond. */
export function mainThreadMsOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}

export function rssOf(pid: number): number {
  return memoryOf(pid, "VmRSS");
}

/** The most it ever had. */
export function peakRssOf(pid: number): number {
  return memoryOf(pid, "VmHWM");
}

function memoryOf(pid: number, name: "VmRSS" | "VmHWM"): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) * 1024;
  } catch {
    return Number.NaN;
  }
}

/** What stands before a command to keep it on one core; nothing where that is not possible. */
export function pinnedTo(core: "server" | "load"): string[] {
  return canPin ? ["taskset", "-c", core === "server" ? "0" : "1"] : [];
}

export const canPin =
  process.platform === "linux" && availableParallelism() > 1 && Bun.which("taskset") !== null;

export function machineFacts(): string {
  const model = cpus()[0]?.model ?? "unknown processor";
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${model}, ${cpus().length} cores, ${memory}, ${process.platform} ${process.arch}`;
}

/** Of the last minute: how many processes wanted a core. */
export const loadAverage = () => Math.round((loadavg()[0] ?? 0) * 100) / 100;
