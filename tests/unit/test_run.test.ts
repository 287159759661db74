// What the run of the tests says of itself.
import { expect, test } from "bun:test";

import { readStat, watchProcessorSeconds } from "../processor_seconds.ts";
import { readTestTimes, slowest } from "../test_times.ts";

test("[PROJECT] the slowest tests are read from Bun's report, with their files and whole names", () => {
  const report = `<testsuites><testsuite name="tests/unit/a.test.ts">
    <testcase name="[D1] it &amp; &lt;more&gt;" classname="" time="0.5" file="tests/unit/a.test.ts" line="3" />
    <testcase name="then" classname="[D2] of a group" time="1.25" file="tests/unit/b.test.ts"><failure /></testcase>
    <testcase name="[D3] quick" classname="[D3] g" time="0.01" file="tests/unit/b.test.ts" /></testsuite></testsuites>`;
  expect(slowest(readTestTimes(report), 2)).toEqual([
    { file: "unit/b.test.ts", name: "[D2] of a group > then", seconds: 1.25 },
    { file: "unit/a.test.ts", name: "[D1] it & <more>", seconds: 0.5 },
  ]);
});

test("[PROJECT] what a process worked is read from /proc, whatever its name holds", () => {
  const stat = "42 (a) (b) c) S 7 42 42 0 -1 4194304 100 0 0 0 150 50 25 75 20 0 1 0 9 0 0";
  expect(readStat(stat)).toEqual({ parent: 7, seconds: 3 });
});

test.skipIf(process.platform !== "linux")(
  "[PROJECT] what a process has started counts with it",
  async () => {
    // That one stays, so what it worked is nobody else's yet.
    const work = "while (process.cpuUsage().user < 150_000); await Bun.stdin.text();";
    const nested = `Bun.spawn([process.execPath, "-e", "${work}"], { stdin: "inherit" });`;
    const child = Bun.spawn([process.execPath, "-e", nested], { stdin: "pipe" });
    const watch = watchProcessorSeconds(child.pid, { everyMs: 50 });
    let seconds = 0;
    while (seconds < 0.15) {
      await Bun.sleep(50);
      seconds = watch.read();
    }
    await child.stdin.end();
    await child.exited;
    watch.stop();
  },
  60_000,
);
