// What a process and all that it started have worked, while they run: looked up again and again, for browsers are not waited for
// by whoever started them, and what they worked is lost when they end.
import { readdir, readFile } from "node:fs/promises";

/** Of /proc: USER_HZ, which is 100 on every Linux that Bun runs on. */
const ticksPerSecond = 100;
const everyMs = 500;

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

export function watchProcessorSeconds(pid: number): ProcessorWatch {
  let highest = 0;
  let isReading = false;
  async function refresh(): Promise<void> {
    if (isReading) return;
    isReading = true;
    highest = Math.max(highest, secondsUnder(pid, await readProcesses()));
    isReading = false;
  }
  const timer = setInterval(() => void refresh(), everyMs);
  return { read: () => highest, stop: () => clearInterval(timer) };
}

function secondsUnder(pid: number, processes: ReadonlyMap<number, ProcessTimes>): number {
  function isUnder(one: number): boolean {
    const at = processes.get(one);
    return one === pid || (at !== undefined && isUnder(at.parent));
  }
  return [...processes].reduce((sum, [one, { seconds }]) => (isUnder(one) ? sum + seconds : sum), 0);
}

async function readProcesses(): Promise<Map<number, ProcessTimes>> {
  const names = await readdir("/proc").catch(() => []);
  const pids = names.map(Number).filter((pid) => pid > 0);
  const processes = await Promise.all(
    pids.map(async (pid): Promise<[number, ProcessTimes][]> => {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
      return stat === null ? [] : [[pid, readStat(stat)]];
    }),
  );
  return new Map(processes.flat());
}

/** `1 (name) S parent …`: the name may hold anything, so what follows its last bracket is read. */
export function readStat(stat: string): ProcessTimes {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { parent: Number(fields[1]), seconds: ticks / ticksPerSecond };
}
