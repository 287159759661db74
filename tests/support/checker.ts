// Holds the logs of the clients against the database: D1 to D5 and U1 as somebody outside can see them.
import { rules, type Fault, type FaultKind } from "./checker_rules.ts";
import type { ClientLog } from "./client_log.ts";
import type { Stored } from "./stored.ts";

export interface Findings {
  posts: number;
  acknowledged: number;
  seen: number;
  faults: Fault[];
  count(kind: FaultKind): number;
}

export function checkEvidence({ logs, stored }: { logs: ClientLog[]; stored: Stored }): Findings {
  const byId = new Map(stored.messages.map((message) => [message.id, message]));
  const faults = rules.flatMap((rule) => [...rule({ logs, stored, byId })]);
  const sum = (count: (log: ClientLog) => number) => logs.reduce((total, log) => total + count(log), 0);
  return {
    posts: sum((log) => log.sent.length),
    acknowledged: sum((log) => log.acknowledged.filter(({ to }) => to === "post").length),
    seen: sum((log) => log.seen.length),
    faults,
    count: (kind) => faults.filter((fault) => fault.kind === kind).length,
  };
}

/** The first faults in words, for whoever has to find the cause. */
export function describeFaults(findings: Findings, limit = 20): string {
  const lines = findings.faults.slice(0, limit).map(({ kind, text }) => `${kind}: ${text}`);
  const more = findings.faults.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
}
