// A clock that a test moves by hand, with the timers that wait on it.
import type { After } from "../../src/domain/timer.ts";

export interface HandClock {
  now: () => number;
  after: After;
  /** Lets time pass; what falls due runs, in order of its time. */
  pass(ms: number): void;
}

export function createHandClock(start = 1_700_000_000_000): HandClock {
  let clock = start;
  let waiting: { at: number; run: () => void }[] = [];

  return {
    now: () => clock,
    after(delayMs, run) {
      const timer = { at: clock + delayMs, run };
      waiting.push(timer);
      return { cancel: () => void (waiting = waiting.filter((one) => one !== timer)) };
    },
    pass(ms) {
      const until = clock + ms;
      for (;;) {
        const [next] = waiting.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
        if (!next) break;
        waiting = waiting.filter((one) => one !== next);
        clock = Math.max(clock, next.at);
        next.run();
      }
      clock = until;
    },
  };
}
