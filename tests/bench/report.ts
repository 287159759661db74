// The table of a run, and whether all of it arrived.
import type { GeneratorReport, Percentiles, PhaseResult } from "./plan.ts";
import type { StoredCount } from "./stored_count.ts";

export interface Run {
  name: string;
  report: GeneratorReport;
  stored?: StoredCount;
}

const whole = (value: number) => Math.round(value).toLocaleString("en");
const percentiles = ({ p50, p95, p99 }: Percentiles) =>
  [p50, p95, p99].map((ms) => ms.toFixed(1)).join(" / ");

export function reportRun(runs: Run[], members: number): boolean {
  const [baseline, confab] = runs;
  const rows: string[][] = [];
  for (const run of runs) for (const phase of run.report.phases) rows.push(rowOf(run, phase));
  printTable(
    [
      "",
      "posts/s",
      "deliveries/s",
      "deliveries/CPU s",
      "server CPU",
      "generator CPU",
      "bytes",
      "post to ok ms (50/95/99)",
      "post to delivery ms (50/95/99)",
    ],
    rows,
  );
  for (const { name, report } of runs) {
    console.log(
      `${name}: ${whole(report.rssPerConnection)} bytes a connection, ${whole(report.serverRss / 2 ** 20)} MiB at the end`,
    );
  }
  for (const [index, ours] of (confab?.report.phases ?? []).entries()) {
    const theirs = baseline?.report.phases[index];
    if (!theirs) continue;
    const ratio = perCpuSecond(ours) / perCpuSecond(theirs);
    console.log(`Confab / bare topic, deliveries a CPU second, ${ours.name}: ${ratio.toFixed(2)}`);
  }
  const [most] = confab?.report.phases ?? [];
  if (most)
    console.log(`Confab: ${whole(most.posts / most.seconds)} synced posts/s to ${members} members each`);
  return runs.map(isWhole).every(Boolean);
}

function rowOf({ name }: Run, phase: PhaseResult): string[] {
  return [
    `${name}, ${phase.name}`,
    whole(phase.posts / phase.seconds),
    whole(phase.deliveries / phase.seconds),
    whole(perCpuSecond(phase)),
    `${Math.round((100 * phase.serverCpuSeconds) / phase.seconds)} %`,
    `${Math.round((100 * phase.generatorCpuSeconds) / phase.seconds)} %`,
    phase.bytesPerDelivery.toFixed(1),
    percentiles(phase.toOkMs),
    percentiles(phase.toDeliveryMs),
  ];
}

function perCpuSecond({ deliveries, serverCpuSeconds }: PhaseResult): number {
  return deliveries / serverCpuSeconds;
}

function printTable(head: string[], rows: string[][]): void {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  for (const row of all) {
    console.log(
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  "),
    );
  }
}

/** Says what was lost, doubled or refused; true when nothing was. */
function isWhole({ name, report, stored }: Run): boolean {
  let isGood = true;
  for (const { name: phase, missing, surplus, refused, closed } of report.phases) {
    if (missing + surplus + refused + closed === 0) continue;
    console.log(
      `${name}, ${phase}: ${missing} deliveries missing, ${surplus} too many, ${refused} refused, ${closed} closed`,
    );
    isGood = false;
  }
  if (stored) {
    const lost = Math.max(0, report.accepted - stored.clientIds);
    const doubled = stored.rows - stored.clientIds;
    console.log(
      `${name}: ${whole(report.accepted)} acknowledged, ${lost} lost, ${doubled} doubled, ${stored.brokenRooms} rooms miscounted`,
    );
    isGood = isGood && lost + doubled + stored.brokenRooms === 0;
  }
  return isGood;
}
