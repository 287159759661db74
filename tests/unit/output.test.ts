// SPEC H3: what a broken or slow stream does to the lines, without a process.
import { expect, test } from "bun:test";

import { createOutput } from "../../src/platform/output.ts";

type Settle = (error?: Error | null) => void;

/** A stream whose writes end when the test says so. */
function makeStream() {
  const written: string[] = [];
  const settles: Settle[] = [];
  const stream = {
    write(line: string, settle: Settle) {
      written.push(line);
      settles.push(settle);
      return false;
    },
    on: () => stream,
  };
  return { stream: stream as unknown as Parameters<typeof createOutput>[0]["stream"], written, settles };
}

test("[H3] beyond the bound lines are dropped and counted, and go again when the reader has caught up", () => {
  const { stream, written, settles } = makeStream();
  const output = createOutput({ stream, maxWaiting: 10 });
  const recovered: number[] = [];
  output.onRecovered((dropped) => recovered.push(dropped));
  for (const line of ["12345", "12345", "6", "78"]) output.write(line);
  expect(written).toEqual(["12345", "12345"]);
  expect(output.dropped()).toBe(2);
  settles[0]?.();
  expect(recovered).toEqual([2]);
  output.write("67890");
  expect(written).toHaveLength(3);
  settles[1]?.();
  settles[2]?.();
  expect([output.dropped(), recovered]).toEqual([2, [2]]);
});

test("[H3] a line that fails is counted, and what is missing is told once when one has left", () => {
  const { stream, settles } = makeStream();
  const output = createOutput({ stream });
  const recovered: number[] = [];
  output.onRecovered((dropped) => recovered.push(dropped));
  for (let times = 0; times < 3; times += 1) output.write("line");
  settles[0]?.(new Error("ENOSPC"));
  settles[1]?.(new Error("ENOSPC"));
  expect([output.dropped(), recovered]).toEqual([2, []]);
  settles[2]?.(null);
  expect(recovered).toEqual([2]);
});

test("[H3] a line longer than the bound goes alone", () => {
  const { stream, written } = makeStream();
  const output = createOutput({ stream, maxWaiting: 3 });
  output.write("12345");
  output.write("1");
  expect(written).toEqual(["12345"]);
});

test("[H3] flushing waits for what is on its way, and no longer than it was told", async () => {
  const { stream, settles } = makeStream();
  const output = createOutput({ stream });
  await output.flush(60_000);
  output.write("last words");
  const flushed = output.flush(60_000);
  settles[0]?.();
  await flushed;
  output.write("to nobody");
  await output.flush(1);
});
