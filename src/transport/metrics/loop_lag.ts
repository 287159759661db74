// How late the event loop is: a timer measures how long after its time it ran. Work that blocks the main thread shows here.
import type { Every } from "../../domain/timer.ts";

const lagEveryMs = 200;

interface LoopLagDeps {
  observe: (seconds: number) => void;
  every: Every;
  monotonicMs: () => number;
}

export function watchLoopLag({ observe, every, monotonicMs }: LoopLagDeps): { stop(): void } {
  let due = monotonicMs() + lagEveryMs;
  const timer = every(lagEveryMs, () => {
    const at = monotonicMs();
    observe(Math.max(0, at - due) / 1000);
    due = at + lagEveryMs;
  });
  return { stop: () => timer.cancel() };
}
