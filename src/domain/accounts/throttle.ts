// How often something may be tried, by key. One number a key: the time at which its bucket is full again.

/** `burst` tries at once, then one every `everyMs`. */
export interface Rate {
  burst: number;
  everyMs: number;
}

export interface ThrottleDeps extends Rate {
  /** Not the wall clock: set back, it would refuse for as long as it was set back (H6). */
  monotonicMs: () => number;
  /** More keys than this, and the one used longest ago is forgotten. */
  maxKeys?: number;
}

export type Throttle = ReturnType<typeof createThrottle>;

/** The bucket of one key. */
export interface Count {
  /** 0: may be tried now; else how long to wait. */
  waitMs(): number;
  spend(): void;
  /** Takes back the last attempt. */
  refund(): void;
  forget(): void;
}

export function createThrottle({ burst, everyMs, monotonicMs, maxKeys = 20_000 }: ThrottleDeps) {
  // In order of last use, because `spend` puts a key at the end.
  const fullAt = new Map<string, number>();

  /** 0: may be tried now; else how long to wait. `units`: what it weighs, a fraction too, at most `burst`. */
  function waitMs(key: string, units = 1): number {
    return Math.max(0, fullAtOf(key) - monotonicMs() - (burst - units) * everyMs);
  }

  function spend(key: string, units = 1): void {
    const next = fullAtOf(key) + units * everyMs;
    fullAt.delete(key);
    fullAt.set(key, next);
    if (fullAt.size > maxKeys) sweep();
  }

  function refund(key: string): void {
    const full = fullAt.get(key);
    if (full !== undefined) fullAt.set(key, full - everyMs);
  }

  function forget(key: string): void {
    fullAt.delete(key);
  }

  function fullAtOf(key: string): number {
    return Math.max(fullAt.get(key) ?? 0, monotonicMs());
  }

  function sweep(): void {
    const at = monotonicMs();
    for (const [key, full] of fullAt) if (full <= at) fullAt.delete(key);
    for (const key of fullAt.keys()) {
      // Down to nine tenths, so that a flood of keys does not sweep at every try.
      if (fullAt.size <= maxKeys * 0.9) break;
      fullAt.delete(key);
    }
  }

  function count(key: string): Count {
    return {
      waitMs: () => waitMs(key),
      spend: () => spend(key),
      refund: () => refund(key),
      forget: () => forget(key),
    };
  }

  return { waitMs, spend, refund, forget, count, size: () => fullAt.size };
}
