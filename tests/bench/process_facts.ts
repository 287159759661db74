// What Linux says of a process and of the machine. On other systems CPU and memory are not known: NaN.
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

// USER_HZ, which is 100 on every Linux that Bun runs on.
const ticksPerSecond = 100;

/** User and system time of all its threads. */
export function cpuSecondsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return Number.NaN;
  }
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

export function machineFacts(): string {
  const model = cpus()[0]?.model ?? "unknown processor";
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${model}, ${cpus().length} cores, ${memory}, ${process.platform} ${process.arch}, Bun ${Bun.version}`;
}
