import { expect, test } from "bun:test";

import { ChatError } from "../../src/domain/chat_error.ts";
import { createRates, rates as table } from "../../src/transport/rates.ts";

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

test("[W9] a socket's frames are counted by themselves and forgotten with it", () => {
  const rates = createRates({ monotonicMs: () => 0, enabled: true });
  for (let frame = 0; frame < table.frame.burst; frame += 1) expect(rates.allowFrame(1)).toBe(true);
  expect(rates.allowFrame(1)).toBe(false);
  expect(rates.allowFrame(2)).toBe(true);
  rates.forgetSocket(1);
  expect(rates.allowFrame(1)).toBe(true);
});

test("[W9] RATE_LIMITS=off limits nothing", () => {
  const rates = createRates({ monotonicMs: () => 0, enabled: false });
  for (let frame = 0; frame < table.frame.burst * 2; frame += 1) expect(rates.allowFrame(1)).toBe(true);
  for (let post = 0; post < table.post.burst * 2; post += 1) rates.spend("post", 1);
});
