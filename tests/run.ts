// `bun run test`: every ring in order, on to the end even after a failure, so that one run tells everything.
// `bun tests/run.ts unit` runs one ring. The last line sums up: N passed, N failed.
import { readdirSync } from "node:fs";
import { join } from "node:path";

interface Ring {
  name: string;
  /** Arguments of this very Bun: `bun` need not be on the PATH. */
  args: string[];
  /** A check counts as one; tests are counted by Bun. */
  counts: "check" | "tests";
  /** Over it, the ring and all it started are ended. */
  limitSeconds: number;
}

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** Of the whole run; what is left of it bounds the last rings. */
const totalSeconds = 840;

const repository = join(import.meta.dir, "..");

function testRing(name: string, limitSeconds: number, paths = [`./tests/${name}/`]): Ring {
  const args = ["test", "--timeout=60000", "--only-failures", ...paths];
  return { name, args, counts: "tests", limitSeconds };
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
  { name: "format", args: ["fmt", "--no-script", "--check"], counts: "check", limitSeconds: 60 },
  {
    name: "lint",
    // `--bun`: its helper is a script for node, which a machine with only Bun has not.
    args: ["run", "--bun", "oxlint", "--type-aware", "--deny-warnings"],
    counts: "check",
    limitSeconds: 120,
  },
  { name: "types", args: ["check", "--no-script"], counts: "check", limitSeconds: 120 },
  testRing("unit", 120),
  testRing("contract", 180),
  testRing("integration", 300),
  testRing(
    "browser",
    300,
    browserTests((name) => !isLook(name)),
  ),
  testRing("looks", 240, browserTests(isLook)),
  testRing("torture", 180),
];

let endCurrent = () => {};
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    endCurrent();
    process.exit(1);
  });
}

async function runRing(ring: Ring): Promise<Tally> {
  console.log(`\n── ${ring.name}`);
  const child = Bun.spawn([process.execPath, ...ring.args], {
    cwd: repository,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    // No colours: the summary is read by us.
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
    // A group of its own, so that a ring over its time ends with everything it started.
    detached: true,
  });
  endCurrent = () => endGroup(child.pid);
  let isLate = false;
  const limitSeconds = Math.max(1, Math.min(ring.limitSeconds, totalSeconds - performance.now() / 1000));
  const timer = setTimeout(() => {
    isLate = true;
    endCurrent();
  }, limitSeconds * 1000);
  const [out, errors] = await Promise.all([passOn(child.stdout), passOn(child.stderr)]);
  const code = await child.exited;
  clearTimeout(timer);
  if (isLate) console.log(`${ring.name} took over ${Math.round(limitSeconds)} s and was ended.`);
  const isGood = code === 0 && !isLate;
  if (ring.counts === "check") return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  return withoutExcuse(countTests(out + errors), isGood);
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It ended by itself just now.
  }
}

async function passOn(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    const part = decoder.decode(chunk, { stream: true });
    process.stdout.write(part);
    text += part;
  }
  return text;
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
  for (const ring of chosen) {
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
  if (chosen.length > 1) console.log(`\n${lines.join("\n")}`);
  return sum;
}

const names = process.argv.slice(2);
const unknown = names.find((name) => !rings.some((ring) => ring.name === name));
if (unknown !== undefined) {
  console.error(`There is no ring ${unknown}. There are: ${rings.map((ring) => ring.name).join(", ")}.`);
  process.exit(2);
}
const sum = await runAll(names.length === 0 ? rings : rings.filter((ring) => names.includes(ring.name)));
const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : "";
console.log(`${sum.passed} passed, ${sum.failed} failed${skipped}`);
process.exit(sum.failed === 0 ? 0 : 1);
