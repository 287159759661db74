// Latencies by the thousand: numbers in one typed array, sorted once at the end.
import type { Percentiles } from "./plan.ts";

export interface Stopwatch {
  add(ms: number): void;
  percentiles(): Percentiles;
}

export function createStopwatch(): Stopwatch {
  let values = new Float64Array(1 << 16);
  let count = 0;
  return {
    add(ms) {
      if (count === values.length) {
        const wider = new Float64Array(values.length * 2);
        wider.set(values);
        values = wider;
      }
      values[count] = ms;
      count += 1;
    },
    percentiles() {
      const sorted = values.slice(0, count).sort();
      const at = (share: number) => sorted[Math.min(count - 1, Math.floor(count * share))] ?? Number.NaN;
      return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count };
    },
  };
}
