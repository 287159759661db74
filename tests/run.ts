// `bun run test`: every ring, on to the end even after a failure, so that one run tells everything. First the checks, then
// two lanes side by side: half of the time of a ring is waiting. `bun tests/run.ts unit` runs one ring. The last line
// sums up: N passed, N failed.
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { makeMemoryFolder } from "./support/memory_folder.ts";

/** Rings of one lane run one after another; "first" is done before the others begin. */
type Lane = "first" | "server" | "page";

interface Ring {
  name: string;
  lane: Lane;
  /** Arguments of this very Bun: `bun` need not be on the PATH. */
  args: string[];
  /** A check counts as one; tests are counted by Bun. */
  counts: "check" | "tests";
  /** Over it, the ring and all it started are ended. */
  limitSeconds: number;
  /** Its temporary files lie in memory, if there is room: its commits wait for no disk. */
  isInMemory?: boolean;
  /** Only when it is asked for: it takes minutes, or needs a network. */
  isApart?: boolean;
}

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** Of the whole run; what is left of it bounds the last rings. Who runs it gives it a quarter of an hour. */
const totalSeconds = 900;

const repository = join(import.meta.dir, "..");

function testRing(name: string, lane: Lane, limitSeconds: number, paths = [`./tests/${name}/`]): Ring {
  // Of tests that run side by side, so many at once.
  const args = ["test", "--timeout=60000", "--max-concurrency=4", "--only-failures", ...paths];
  return { name, lane, args, counts: "tests", limitSeconds };
}

/** The views are looked at apart from what people do in them: each is half of the time that browsers take. */
function browserTests(isWanted: (name: string) => boolean): string[] {
  return readdirSync(join(repository, "tests/browser"))
    .filter((name) => name.endsWith(".test.ts") && isWanted(name))
    .sort()
    .map((name) => `./tests/browser/${name}`);
}

const isLook = (name: string) => name.startsWith("page_look");

const rings: Ring[] = [
  {
    name: "format",
    lane: "first",
    args: ["fmt", "--no-script", "--check"],
    counts: "check",
    limitSeconds: 60,
  },
  {
    name: "lint",
    lane: "first",
    // `--bun`: its helper is a script for node, which a machine with only Bun has not.
    args: ["run", "--bun", "oxlint", "--type-aware", "--deny-warnings"],
    counts: "check",
    limitSeconds: 120,
  },
  { name: "types", lane: "first", args: ["check", "--no-script"], counts: "check", limitSeconds: 120 },
  { ...testRing("unit", "server", 240), isInMemory: true },
  { ...testRing("integration", "server", 480), isInMemory: true },
  // What is promised of disks is tried on one.
  testRing("failure", "server", 480),
  testRing("torture", "server", 280),
  { ...testRing("deploy", "server", 600), isApart: true },
  testRing(
    "browser",
    "page",
    720,
    browserTests((name) => !isLook(name)),
  ),
  testRing("looks", "page", 360, browserTests(isLook)),
  // Beside the pages, for both lanes to end at the same time.
  { ...testRing("contract", "page", 240), isInMemory: true },
];

/** The process groups that run now. */
const running = new Set<number>();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    for (const group of running) endGroup(group);
    process.exit(1);
  });
}

/** Whoever names a folder for temporary files means it. */
const memoryFolder = process.env["TMPDIR"] === undefined ? makeMemoryFolder() : null;
process.on("exit", () => {
  if (memoryFolder !== null) rmSync(memoryFolder, { recursive: true, force: true });
});

async function runRing(ring: Ring): Promise<Tally> {
  console.log(`── ${ring.name} …`);
  const child = Bun.spawn([process.execPath, ...ring.args], {
    cwd: repository,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    // No colours: the summary is read by us.
    env: {
      ...process.env,
      ...(ring.isInMemory && memoryFolder !== null && { TMPDIR: memoryFolder }),
      NO_COLOR: "1",
      FORCE_COLOR: "0",
    },
    // A group of its own, so that a ring over its time ends with everything it started.
    detached: true,
  });
  running.add(child.pid);
  let isLate = false;
  const limitSeconds = Math.max(1, Math.min(ring.limitSeconds, totalSeconds - performance.now() / 1000));
  const timer = setTimeout(() => {
    isLate = true;
    endGroup(child.pid);
  }, limitSeconds * 1000);
  const said: string[] = [];
  const hear = (text: string) => void said.push(text);
  await Promise.all([passOn(child.stdout, hear), passOn(child.stderr, hear)]);
  const code = await child.exited;
  clearTimeout(timer);
  running.delete(child.pid);
  // At once: what two rings say at the same time would not be understood.
  const output = said.join("");
  console.log(`\n── ${ring.name}\n${output}`);
  if (isLate) console.log(`${ring.name} took over ${Math.round(limitSeconds)} s and was ended.`);
  const isGood = code === 0 && !isLate;
  if (ring.counts === "check") return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  return withoutExcuse(countTests(output), isGood);
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
function countTests(output: string): Tally {
  function last(word: string): number {
    const lines = [...output.matchAll(new RegExp(`^ *(\\d+) ${word}s?$`, "gm"))];
    return Number(lines.at(-1)?.[1] ?? 0);
  }
  return { passed: last("pass"), failed: last("fail") + last("error"), skipped: last("skip") + last("todo") };
}

/** A ring that failed without a failed test, or that ran no test at all, has failed. */
function withoutExcuse(tally: Tally, isGood: boolean): Tally {
  const failed = tally.failed === 0 && (!isGood || tally.passed === 0) ? 1 : tally.failed;
  return { ...tally, failed };
}

async function runAll(chosen: Ring[]): Promise<Tally> {
  const sum: Tally = { passed: 0, failed: 0, skipped: 0 };
  const lines: string[] = [];
  async function runLane(lane: Lane): Promise<void> {
    for (const ring of chosen.filter((one) => one.lane === lane)) {
      const start = performance.now();
      const tally = await runRing(ring);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      const verdict = tally.failed === 0 ? "ok" : `${tally.failed} failed`;
      lines.push(`${ring.name.padEnd(12)} ${seconds.padStart(6)} s  ${verdict}`);
      console.log(lines.at(-1));
      sum.passed += tally.passed;
      sum.failed += tally.failed;
      sum.skipped += tally.skipped;
    }
  }
  await runLane("first");
  await Promise.all([runLane("server"), runLane("page")]);
  if (chosen.length > 1) console.log(`\n${lines.join("\n")}`);
  return sum;
}

const names = process.argv.slice(2);
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
console.log(`${sum.passed} passed, ${sum.failed} failed${skipped}`);
process.exit(sum.failed === 0 ? 0 : 1);
