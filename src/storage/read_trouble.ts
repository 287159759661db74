// Reads that fail because of the disk are answered `busy`; the log has the reason, once for many reads.
import type { Log } from "../domain/log.ts";

const everyMs = 60_000;

export function createReadTrouble({
  log,
  monotonicMs,
}: {
  log: Pick<Log, "error">;
  monotonicMs: () => number;
}) {
  let nextAt = Number.NEGATIVE_INFINITY;

  return function note(problem: string): void {
    if (monotonicMs() < nextAt) return;
    nextAt = monotonicMs() + everyMs;
    log.error("read_failed", { problem });
  };
}
