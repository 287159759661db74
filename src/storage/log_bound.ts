// A log that reads keep from being folded in to the end: SQLite restarts it only in a moment without readers, and reads
// that overlap leave none, so that it would grow without end (SPEC H13). The writer makes that moment: it waits for the present readers.
import type { Client } from "./client.ts";

import type { DatabaseFiles } from "./database_files.ts";

export interface LogBound {
  /** To be called between two transactions. Throws `DatabaseReplaced`, as the check of the files does. */
  keep(): Promise<void>;
}

export interface LogBoundDeps {
  client: Pick<Client, "execute">;
  files: Pick<DatabaseFiles, "check" | "log">;
  /** The usual timeout of the connection. */
  busyTimeoutMs: number;
  maxBytes?: number;
  waitMs?: number;
  everyMs?: number;
  monotonicMs?: () => number;
}

const mib = 1024 * 1024;

export function createLogBound({
  client,
  files,
  busyTimeoutMs,
  maxBytes = 64 * mib,
  waitMs = 250,
  everyMs = 1000,
  monotonicMs = () => performance.now(),
}: LogBoundDeps): LogBound {
  /** How much of it was folded in at the last check. */
  let seen: { folded: number; at: number } | null = null;

  return {
    async keep() {
      const log = files.log();
      if (!log || log.bytes < maxBytes) {
        seen = null;
        return;
      }
      if (seen && monotonicMs() - seen.at < everyMs) return;
      const before = seen;
      seen = { folded: log.folded, at: monotonicMs() };
      // Without progress a long read holds it: the writer does not wait for that.
      if (!before || before.folded === log.folded) return;
      await client.execute(`PRAGMA busy_timeout = ${waitMs}`);
      try {
        await client.execute("PRAGMA wal_checkpoint(RESTART)");
      } catch {
        // Commits report the problem of the disk.
      }
      await client.execute(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
      files.check();
    },
  };
}
