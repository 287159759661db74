// How often accounts may be tried, all counted before any password is hashed (SPEC R7).
import { ChatError } from "../chat_error.ts";
import { createThrottle, type Rate } from "./throttle.ts";

/** The README lists these. `address` is one IPv4 address or one IPv6 /64. */
export const accountRates = {
  /** Signing in to one account from one address. */
  signInByAccount: { burst: 10, everyMs: 30_000 },
  /** Signing in from one address, whatever the account: an office shares one. */
  signInByAddress: { burst: 200, everyMs: 1000 },
  /** Signing in to one account from a browser that signed in to it before: counted apart, so nobody locks its owner out. */
  signInByDevice: { burst: 10, everyMs: 30_000 },
  /** New accounts, by address. */
  register: { burst: 60, everyMs: 10_000 },
  /** The first account, by address. */
  setup: { burst: 20, everyMs: 10_000 },
  /** Setting a password by a reset link, by address. */
  reset: { burst: 20, everyMs: 10_000 },
  /** Looking whether an invite works, by address. */
  inviteLook: { burst: 120, everyMs: 1000 },
  /** Changing one's password, by user. */
  changePassword: { burst: 10, everyMs: 30_000 },
  /** Making invites, by user. */
  createInvite: { burst: 30, everyMs: 60_000 },
  /** Changing one's profile, by user: everyone is told. */
  changeProfile: { burst: 30, everyMs: 2000 },
  /** Roles, deactivating, erasing and reset links, by admin. */
  changePeople: { burst: 60, everyMs: 1000 },
} as const satisfies Record<string, Rate>;

export type LimitName = keyof typeof accountRates;

export type AccountLimits = ReturnType<typeof createAccountLimits>;

export function createAccountLimits({
  monotonicMs,
  enabled,
}: {
  monotonicMs: () => number;
  enabled: boolean;
}) {
  const throttles = {
    signInByAccount: createThrottle({ ...accountRates.signInByAccount, monotonicMs }),
    signInByAddress: createThrottle({ ...accountRates.signInByAddress, monotonicMs }),
    signInByDevice: createThrottle({ ...accountRates.signInByDevice, monotonicMs }),
    register: createThrottle({ ...accountRates.register, monotonicMs }),
    setup: createThrottle({ ...accountRates.setup, monotonicMs }),
    reset: createThrottle({ ...accountRates.reset, monotonicMs }),
    inviteLook: createThrottle({ ...accountRates.inviteLook, monotonicMs }),
    changePassword: createThrottle({ ...accountRates.changePassword, monotonicMs }),
    createInvite: createThrottle({ ...accountRates.createInvite, monotonicMs }),
    changeProfile: createThrottle({ ...accountRates.changeProfile, monotonicMs }),
    changePeople: createThrottle({ ...accountRates.changePeople, monotonicMs }),
  };

  /** Counts one try in each bucket, or refuses it and counts it in none: a refused try takes nothing from the others. */
  function spend(...tries: [LimitName, string][]): void {
    if (!enabled) return;
    const buckets = tries.map(([limit, key]) => ({ throttle: throttles[limit], key }));
    const retryAfterMs = Math.max(0, ...buckets.map(({ throttle, key }) => throttle.waitMs(key)));
    if (retryAfterMs > 0) {
      const seconds = Math.ceil(retryAfterMs / 1000);
      const wait = seconds === 1 ? "1 second" : `${seconds} seconds`;
      throw new ChatError("too_fast", `Too many tries. Try again in ${wait}.`, { retryAfterMs });
    }
    for (const { throttle, key } of buckets) throttle.spend(key);
  }

  function forget(limit: LimitName, key: string): void {
    throttles[limit].forget(key);
  }

  return { spend, forget };
}

/** Who shares one count: an IPv6 host owns a whole /64, so single addresses of it say nothing. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("%")[0]?.split("::") ?? [];
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const all = [...groups, ...Array.from({ length: zeros }, () => "0"), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
