// Numbers of this process, as Prometheus reads them. Counting allocates nothing; everything else is read at a scrape.
import { errorCodes, type ErrorCode } from "../protocol/error_codes.ts";
import { histogramText, metricText, type Sample } from "./metrics/exposition.ts";
import { createHistogram, type Histogram } from "./metrics/histogram.ts";
import { metricEntries, type MetricName, type NameOf } from "./metrics/metric_list.ts";

export interface Metrics {
  count(name: NameOf<"counter">, by?: number): void;
  /** Over REST, sockets and their upgrade. The codes are all the labels there can be. */
  countRefusal(code: ErrorCode): void;
  observe(name: NameOf<"histogram">, value: number): void;
  /** A value that is read at each scrape. */
  read(name: NameOf<"counter" | "gauge">, read: Read): void;
  /** Likewise, a sample for each label. */
  readSamples(name: NameOf<"gauge">, read: () => Sample[]): void;
  render(): Promise<string>;
}

/** NaN if it rejects, or takes so long that a scrape would give up (10 s, usually). */
type Read = () => number | Promise<number>;

const readWithinMs = 5000;

export function createMetrics(): Metrics {
  const counts = new Map<MetricName, number>();
  const refusals = new Map<ErrorCode, number>();
  const observed = new Map<MetricName, Histogram>();
  const sources = new Map<MetricName, () => Sample[] | Promise<Sample[]>>();
  for (const [name, { bounds }] of metricEntries) if (bounds) observed.set(name, createHistogram(bounds));

  sources.set("confab_refusals_total", () => {
    const codes = Object.keys(errorCodes) as ErrorCode[];
    return codes.map((reason) => ({ labels: { reason }, value: refusals.get(reason) ?? 0 }));
  });

  async function render(): Promise<string> {
    const texts = metricEntries.map(async ([name, { kind, help, bounds }]) => {
      const histogram = observed.get(name);
      if (histogram && bounds) return histogramText(name, help, bounds, histogram);
      const source = sources.get(name);
      // A gauge without a source is of a part that this process does not run.
      if (!source && kind === "gauge") return "";
      return metricText(name, help, kind, source ? await source() : [{ value: counts.get(name) ?? 0 }]);
    });
    return (await Promise.all(texts)).join("");
  }

  return {
    count(name, by = 1) {
      counts.set(name, (counts.get(name) ?? 0) + by);
    },
    countRefusal(code) {
      refusals.set(code, (refusals.get(code) ?? 0) + 1);
    },
    observe: (name, value) => observed.get(name)?.observe(value),
    read: (name, read) => void sources.set(name, async () => [{ value: await orNaN(read) }]),
    readSamples: (name, read) => void sources.set(name, read),
    render,
  };
}

async function orNaN(read: Read): Promise<number> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<number>((resolve) => {
    timer = setTimeout(() => resolve(Number.NaN), readWithinMs);
  });
  try {
    return await Promise.race([read(), late]);
  } catch {
    return Number.NaN;
  } finally {
    clearTimeout(timer);
  }
}
