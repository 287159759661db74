import { expect, test } from "bun:test";

import { accountRates, createAccountLimits } from "../../src/domain/accounts/account_limits.ts";
import { createAddressThrottle } from "../../src/domain/accounts/address_throttle.ts";
import { addressKey, networkKey, networksOf } from "../../src/domain/accounts/addresses.ts";
import { createThrottle } from "../../src/domain/accounts/throttle.ts";
import { ChatError } from "../../src/domain/chat_error.ts";

function createClock() {
  let at = 1_000_000;
  return { now: () => at, move: (ms: number) => void (at += ms) };
}

test("[R7] a bucket allows its burst at once, then one each interval", () => {
  const clock = createClock();
  const throttle = createThrottle({ burst: 3, everyMs: 1000, monotonicMs: clock.now });
  for (let tries = 0; tries < 3; tries += 1) {
    expect(throttle.waitMs("ada")).toBe(0);
    throttle.spend("ada");
  }
  expect(throttle.waitMs("ada")).toBe(1000);
  expect(throttle.waitMs("bob")).toBe(0);
  clock.move(999);
  expect(throttle.waitMs("ada")).toBe(1);
  clock.move(1);
  expect(throttle.waitMs("ada")).toBe(0);
  throttle.spend("ada");
  expect(throttle.waitMs("ada")).toBe(1000);
  clock.move(3000);
  for (let tries = 0; tries < 3; tries += 1) {
    expect(throttle.waitMs("ada")).toBe(0);
    throttle.spend("ada");
  }
  expect(throttle.waitMs("ada")).toBe(1000);
});

test("[R7] full buckets are swept, and the number of keys is bounded", () => {
  const clock = createClock();
  const throttle = createThrottle({ burst: 2, everyMs: 1000, monotonicMs: clock.now, maxKeys: 10 });
  for (let n = 0; n < 10; n += 1) throttle.spend(`old ${n}`);
  clock.move(5000);
  throttle.spend("ada");
  expect(throttle.size()).toBe(1);
  throttle.spend("ada");
  for (let n = 0; n < 1000; n += 1) {
    throttle.spend(`flood ${n}`);
    // Used again and again, so it is not the one forgotten.
    if (n % 5 === 0) {
      expect(throttle.waitMs("ada")).toBeGreaterThan(0);
      throttle.spend("ada");
    }
    expect(throttle.size()).toBeLessThanOrEqual(10);
  }
  expect(throttle.waitMs("ada")).toBeGreaterThan(0);
});

test("[R7] a try that one bucket refuses is counted in no other, and says when to come back", () => {
  const clock = createClock();
  const limiter = createAccountLimits({ monotonicMs: clock.now, enabled: true });
  const { burst, everyMs } = accountRates.signInByAccount;
  const account = limiter.byAddress("signInByAccount", "192.0.2.1", "ada");
  const office = limiter.byAddress("signInByAddress", "192.0.2.1");
  for (let tries = 0; tries < burst; tries += 1) limiter.spend(account, office);
  for (let tries = 0; tries < accountRates.signInByAddress.burst * 2; tries += 1) {
    expect(() => limiter.spend(account, office)).toThrow(ChatError);
  }
  // The office has all its other tries left.
  for (let tries = burst; tries < accountRates.signInByAddress.burst; tries += 1) {
    limiter.spend(office);
  }
  try {
    limiter.spend(account);
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    expect(error.code).toBe("too_fast");
    expect(error.details.retryAfterMs).toBe(everyMs);
    expect(error.message).toContain("30 seconds");
  }
});

test("[R7] RATE_LIMITS=off limits nothing", () => {
  const limiter = createAccountLimits({ monotonicMs: () => 0, enabled: false });
  for (let tries = 0; tries < 1000; tries += 1) limiter.spend(limiter.byAddress("setup", "192.0.2.1"));
});

test("[R7] an IPv6 host cannot leave its count by taking another of its addresses", () => {
  const one = addressKey("2001:db8:1:2:3:4:5:6");
  expect(addressKey("2001:0DB8:0001:0002:ffff::1")).toBe(one);
  expect(addressKey("2001:db8:1:3::1")).not.toBe(one);
  expect(addressKey("2001:db8::1")).toBe(addressKey("2001:db8:0:0:9::"));
  expect(addressKey("::1")).toBe(addressKey("0:0:0:0:0:0:0:1"));
  expect(addressKey("fe80::1%eth0")).toBe(addressKey("fe80::2"));
  expect(addressKey("::ffff:10.0.0.1")).toBe("10.0.0.1");
  expect(addressKey("10.0.0.1")).toBe("10.0.0.1");
  expect(addressKey("10.0.0.2")).not.toBe(addressKey("10.0.0.1"));
  expect(addressKey("")).toBe("");
});

test("[R7] an IPv6 address is in three networks that share counts, an IPv4 address in none but itself", () => {
  expect(networksOf("2001:db8:7:abcd::1")).toEqual([
    "2001:db8:7:abcd::/64",
    "2001:db8:7:ab00::/56",
    "2001:db8:7::/48",
  ]);
  expect(networksOf("2001:0db8:0007:000d:1::1").slice(1)).toEqual(["2001:db8:7:0::/56", "2001:db8:7::/48"]);
  expect(networksOf("2001:db8:7:1ff::")[1]).toBe(networksOf("2001:db8:7:100::")[1] ?? "");
  expect(networksOf("2001:db8:7:1ff::")[1]).not.toBe(networksOf("2001:db8:7:200::")[1] ?? "");
  expect(networksOf("::ffff:10.0.0.1")).toEqual(["10.0.0.1"]);
  expect(networkKey("2001:db8:7:abcd::1")).toBe("2001:db8:7::/48");
  expect(networkKey("10.0.0.1")).toBe("10.0.0.1");
});

test("[R7] a /64 has the rate, a /56 twice, a /48 four times as much, each for itself", () => {
  const clock = createClock();
  const throttle = createAddressThrottle({ burst: 3, everyMs: 1200, monotonicMs: clock.now });
  function triesOf(addresses: string[]): number {
    let passed = 0;
    for (const address of addresses) {
      const count = throttle.count(address);
      if (count.waitMs() > 0) continue;
      count.spend();
      passed += 1;
    }
    return passed;
  }
  const many = (address: (n: number) => string) => Array.from({ length: 100 }, (_, n) => address(n));
  expect(triesOf(many((n) => `2001:db8:1:100::${n}`))).toBe(3);
  expect(triesOf(many((n) => `2001:db8:1:1${(n + 100).toString(16)}::1`))).toBe(3);
  expect(triesOf(many((n) => `2001:db8:1:${(n + 2).toString(16)}00::1`))).toBe(6);
  expect(triesOf(many((n) => `2001:db8:1:${n}ff::1`))).toBe(0);
  expect(triesOf(["2001:db8:2::1"])).toBe(1);
  // The narrow one says when the wide one has room again.
  clock.move(300);
  expect(triesOf(["2001:db8:1:eeee::1", "2001:db8:1:eeee::1"])).toBe(1);
});
