// How often accounts may be tried, all counted before any password is hashed (SPEC R7). src/docs/limits.md lists these.
import { ChatError } from "../chat_error.ts";
import { createAddressThrottle } from "./address_throttle.ts";
import { createThrottle, type Count, type Rate } from "./throttle.ts";

/** By address: one IPv4 address or one IPv6 /64; the /56 and the /48 around it have separate, larger counts. */
const addressRates = {
  /** Signing in to one account from one address. */
  signInByAccount: { burst: 10, everyMs: 30_000 },
  /** Signing in from one address, to any account: an office shares an address. */
  signInByAddress: { burst: 200, everyMs: 1000 },
  /** New accounts. */
  register: { burst: 60, everyMs: 10_000 },
  /** The first account. */
  setup: { burst: 20, everyMs: 10_000 },
  /** Setting a password by a reset link. */
  reset: { burst: 20, everyMs: 10_000 },
  /** Looking whether an invite works. */
  inviteLookup: { burst: 120, everyMs: 1000 },
} as const satisfies Record<string, Rate>;

const otherRates = {
  /** Signing in to one account from a browser that signed in to it before: counted separately, so that strangers cannot lock the owner out. */
  signInByDevice: { burst: 10, everyMs: 30_000 },
  /** Wrong tries at one account by all browsers that never signed in to it, from wherever. */
  signInByStrangers: { burst: 100, everyMs: 3000 },
  /** Beyond that, by network (an IPv4 address or an IPv6 /48): a stranger waits for a minute, and is never locked out. */
  signInUnderAttack: { burst: 1, everyMs: 60_000 },
  /** Changing a password, by user. */
  changePassword: { burst: 10, everyMs: 30_000 },
  /** Making invites, by user. */
  createInvite: { burst: 30, everyMs: 60_000 },
  /** Changing a profile, by user: it is sent to everyone. */
  changeProfile: { burst: 30, everyMs: 2000 },
  /** Roles, deactivating, erasing and reset links, by admin. */
  changePeople: { burst: 60, everyMs: 1000 },
} as const satisfies Record<string, Rate>;

export const accountRates = { ...addressRates, ...otherRates };

type AddressLimit = keyof typeof addressRates;
type OtherLimit = keyof typeof otherRates;

export interface AccountLimits {
  byAddress(limit: AddressLimit, address: string, what?: string): Count;
  by(limit: OtherLimit, key: string | number): Count;
  /** Counts one try in each bucket, or refuses it and counts it in none: a refused try takes nothing from the others. */
  spend(...counts: Count[]): void;
}

interface AccountLimitsDeps {
  monotonicMs: () => number;
  enabled: boolean;
}

export function createAccountLimits({ monotonicMs, enabled }: AccountLimitsDeps): AccountLimits {
  const addresses = each(addressRates, (rate) => createAddressThrottle({ ...rate, monotonicMs }));
  const others = each(otherRates, (rate) => createThrottle({ ...rate, monotonicMs }));

  return {
    byAddress: (limit, address, what) => addresses[limit].count(address, what),
    by: (limit, key) => others[limit].count(String(key)),
    spend(...counts) {
      if (!enabled) return;
      const retryAfterMs = Math.max(0, ...counts.map((count) => count.waitMs()));
      if (retryAfterMs > 0) {
        const seconds = Math.ceil(retryAfterMs / 1000);
        const wait = seconds === 1 ? "1 second" : `${seconds} seconds`;
        throw new ChatError("too_fast", `Too many tries. Try again in ${wait}.`, { retryAfterMs });
      }
      for (const count of counts) count.spend();
    },
  };
}

function each<N extends string, T>(rates: Record<N, Rate>, make: (rate: Rate) => T): Record<N, T> {
  const made = Object.entries<Rate>(rates).map(([name, rate]) => [name, make(rate)]);
  // The same names come out as go in.
  return Object.fromEntries(made) as Record<N, T>;
}
