// Counts what people do against the table of rates.
import { createAddressThrottle } from "../domain/accounts/address_throttle.ts";
import { createThrottle, type Count, type Throttle } from "../domain/accounts/throttle.ts";
import { ChatError } from "../domain/chat_error.ts";
import { rates, type PersonRate, type RateName } from "../protocol/rates.ts";
import type { WorkOwner } from "./work_in_flight.ts";

export interface Rates {
  /** Throws `too_fast` with `retryAfterMs`; then nothing was counted. */
  spend(name: PersonRate, userId: number, units?: number): void;
  /** Throws as `spend` would, and counts nothing. */
  check(name: PersonRate, userId: number): void;
  /** Spends more after the fact: the request stands, the next ones are refused. */
  charge(name: PersonRate, userId: number, units: number): void;
  spendAddress(address: string): void;
  /** Whether this person may still say so much; counted then. */
  allowFrame(userId: number, bytes: number): boolean;
  /** Of a JSON body; throws like `spend`. */
  spendBytes(owner: WorkOwner, bytes: number): void;
  /** Throws when too many upgrades from this address were refused. Counts nothing. */
  checkUpgrade(address: string): void;
  countRefusedUpgrade(address: string): void;
}

export function createRates({
  monotonicMs,
  enabled,
}: {
  monotonicMs: () => number;
  enabled: boolean;
}): Rates {
  const throttles = new Map<RateName, Throttle>();
  for (const [name, rate] of Object.entries(rates)) {
    throttles.set(name as RateName, createThrottle({ ...rate, monotonicMs }));
  }

  const addresses = {
    requestByAddress: createAddressThrottle({ ...rates.requestByAddress, monotonicMs }),
    upgradeRefused: createAddressThrottle({ ...rates.upgradeRefused, monotonicMs }),
  };

  function waitMs(name: RateName, key: string, units = 1): number {
    return enabled ? (throttles.get(name)?.waitMs(key, units) ?? 0) : 0;
  }

  function waitOf(count: Count): number {
    return enabled ? count.waitMs() : 0;
  }

  function count(name: RateName, key: string, units = 1): void {
    if (enabled) throttles.get(name)?.spend(key, units);
  }

  function spend(name: RateName, key: string, units = 1): void {
    refuseAfter(waitMs(name, key, units));
    count(name, key, units);
  }

  function refuseAfter(retryAfterMs: number): void {
    if (retryAfterMs > 0)
      throw new ChatError("too_fast", "Too fast. Try again in a moment.", { retryAfterMs });
  }

  return {
    spend: (name, userId, units) => spend(name, String(userId), units),
    check: (name, userId) => refuseAfter(waitMs(name, String(userId))),
    charge: (name, userId, units) => count(name, String(userId), units),
    spendAddress(address) {
      const requests = addresses.requestByAddress.count(address);
      refuseAfter(waitOf(requests));
      if (enabled) requests.spend();
    },
    allowFrame(userId, bytes) {
      const key = String(userId);
      const units = bytes / 1024;
      if (waitMs("frame", key) > 0 || waitMs("kibibytes", key, units) > 0) return false;
      count("frame", key);
      count("kibibytes", key, units);
      return true;
    },
    spendBytes: (owner, bytes) => spend("kibibytes", String(owner), bytes / 1024),
    checkUpgrade: (address) => refuseAfter(waitOf(addresses.upgradeRefused.count(address))),
    countRefusedUpgrade(address) {
      if (enabled) addresses.upgradeRefused.count(address).spend();
    },
  };
}
