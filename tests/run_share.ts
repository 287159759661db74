// One share of a ring as a process: what it said, how long it took and worked, how many tests passed, how long each took.
import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { watchProcessorSeconds } from "./processor_seconds.ts";
import { repository, type Ring } from "./rings.ts";
import { readTestTimes, type TestTime } from "./test_times.ts";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface ShareRun extends Counts {
  output: string;
  seconds: number;
  processorSeconds: number;
  testTimes: TestTime[];
}

/** The process groups that run now. */
const running = new Set<number>();

export function endAll(): void {
  for (const group of running) endGroup(group);
}

interface ShareOptions {
  env: Record<string, string | undefined>;
  limitSeconds: number;
}

export async function runShare(ring: Ring, args: string[], options: ShareOptions): Promise<ShareRun> {
  const start = performance.now();
  const report = join(tmpdir(), `confab-tests-${randomUUID()}.xml`);
  const reporting = ring.counts === "tests" ? ["--reporter=junit", `--reporter-outfile=${report}`] : [];
  const child = Bun.spawn([process.execPath, ...args, ...reporting], {
    cwd: repository,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    // No colours: the summary is read by us.
    env: { ...options.env, NO_COLOR: "1", FORCE_COLOR: "0" },
    // A group of its own, so that a share over its time ends with everything it started.
    detached: true,
  });
  running.add(child.pid);
  const watch = watchProcessorSeconds(child.pid);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    endGroup(child.pid);
  }, options.limitSeconds * 1000);
  const chunks: string[] = [];
  const hear = (text: string) => void chunks.push(text);
  await Promise.all([passOn(child.stdout, hear), passOn(child.stderr, hear)]);
  const code = await child.exited;
  clearTimeout(timer);
  running.delete(child.pid);
  const waitedForSeconds = Number(child.resourceUsage()?.cpuTime.total ?? 0) / 1e6;
  watch.stop();
  const processorSeconds = Math.max(watch.read(), waitedForSeconds);
  if (isLate) chunks.push(`\n${ring.name} took over ${Math.round(options.limitSeconds)} s and was ended.\n`);
  const output = chunks.join("");
  const isGood = code === 0 && !isLate;
  const counts =
    ring.counts === "check"
      ? { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 }
      : withoutExcuse(countTests(output), { isGood, isSkipped: skippedIn(output).length > 0 });
  // A share that was ended has left none.
  const testTimes = readTestTimes(await readFile(report, "utf8").catch(() => ""));
  await rm(report, { force: true });
  return { ...counts, output, seconds: (performance.now() - start) / 1000, processorSeconds, testTimes };
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It ended by itself just now.
  }
}

async function passOn(stream: ReadableStream<Uint8Array>, hear: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of stream) hear(decoder.decode(chunk, { stream: true }));
}

/** From Bun's own summary: ` 12 pass`, ` 1 skip`, ` 0 fail`, ` 2 errors`, each on a line. */
function countTests(output: string): Counts {
  function last(word: string): number {
    const lines = [...output.matchAll(new RegExp(`^ *(\\d+) ${word}s?$`, "gm"))];
    return Number(lines.at(-1)?.[1] ?? 0);
  }
  return { passed: last("pass"), failed: last("fail") + last("error"), skipped: last("skip") + last("todo") };
}

/** What it says was left out. */
export const skippedIn = (output: string): string[] => output.match(/^Skipped: .*$/gm) ?? [];

/** A share that failed without a failed test, or that ran no test at all and does not say why, has failed. */
function withoutExcuse(
  counts: Counts,
  { isGood, isSkipped }: { isGood: boolean; isSkipped: boolean },
): Counts {
  const isIdle = counts.passed === 0 && !isSkipped;
  const failed = counts.failed === 0 && (!isGood || isIdle) ? 1 : counts.failed;
  return { ...counts, failed };
}
