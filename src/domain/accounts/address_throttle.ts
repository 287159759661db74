// A throttle by address: each IPv6 network around it has a separate, larger count (SPEC R7).
import { networksOf } from "./addresses.ts";
import { createThrottle, type Count, type ThrottleDeps } from "./throttle.ts";

/** What a /64 (or an IPv4 address), a /56 and a /48 may do, as multiples of the rate. */
const shares = [1, 2, 4];

interface AddressThrottle {
  /** `what` distinguishes the counts of one address. */
  count(address: string, what?: string): Count;
}

export function createAddressThrottle({ burst, everyMs, ...deps }: ThrottleDeps): AddressThrottle {
  const tiers = shares.map((share) =>
    createThrottle({ ...deps, burst: burst * share, everyMs: everyMs / share }),
  );

  return {
    count(address, what = "") {
      const networks = networksOf(address);
      const counts = tiers
        .slice(0, networks.length)
        .map((throttle, at) => throttle.count(`${what} ${networks[at]}`));
      return {
        waitMs: () => Math.max(...counts.map((count) => count.waitMs())),
        spend: () => counts.forEach((count) => count.spend()),
        refund: () => counts.forEach((count) => count.refund()),
        forget: () => counts.forEach((count) => count.forget()),
      };
    },
  };
}
