// A clock that a test moves by hand, with the timers that wait on it.
import type { After } from "../../src/domain/timer.ts";

export interface HandClock {
  now: () => number;
  after: After;
  /** Lets time pass; what falls due runs, in order of its time. */
  pass(ms: number): void;
  /** Runs what falls due next, and nothing after it. */
  step(): void;
  /** When that is; Infinity while nothing waits. */
  nextAt(): number;
}

export function createHandClock(start = 1_700_000_000_000): HandClock {
  let clock = start;
  let waiting: { at: number; run: () => void }[] = [];

  function step(until: number): boolean {
    const [next] = waiting.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
    if (!next) return false;
    waiting = waiting.filter((one) => one !== next);
    clock = Math.max(clock, next.at);
    next.run();
    return true;
  }

  return {
    now: () => clock,
    after(delayMs, run) {
      const timer = { at: clock + delayMs, run };
      waiting.push(timer);
      return { cancel: () => void (waiting = waiting.filter((one) => one !== timer)) };
    },
    pass(ms) {
      const until = clock + ms;
      while (step(until));
      clock = until;
    },
    step: () => void step(Infinity),
    nextAt: () => Math.min(...waiting.map(({ at }) => at)),
  };
}
