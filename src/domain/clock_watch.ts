// The wall clock, compared with the monotonic one (SPEC H6). Limits and timeouts use the second; anything that expires by
// the first (sessions, links) is removed only after it has been steady for a while: a clock that is wrong for a moment must not
// cost anyone their session.
import type { After } from "./timer.ts";
import type { Warnings } from "./warnings.ts";

interface ClockWatchDeps {
  now: () => number;
  monotonicMs: () => number;
  after: After;
  warnings: Pick<Warnings, "raise" | "clear">;
}

interface ClockWatch {
  /** No jump for an hour, and running for an hour: a machine may start with a wrong clock. */
  isSteady(): boolean;
  stop(): void;
}

const jumpMs = 60_000;
export const steadyMs = 3600_000;
export const checkEveryMs = 10_000;

export function createClockWatch({ now, monotonicMs, after, warnings }: ClockWatchDeps): ClockWatch {
  let ahead = now() - monotonicMs();
  let steadyFrom = monotonicMs();
  let next = after(checkEveryMs, checkAgain);

  function checkAgain(): void {
    next = after(checkEveryMs, checkAgain);
    check();
  }

  function check(): void {
    const before = ahead;
    ahead = now() - monotonicMs();
    const jumped = ahead - before;
    if (Math.abs(jumped) > jumpMs) {
      steadyFrom = monotonicMs();
      const direction = jumped > 0 ? "forward" : "back";
      const text = `The clock of this machine jumped ${direction} by ${spell(jumped)}, to ${new Date(now()).toISOString()}. Message times around it are wrong. Set the clock from the network (NTP).`;
      warnings.raise("clock_jumped", text);
    } else if (isSteadyNow()) warnings.clear("clock_jumped");
  }

  function isSteadyNow(): boolean {
    return monotonicMs() - steadyFrom >= steadyMs;
  }

  return {
    isSteady() {
      check();
      return isSteadyNow();
    },
    stop: () => next.cancel(),
  };
}

function spell(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1440)} days`;
}
