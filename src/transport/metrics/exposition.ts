// Prometheus' text format, version 0.0.4.
import type { Histogram } from "./histogram.ts";

type MetricType = "counter" | "gauge" | "histogram";

export interface Sample {
  labels?: Readonly<Record<string, string>>;
  value: number;
}

export function metricText(name: string, help: string, type: MetricType, samples: readonly Sample[]): string {
  const head = `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n`;
  return head + samples.map((sample) => sampleLine(name, sample)).join("");
}

export function histogramText(
  name: string,
  help: string,
  bounds: readonly number[],
  histogram: Histogram,
): string {
  const { buckets, sum } = histogram.read();
  const all = buckets.at(-1) ?? 0;
  const lines = buckets.map((value, at) =>
    sampleLine(`${name}_bucket`, { labels: { le: String(bounds[at] ?? "+Inf") }, value }),
  );
  lines.push(sampleLine(`${name}_sum`, { value: sum }), sampleLine(`${name}_count`, { value: all }));
  return metricText(name, help, "histogram", []) + lines.join("");
}

function sampleLine(name: string, { labels = {}, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${value}\n`;
}

function escapeHelp(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}
