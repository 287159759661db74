// When to send. Open loop: each send has its time, whatever came of those before, and latencies count from that time; a stall
// of the server delays nothing that is measured (no coordinated omission).
import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";

import { createHistogram } from "./histogram.ts";

/** Handles what comes; waits for something, but no longer than that. */
export type Turn = (maxMs: number) => Promise<void>;

/** A timer fires late by part of a millisecond: the rest is waited for in turns of the event loop. */
const spinMs = 1.5;

/** Of Bun's own event loop, which handles what comes while a timer is awaited. */
export const bunTurn: Turn = async (maxMs) => {
  if (maxMs > spinMs) await wait(maxMs - spinMs);
  else await nextTurn();
};

interface Paced {
  /** Turns in which nothing was to do: no work of the load generator. */
  idleMs: number;
  /** How late the sends left: what the load generator itself adds to every latency. */
  lateP99Ms: number;
}

interface Pace {
  perSecond: number;
  seconds: number;
  /** Asks again and again for what comes, instead of sleeping until the next time. Needs a core of its own. */
  isSpinning: boolean;
  turn: Turn;
  /** Changes when the load generator has worked. */
  work: () => number;
  send: (n: number, intendedAt: number) => void;
  /** After the sends of one moment. */
  flush: () => void;
}

export async function openLoop({
  perSecond,
  seconds,
  isSpinning,
  turn,
  work,
  send,
  flush,
}: Pace): Promise<Paced> {
  const late = createHistogram();
  const start = performance.now();
  const total = Math.floor(perSecond * seconds);
  const at = (n: number) => start + (n * 1000) / perSecond;
  let idleMs = 0;
  for (let n = 0; n < total;) {
    const [now, sentBefore] = [performance.now(), n];
    for (; n < total && at(n) <= now; n += 1) {
      send(n, at(n));
      late.add(now - at(n));
    }
    if (n > sentBefore) flush();
    if (n === total) break;
    const leftMs = at(n) - performance.now();
    if (!isSpinning) await turn(Math.max(1, leftMs));
    else if (leftMs > 2 * spinMs) await turn(leftMs - spinMs);
    else idleMs += await idleIn(turn, work);
  }
  return { idleMs, lateP99Ms: late.percentileMs(0.99) };
}

/** Asking for nothing takes a few microseconds; where it takes longer, another process had the core. */
const maxIdleMs = 0.02;

/** How long a turn without waiting took, if there was nothing to do. */
async function idleIn(turn: Turn, work: () => number): Promise<number> {
  const before = work();
  const begun = performance.now();
  await turn(0);
  return work() === before ? Math.min(performance.now() - begun, maxIdleMs) : 0;
}

export async function until(
  isTrue: () => boolean,
  timeoutMs: number,
  turn: Turn = bunTurn,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!isTrue()) {
    if (performance.now() > deadline) return false;
    await turn(5);
  }
  return true;
}
