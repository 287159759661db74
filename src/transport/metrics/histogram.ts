// Counts of values by size. Noting one allocates nothing: it is called for each commit.
export interface Histogram {
  observe(value: number): void;
  /** How many were at most as large as each bound, then all; and their sum. */
  read(): { buckets: number[]; sum: number };
}

/** `bounds` rise; a value equal to a bound belongs to it, as Prometheus counts (`le`). */
export function createHistogram(bounds: readonly number[]): Histogram {
  const counts = new Float64Array(bounds.length + 1);
  const bound = Float64Array.from([...bounds, Number.POSITIVE_INFINITY]);
  let sum = 0;

  return {
    observe(value) {
      let at = 0;
      while (value > (bound[at] ?? value)) at += 1;
      counts[at] = (counts[at] ?? 0) + 1;
      sum += value;
    },
    read() {
      let total = 0;
      return { buckets: Array.from(counts, (count) => (total += count)), sum };
    },
  };
}
