// How often people may do things, in one table; the README lists it. `burst` at once, then one every `everyMs`.
import { addressKey } from "../domain/accounts/account_limits.ts";
import { createThrottle, type Rate, type Throttle } from "../domain/accounts/throttle.ts";
import { ChatError } from "../domain/chat_error.ts";

export const rates = {
  /** Posts of one person, over socket and REST together. */
  post: { burst: 30, everyMs: 200 },
  /** Edits and deletions of one person. */
  change: { burst: 30, everyMs: 200 },
  /** Reactions given and taken by one person. */
  react: { burst: 60, everyMs: 200 },
  /** Frames that say that one person types, or stopped. */
  typing: { burst: 40, everyMs: 500 },
  /** Frames that say whether one person's tabs are looked at. */
  presence: { burst: 60, everyMs: 1000 },
  /** Read marks of one person. */
  mark: { burst: 100, everyMs: 100 },
  /** Catching up, by person: hundreds of rooms after a weekend. */
  sync: { burst: 1000, everyMs: 50 },
  /** History pages of one person. */
  history: { burst: 200, everyMs: 50 },
  /** Searches of one person, each page of what was found counted. */
  search: { burst: 30, everyMs: 500 },
  /** Making, changing, joining and leaving rooms, by person. */
  room: { burst: 60, everyMs: 1000 },
  /** Files of one person. */
  upload: { burst: 60, everyMs: 1000 },
  /** Pictures of one person, set and removed; by admins, removed. */
  avatar: { burst: 20, everyMs: 6000 },
  /** Opening sockets, by person: tabs that come back. */
  connect: { burst: 60, everyMs: 1000 },
  /** All REST requests of one person. */
  request: { burst: 400, everyMs: 20 },
  /** All REST requests from one address: an office shares one. */
  requestByAddress: { burst: 2000, everyMs: 5 },
  /** All frames of one socket, whatever they hold. More is a flood: it is closed with 4008. */
  frame: { burst: 1500, everyMs: 10 },
} as const satisfies Record<string, Rate>;

export type RateName = keyof typeof rates;

export interface Rates {
  /** Throws `too_fast` with `retryAfterMs`; then nothing was counted. */
  spend(name: Exclude<RateName, "requestByAddress" | "frame">, userId: number): void;
  spendAddress(address: string): void;
  /** Whether this socket may still speak; counted. */
  allowFrame(socketId: number): boolean;
  forgetSocket(socketId: number): void;
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

  function waitMs(name: RateName, key: string): number {
    const throttle = throttles.get(name);
    if (!enabled || !throttle) return 0;
    const wait = throttle.waitMs(key);
    if (wait === 0) throttle.spend(key);
    return wait;
  }

  function refuseAfter(retryAfterMs: number): void {
    if (retryAfterMs > 0)
      throw new ChatError("too_fast", "Too fast. Try again in a moment.", { retryAfterMs });
  }

  return {
    spend: (name, userId) => refuseAfter(waitMs(name, String(userId))),
    spendAddress: (address) => refuseAfter(waitMs("requestByAddress", addressKey(address))),
    allowFrame: (socketId) => waitMs("frame", String(socketId)) === 0,
    forgetSocket: (socketId) => throttles.get("frame")?.forget(String(socketId)),
  };
}
