// What the benchmark's percentiles are made of.
import { describe, expect, test } from "bun:test";

import { createHistogram } from "../bench/load/histogram.ts";
import { createRandom } from "../support/random.ts";

describe("[PROJECT] the benchmark's histogram", () => {
  test("[PROJECT] tells percentiles as sorting does, never less and at most 1 % more", () => {
    const random = createRandom(7);
    const histogram = createHistogram();
    // From microseconds to minutes.
    const values = Array.from({ length: 20_000 }, () => 10 ** (random.next() * 8 - 3));
    for (const value of values) histogram.add(value);
    const sorted = values.toSorted((a, b) => a - b);
    for (const share of [0.001, 0.25, 0.5, 0.9, 0.99, 0.999, 1]) {
      const exact = Math.round((sorted[Math.ceil(share * sorted.length) - 1] ?? 0) * 1000) / 1000;
      const measured = histogram.percentileMs(share);
      expect([share, measured >= exact, measured <= exact * 1.01]).toEqual([share, true, true]);
    }
    expect([histogram.count(), histogram.maxMs()]).toEqual([
      20_000,
      Math.round((sorted.at(-1) ?? 0) * 1000) / 1000,
    ]);
  });

  test("[PROJECT] knows each microsecond below 256 by itself", () => {
    for (let us = 0; us < 256; us += 1) {
      const histogram = createHistogram();
      histogram.add(us / 1000);
      histogram.add(1000);
      expect(histogram.percentileMs(0.5)).toBe(us / 1000);
    }
  });

  test("[PROJECT] one stall among a thousand is the 99.9th percentile's neighbour, and the maximum", () => {
    const histogram = createHistogram();
    for (let n = 0; n < 999; n += 1) histogram.add(1);
    histogram.add(500);
    // 1,000 µs lie in a bucket of four, which ends at 1,003.
    expect([0.5, 0.99, 0.999].map((share) => histogram.percentileMs(share))).toEqual([1.003, 1.003, 1.003]);
    expect([histogram.percentileMs(1), histogram.maxMs()]).toEqual([500, 500]);
  });

  test("[PROJECT] holds what is below and above its range at its ends, and is NaN while it is empty", () => {
    const histogram = createHistogram();
    expect([histogram.percentileMs(0.5), histogram.maxMs()]).toEqual([NaN, NaN]);
    histogram.add(-3);
    expect(histogram.percentileMs(1)).toBe(0);
    histogram.add(1e9);
    expect(histogram.percentileMs(1)).toBe((2 ** 32 - 1) / 1000);
  });
});
