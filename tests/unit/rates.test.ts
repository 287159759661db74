import { expect, test } from "bun:test";

import { ChatError } from "../../src/domain/chat_error.ts";
import { rates as table } from "../../src/protocol/rates.ts";
import { createRates } from "../../src/transport/rates.ts";

function refusalOf(act: () => void): ChatError | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof ChatError) return error;
    throw error;
  }
}

test("[W9] a burst of posts passes, the next is refused with the time to wait, and then it passes", () => {
  let at = 0;
  const rates = createRates({ monotonicMs: () => at, enabled: true });
  for (let post = 0; post < table.post.burst; post += 1) rates.spend("post", 1);
  const refused = refusalOf(() => rates.spend("post", 1));
  expect(refused?.code).toBe("too_fast");
  expect(refused?.details.retryAfterMs).toBe(table.post.everyMs);
  expect(refusalOf(() => rates.spend("post", 2))).toBeNull();
  at += table.post.everyMs;
  expect(refusalOf(() => rates.spend("post", 1))).toBeNull();
  expect(refusalOf(() => rates.spend("post", 1))).not.toBeNull();
});

test("[W9] being refused costs nothing", () => {
  let at = 0;
  const rates = createRates({ monotonicMs: () => at, enabled: true });
  for (let post = 0; post < table.post.burst + 50; post += 1) refusalOf(() => rates.spend("post", 1));
  at += table.post.everyMs;
  expect(refusalOf(() => rates.spend("post", 1))).toBeNull();
});

test("[A5] frames are counted for a person, whatever socket they come from", () => {
  const rates = createRates({ monotonicMs: () => 0, enabled: true });
  for (let frame = 0; frame < table.frame.burst; frame += 1) expect(rates.allowFrame(1, 10)).toBe(true);
  expect(rates.allowFrame(1, 10)).toBe(false);
  expect(rates.allowFrame(2, 10)).toBe(true);
});

test("[A5] bytes of frames and bodies share one count, in fractions of a KiB; what is refused costs nothing", () => {
  let at = 0;
  const rates = createRates({ monotonicMs: () => at, enabled: true });
  const { burst, everyMs } = table.kibibytes;
  const largest = 64 * 1024;
  for (let part = 0; part < burst / 64 - 1; part += 1) {
    if (part % 2 === 0) expect(rates.allowFrame(1, largest)).toBe(true);
    else rates.spendBytes(1, largest);
  }
  for (let part = 0; part < 128; part += 1) rates.spendBytes(1, 512);
  expect(rates.allowFrame(1, 1024)).toBe(false);
  expect(refusalOf(() => rates.spendBytes(1, 1024))?.details.retryAfterMs).toBe(everyMs);
  expect(rates.allowFrame(2, largest)).toBe(true);
  at += everyMs;
  expect(rates.allowFrame(1, 1024)).toBe(true);
  expect(rates.allowFrame(1, 1024)).toBe(false);
});

test("[A5] refused upgrades are counted for their address, and no others", () => {
  let at = 0;
  const rates = createRates({ monotonicMs: () => at, enabled: true });
  const { burst, everyMs } = table.upgradeRefused;
  for (let knock = 0; knock < burst * 2; knock += 1) rates.checkUpgrade("192.0.2.1");
  for (let knock = 0; knock < burst; knock += 1) rates.countRefusedUpgrade("192.0.2.1");
  expect(refusalOf(() => rates.checkUpgrade("192.0.2.1"))).toMatchObject({ code: "too_fast" });
  expect(refusalOf(() => rates.checkUpgrade("192.0.2.2"))).toBeNull();
  at += everyMs;
  expect(refusalOf(() => rates.checkUpgrade("192.0.2.1"))).toBeNull();
});

test("[W9] RATE_LIMITS=off limits nothing", () => {
  const rates = createRates({ monotonicMs: () => 0, enabled: false });
  for (let frame = 0; frame < table.frame.burst * 2; frame += 1) expect(rates.allowFrame(1, 1e6)).toBe(true);
  for (let post = 0; post < table.post.burst * 2; post += 1) rates.spend("post", 1);
});

test("[A5] what turned out to be more than one is counted after it, and waited for before the next", () => {
  let at = 0;
  const rates = createRates({ monotonicMs: () => at, enabled: true });
  rates.spend("history", 1);
  rates.charge("history", 1, table.history.burst + 3.5);
  const refused = refusalOf(() => rates.spend("history", 1));
  expect(refused?.details.retryAfterMs).toBe(table.history.everyMs * 5.5);
  expect(refusalOf(() => rates.spend("history", 2))).toBeNull();
  at += table.history.everyMs * 5.5;
  expect(refusalOf(() => rates.spend("history", 1))).toBeNull();
});
