// `bun run test`: every ring, on to the end even after a failure, so that one run tells everything. The rings are run in shares,
// some at a time: half of the time of a test is waiting, and whoever has ended takes the next. `bun tests/run.ts unit` runs one
// ring; with `--install` the browsers that it lacks are fetched meanwhile. The last line sums up: N passed, N failed; before it
// stand what each ring took, the slowest tests, and what was left out, and why.
import chromium from "@sparticuz/chromium";
import { rmSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";

import { loadPage } from "../web/build/build.ts";
import { installBrowsers } from "./browsers/install.ts";
import { rings, type Ring } from "./rings.ts";
import { endAll, runShare, skippedIn, type Counts } from "./run_share.ts";
import { makeMemoryFolder } from "./support/memory_folder.ts";
import { buildQuickProgram } from "./support/quick_program.ts";
import { slowest, type TestTime } from "./test_times.ts";

/** Of the whole run; what is left of it bounds the last shares. Who runs it gives it a quarter of an hour. */
const totalSeconds = 900;

/** Who runs the tests on a machine of their own decides themselves what is installed there. */
const mayInstall = process.argv.includes("--install");

/** One more than there are processors: while a share waits, another works. */
const maxParallel = Math.min(availableParallelism() + 1, 8);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    endAll();
    process.exit(1);
  });
}

/** Whoever names a folder for temporary files means it. */
const memoryFolder = process.env["TMPDIR"] === undefined ? makeMemoryFolder() : null;
process.on("exit", () => {
  try {
    if (memoryFolder !== null) rmSync(memoryFolder, { recursive: true, force: true });
  } catch (error) {
    // A test that was ended has left a small disk in it.
    console.error(String(error));
  }
});

/** Said again at the end. */
const leftOut: string[] = [];
const testTimes: TestTime[] = [];

interface RingSum extends Counts {
  /** Of its shares, one after another. */
  seconds: number;
  processorSeconds: number;
}

const nothing: RingSum = { passed: 0, failed: 0, skipped: 0, seconds: 0, processorSeconds: 0 };

async function runAll(chosen: Ring[]): Promise<Counts> {
  const sums = new Map<Ring, RingSum>(chosen.map((ring) => [ring, { ...nothing }]));
  const busyBefore = busyMs();
  // Once, before several want it: it unpacks itself into the temporary folder.
  const browser = chosen.some(({ isPage }) => isPage) ? chromium.executablePath() : null;
  const program = chosen.some(({ startsServers }) => startsServers === true) ? await buildOnce() : null;
  const engines = mayInstall && chosen.some(({ isEngines }) => isEngines) ? installBrowsers() : null;
  const waiting = chosen.flatMap((ring) => ring.shares.map((args, at) => ({ ring, args, at })));
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { ring, args, at } = next;
      if (ring.isPage) await browser;
      if (ring.isEngines) await engines;
      const name = ring.shares.length > 1 ? `${ring.name} ${at + 1}/${ring.shares.length}` : ring.name;
      const env = {
        ...process.env,
        ...(ring.isInMemory && memoryFolder !== null && { TMPDIR: memoryFolder }),
        ...(ring.startsServers && program !== null && { CONFAB_TEST_PROGRAM: program.path }),
      };
      const leftSeconds = totalSeconds - performance.now() / 1000;
      const limitSeconds = Math.max(1, Math.min(ring.limitSeconds, leftSeconds));
      const run = await runShare(ring, args, { env, limitSeconds });
      // At once: what two shares say at the same time would not be understood.
      console.log(`\n── ${name}\n${run.output}`);
      console.log(`${name.padEnd(18)} ${figures(run)}`);
      leftOut.push(...skippedIn(run.output));
      testTimes.push(...run.testTimes);
      const sum = sums.get(ring);
      if (!sum) continue;
      sum.passed += run.passed;
      sum.failed += run.failed;
      sum.skipped += run.skipped;
      sum.seconds += run.seconds;
      sum.processorSeconds += run.processorSeconds;
    }
  }
  await Promise.all(Array.from({ length: maxParallel }, work));
  await program?.remove();
  console.log("\nThe slowest tests:");
  for (const { seconds, file, name } of slowest(testTimes, 10)) {
    console.log(`${seconds.toFixed(1).padStart(7)} s  ${file}: ${name}`);
  }
  if (chosen.length > 1) {
    console.log("");
    for (const [{ name }, sum] of sums) console.log(`${name.padEnd(18)} ${figures(sum)}`);
    const [seconds, busy] = [performance.now() / 1000, (busyMs() - busyBefore) / 1000];
    const share = Math.round((100 * busy) / seconds / cpus().length);
    console.log(`together ${seconds.toFixed(0)} s, ${busy.toFixed(0)} s of the processors (${share} %)`);
  }
  if (leftOut.length > 0) leftOut.unshift(...[await engines].filter((why) => why !== null));
  const all = [...sums.values()];
  const total = (key: keyof Counts) => all.reduce((sum, one) => sum + one[key], 0);
  return { passed: total("passed"), failed: total("failed"), skipped: total("skipped") };
}

/** The page that the servers serve, and the program that they are. What cannot be built is told; then they start from the sources. */
async function buildOnce(): Promise<Awaited<ReturnType<typeof buildQuickProgram>> | null> {
  try {
    await loadPage();
    return await buildQuickProgram();
  } catch (error) {
    console.error("The servers start from the sources:", error);
    return null;
  }
}

function figures({ seconds, processorSeconds, failed }: Omit<RingSum, "passed" | "skipped">): string {
  const [took, worked] = [seconds, processorSeconds].map((one) => `${one.toFixed(1).padStart(7)} s`);
  return `${took}  ${worked} of a processor  ${failed === 0 ? "ok" : `${failed} failed`}`;
}

/** What the machine's processors have worked, for whomever. */
function busyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}

const args = process.argv.slice(2);
const names = args.filter((arg) => arg !== "--install");
const unknown = names.find((name) => !rings.some((ring) => ring.name === name));
if (unknown !== undefined) {
  console.error(`There is no ring ${unknown}. There are: ${rings.map((ring) => ring.name).join(", ")}.`);
  process.exit(2);
}
const sum = await runAll(
  names.length === 0
    ? rings.filter(({ isApart }) => !isApart)
    : rings.filter((ring) => names.includes(ring.name)),
);
const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : "";
for (const line of leftOut) console.log(line);
console.log(`${sum.passed} passed, ${sum.failed} failed${skipped}`);
process.exit(sum.failed === 0 ? 0 : 1);
