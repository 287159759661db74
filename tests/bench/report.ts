// The results as text: a table for each row, a line for each contestant, the median of the runs and how far they lie apart.
import { titles } from "./contestants/contestants.ts";
import type { ResultRow, Spread } from "./results.ts";

/** Names of columns, shortened where they are long. */
const heads: Record<string, string> = {
  postsPerSecond: "posts/s",
  deliveriesPerSecond: "deliveries/s",
  cpuUsPerPost: "CPU µs/post",
  cpuUsPerDelivery: "CPU µs/delivery",
  serverCores: "server cores",
  loadCores: "load cores",
  bytesPerDelivery: "bytes",
};

export function printRows(rows: ResultRow[]): void {
  for (const [row, group] of Map.groupBy(rows, (one) => one.row)) {
    const columns = columnsOf(group);
    console.log("");
    printTable([
      [row, ...columns.map(({ head }) => head)],
      ...group.map((one) => [
        titles[one.contestant],
        ...columns.map(({ names }) => names.map((name) => cell(one.values[name])).join(" / ")),
      ]),
    ]);
    for (const { contestant, loadBoundRuns, runs } of group) {
      if (loadBoundRuns === 0) continue;
      const often = `${loadBoundRuns} of ${runs} runs`;
      console.log(`  ${titles[contestant]}: the load generator was the limit in ${often}.`);
    }
  }
}

/** The percentiles of one latency are one column. */
function columnsOf(group: ResultRow[]): { head: string; names: string[] }[] {
  const names = [...new Set(group.flatMap(({ values }) => Object.keys(values)))];
  const byHead = Map.groupBy(names, (name) => {
    const [, latency] = /^(.+?)(?:P50|P99|P999|Max)Ms$/.exec(name) ?? [];
    if (latency !== undefined) return `${latency} ms 50/99/99.9/max`;
    return heads[name] ?? name.replace(/Ms$/, " ms").replace(/Mb$/, " MB");
  });
  return [...byHead].map(([head, some]) => ({ head, names: some }));
}

/** Half of how far the runs lie apart, in per cent of the median. */
function cell(spread: Spread | undefined): string {
  if (!spread) return "";
  const { median, min, max } = spread;
  const apart = median > 0 ? Math.round((50 * (max - min)) / median) : 0;
  return apart === 0 ? figure(median) : `${figure(median)} ±${apart}%`;
}

/** Three digits that count. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(3)));
}

function printTable(rows: string[][]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows) {
    const padded = row.map((text, at) =>
      at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0),
    );
    console.log(padded.join("  "));
  }
}
