// When to send. Open loop: each send has its time, whatever came of those before, and latencies count from that time; a stall
// of the server delays nothing that is measured (no coordinated omission).
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";

import { createHistogram } from "./histogram.ts";

/** A timer fires late by part of a millisecond: the rest is waited for in turns of the event loop. */
const spinMs = 1.5;

interface Paced {
  sent: number;
  /** Turns of the event loop in which nothing was to do: no work of the load generator. */
  idleMs: number;
  /** How late the sends left: what the load generator itself adds to every latency. */
  lateP99Ms: number;
}

interface Pace {
  perSecond: number;
  seconds: number;
  /** Waits for the next time by asking again and again. Needs a core of its own. */
  isSpinning: boolean;
  /** Changes when the load generator has worked. */
  work: () => number;
  send: (n: number, intendedAt: number) => void;
  /** After the sends of one moment. */
  flush: () => void;
}

export async function openLoop({ perSecond, seconds, isSpinning, work, send, flush }: Pace): Promise<Paced> {
  const late = createHistogram();
  const start = performance.now();
  const total = Math.floor(perSecond * seconds);
  const at = (n: number) => start + (n * 1000) / perSecond;
  let idleMs = 0;
  for (let n = 0; n < total;) {
    const now = performance.now();
    for (; n < total && at(n) <= now; n += 1) {
      send(n, at(n));
      late.add(now - at(n));
    }
    flush();
    if (n === total) break;
    const leftMs = at(n) - performance.now();
    if (!isSpinning || leftMs > 2 * spinMs) await wait(Math.max(1, leftMs - (isSpinning ? spinMs : 0)));
    else {
      const before = work();
      const begun = performance.now();
      await turn();
      if (work() === before) idleMs += performance.now() - begun;
    }
  }
  return { sent: total, idleMs, lateP99Ms: late.percentileMs(0.99) };
}

export async function until(isTrue: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!isTrue()) {
    if (performance.now() > deadline) return false;
    await wait(5);
  }
  return true;
}
