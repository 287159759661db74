// A log that reads keep from being folded in to the end: SQLite begins it anew only in a moment in which nobody reads from it, and reads
// that overlap leave none, so that it would grow without end (SPEC H13). The writer makes that moment: it waits for those who read now.
import type { Client } from "@libsql/client";

import type { DatabaseFiles } from "./database_files.ts";

export interface LogBound {
  /** To be called between two transactions. Throws `DatabaseReplaced`, as the check of the files does. */
  keep(): Promise<void>;
}

export interface LogBoundDeps {
  client: Pick<Client, "execute">;
  files: Pick<DatabaseFiles, "check" | "log">;
  /** What the connection waits else. */
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
  /** How much of it was folded in when it was last looked at. */
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
      // One that stands still is held by a read that lasts: it is not waited for.
      if (!before || before.folded === log.folded) return;
      await client.execute(`PRAGMA busy_timeout = ${waitMs}`);
      try {
        await client.execute("PRAGMA wal_checkpoint(RESTART)");
      } catch {
        // Commits tell what is wrong with the disk.
      }
      await client.execute(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
      files.check();
    },
  };
}
