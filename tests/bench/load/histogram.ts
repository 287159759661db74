// Latencies by the million in fixed memory: buckets as in HDR histograms. Within each power of two lie 128 buckets of one width,
// so that a value is known to 1 % from a microsecond to an hour.

const precisionBits = 7;
const perPower = 1 << precisionBits;
const maxUs = 2 ** 32 - 1;

export interface Histogram {
  add(ms: number): void;
  count(): number;
  /** The upper edge of the bucket in which that share of all values ends; NaN without values. `share`: 0 to 1. */
  percentileMs(share: number): number;
  maxMs(): number;
}

export function createHistogram(): Histogram {
  const buckets = new Uint32Array((32 - precisionBits + 1) * perPower);
  let count = 0;
  let max = 0;
  return {
    add(ms) {
      const us = ms > 0 ? Math.min(Math.round(ms * 1000), maxUs) : 0;
      const bucket = bucketOf(us);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
      count += 1;
      if (us > max) max = us;
    },
    count: () => count,
    percentileMs(share) {
      if (count === 0) return Number.NaN;
      const rank = Math.max(1, Math.ceil(count * share));
      let seen = 0;
      for (const [bucket, some] of buckets.entries()) {
        seen += some;
        if (seen >= rank) return Math.min(upperEdgeOf(bucket), max) / 1000;
      }
      return max / 1000;
    },
    maxMs: () => (count === 0 ? Number.NaN : max / 1000),
  };
}

/** Microseconds below 128 have a bucket each; above, the seven bits behind the highest one say which. */
function bucketOf(us: number): number {
  const shift = Math.max(0, 31 - precisionBits - Math.clz32(us));
  return shift * perPower + (us >>> shift);
}

function upperEdgeOf(bucket: number): number {
  if (bucket < 2 * perPower) return bucket;
  const shift = Math.floor(bucket / perPower) - 1;
  const first = (bucket - shift * perPower) * 2 ** shift;
  return first + 2 ** shift - 1;
}

/** `1.2 / 3.4 / 5.6`: half of all, 99 % and 99.9 % took no longer. */
export function describeMs(histogram: Histogram): string {
  return [0.5, 0.99, 0.999].map((share) => histogram.percentileMs(share).toFixed(1)).join(" / ");
}
