// Numbers of this process, as Prometheus reads them. Counting allocates nothing; everything else is asked when someone looks.
import { errorCodes, type ErrorCode } from "../protocol/error_codes.ts";
import { histogramText, metricText, type Sample } from "./metrics/exposition.ts";
import { createHistogram, type Histogram } from "./metrics/histogram.ts";
import { counters, histograms, type CounterName, type HistogramName } from "./metrics/names.ts";

export interface Metrics {
  count(name: CounterName, by?: number): void;
  /** Over REST, sockets and their upgrade. The codes are all the labels there can be. */
  countRefusal(code: ErrorCode): void;
  observe(name: HistogramName, value: number): void;
  /** A value that is asked for when someone looks. */
  gauge(name: string, help: string, read: Read): void;
  /** One for each label that it gives. */
  gauges(name: string, help: string, read: () => Sample[]): void;
  /** The same for what someone else counts. */
  counter(name: string, help: string, read: Read): void;
  render(): Promise<string>;
}

/** What rejects, or takes so long that a scrape would give up (10 s, usually), is NaN. */
type Read = () => number | Promise<number>;

const readWithinMs = 5000;

interface Asked {
  name: string;
  help: string;
  type: "counter" | "gauge";
  read: () => Sample[] | Promise<Sample[]>;
}

export function createMetrics(): Metrics {
  const counts = new Map<CounterName, number>();
  const refusals = new Map<ErrorCode, number>();
  const observed = new Map<string, Histogram>(
    Object.entries(histograms).map(([name, { bounds }]) => [name, createHistogram(bounds)]),
  );
  const asked: Asked[] = [];

  function ask(type: "counter" | "gauge", name: string, help: string, read: Read): void {
    asked.push({ type, name, help, read: async () => [{ value: await orNaN(read) }] });
  }

  function refusalSamples(): Sample[] {
    const codes = Object.keys(errorCodes) as ErrorCode[];
    return codes.map((reason) => ({ labels: { reason }, value: refusals.get(reason) ?? 0 }));
  }

  async function render(): Promise<string> {
    const gauges = await Promise.all(
      asked.map(async ({ name, help, type, read }) => metricText(name, help, type, await read())),
    );
    const refused = "Refusals by their code, over REST, sockets and at the upgrade.";
    return [
      ...gauges,
      ...Object.entries(counters).map(([name, help]) =>
        metricText(name, help, "counter", [{ value: counts.get(name as CounterName) ?? 0 }]),
      ),
      metricText("confab_refusals_total", refused, "counter", refusalSamples()),
      ...Object.entries(histograms).map(([name, { help, bounds }]) =>
        histogramText(name, help, bounds, observed.get(name) ?? createHistogram(bounds)),
      ),
    ].join("");
  }

  return {
    count(name, by = 1) {
      counts.set(name, (counts.get(name) ?? 0) + by);
    },
    countRefusal(code) {
      refusals.set(code, (refusals.get(code) ?? 0) + 1);
    },
    observe: (name, value) => observed.get(name)?.observe(value),
    gauge: (name, help, read) => ask("gauge", name, help, read),
    gauges: (name, help, read) => void asked.push({ type: "gauge", name, help, read }),
    counter: (name, help, read) => ask("counter", name, help, read),
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
