// The help's table of metrics, made of the metrics themselves: `bun run metrics` writes it.
import { join } from "node:path";

import { metricEntries } from "./metric_list.ts";

const begin = "<!-- Written by `bun run metrics`. -->";
const end = "<!-- End of the metrics. -->";

/** The page of the help with this table in it. */
export function withMetrics(page: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error("src/docs/monitor.md has no place for the metrics.");
  return `${page.slice(0, from)}${begin}\n\n${metricsTable()}\n\n${page.slice(to)}`;
}

function metricsTable(): string {
  const rows = [
    ["metric", "kind", "meaning"],
    ...metricEntries.map(([name, { kind, label, help }]) => [
      label === undefined ? `\`${name}\`` : `\`${name}{${label}}\``,
      kind,
      help,
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`);
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

if (import.meta.main) {
  const page = join(import.meta.dir, "..", "..", "docs", "monitor.md");
  await Bun.write(page, withMetrics(await Bun.file(page).text()));
}
