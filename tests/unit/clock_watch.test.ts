// SPEC H6: the wall clock against the one that only goes forward, both moved by hand.
import { expect, test } from "bun:test";

import { createClockWatch, checkEveryMs, steadyMs } from "../../src/domain/clock_watch.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createWarnings } from "../../src/domain/warnings.ts";
import { createHandClock } from "../support/hand_clock.ts";

const hour = 3600_000;

function start() {
  const monotonic = createHandClock(5_000_000);
  let aheadMs = Date.UTC(2027, 0, 1);
  const now = () => monotonic.now() + aheadMs;
  const warnings = createWarnings({ log: silentLog, now });
  const clock = createClockWatch({
    now,
    monotonicMs: () => monotonic.now(),
    after: (ms, run) => monotonic.after(ms, run),
    warnings,
  });
  return {
    clock,
    pass: (ms: number) => monotonic.pass(ms),
    jump: (ms: number) => void (aheadMs += ms),
    warning: () => warnings.list().find(({ code }) => code === "clock_jumped"),
  };
}

test("[H6] a clock is trusted after an hour, and again an hour after each jump", () => {
  const { clock, pass, jump } = start();
  expect(clock.isSteady()).toBe(false);
  pass(steadyMs - 1);
  expect(clock.isSteady()).toBe(false);
  pass(1);
  expect(clock.isSteady()).toBe(true);
  // Noticed at once, though nobody looked since.
  jump(40 * 24 * hour);
  expect(clock.isSteady()).toBe(false);
  pass(steadyMs - 1);
  jump(-40 * 24 * hour);
  expect(clock.isSteady()).toBe(false);
  pass(steadyMs);
  expect(clock.isSteady()).toBe(true);
});

test("[H6] a jump of more than a minute is told by itself, either way, and goes after a steady hour", () => {
  const { pass, jump, warning } = start();
  jump(60_000);
  pass(checkEveryMs);
  jump(-60_000);
  pass(checkEveryMs);
  expect(warning()).toBeUndefined();
  jump(-2 * hour);
  pass(checkEveryMs);
  expect(warning()?.text).toStartWith("The clock of this machine jumped back by 2 hours, to 2026-12-31T23:");
  expect(warning()?.isUnready).toBe(false);
  jump(3 * 24 * hour);
  pass(checkEveryMs);
  expect(warning()?.text).toContain("jumped forward by 3 days");
  pass(hour - 1);
  expect(warning()).toBeDefined();
  pass(checkEveryMs);
  expect(warning()).toBeUndefined();
});
