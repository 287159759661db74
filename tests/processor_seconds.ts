// What a process and all that it started have worked, while they run: looked up again and again, for browsers are not waited for
// by whoever started them, and what they worked is lost when they end.
import { readdirSync, readFileSync } from "node:fs";

/** Of /proc: USER_HZ, which is 100 on every Linux that Bun runs on. */
const ticksPerSecond = 100;

interface ProcessTimes {
  parent: number;
  /** Its own, and those of what it has waited for. */
  seconds: number;
}

interface ProcessorWatch {
  /** So far; 0 where there is no /proc. */
  read(): number;
  stop(): void;
}

/** Each reading takes some milliseconds of a processor: seldom is enough for a share of half a minute. */
export function watchProcessorSeconds(pid: number, { everyMs = 2000 } = {}): ProcessorWatch {
  let highest = 0;
  const timer = setInterval(() => {
    highest = Math.max(highest, secondsUnder(pid, readProcesses()));
  }, everyMs);
  return { read: () => highest, stop: () => clearInterval(timer) };
}

function secondsUnder(pid: number, processes: ReadonlyMap<number, ProcessTimes>): number {
  function isUnder(one: number): boolean {
    const at = processes.get(one);
    return one === pid || (at !== undefined && isUnder(at.parent));
  }
  return [...processes].reduce((sum, [one, { seconds }]) => (isUnder(one) ? sum + seconds : sum), 0);
}

function readProcesses(): Map<number, ProcessTimes> {
  const processes = new Map<number, ProcessTimes>();
  const names = readOr("", () => readdirSync("/proc").join(" ")).split(" ");
  for (const pid of names.map(Number).filter((one) => one > 0)) {
    // It may have ended just now.
    const stat = readOr("", () => readFileSync(`/proc/${pid}/stat`, "utf8"));
    if (stat !== "") processes.set(pid, readStat(stat));
  }
  return processes;
}

function readOr(other: string, read: () => string): string {
  try {
    return read();
  } catch {
    return other;
  }
}

/** `1 (name) S parent …`: the name may hold anything, so what follows its last bracket is read. */
export function readStat(stat: string): ProcessTimes {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { parent: Number(fields[1]), seconds: ticks / ticksPerSecond };
}
