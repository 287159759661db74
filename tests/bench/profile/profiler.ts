// A CPU profile of the thread that asks, main or worker: `bun --cpu-prof` sees the main thread alone, a session of the inspector the
// thread that opened it.
import { readFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import type { Profiler } from "node:inspector";

const intervalUs = 500;

export interface ThreadProfile {
  nodes: Profiler.ProfileNode[];
  intervalUs: number;
  /** What the thread took of a processor meanwhile: beside JavaScript also the event loop and the collector. */
  cpuMs: number;
}

export async function startProfiler(): Promise<() => Promise<ThreadProfile>> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: intervalUs });
  const before = threadCpuMs();
  await session.post("Profiler.start");
  return async () => {
    const { profile } = await session.post("Profiler.stop");
    session.disconnect();
    return { nodes: profile.nodes, intervalUs, cpuMs: threadCpuMs() - before };
  };
}

function threadCpuMs(): number {
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}
