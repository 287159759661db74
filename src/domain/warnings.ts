// The present problems of this server. One registry, so that the log, /readyz, /metrics and the admins' page agree.
import type { Log } from "./log.ts";

/** A new code also needs its words on the page, in every language. */
export type WarningCode =
  /** Part of the database cannot be read; everything else works. */
  | "database_damaged"
  /** The database accepts no changes until it is repaired. */
  | "database_read_only"
  /** The files under the running server are not the ones it opened. */
  | "database_replaced"
  /** Acknowledged changes are not in the database that was found at the start. */
  | "changes_missing"
  /** Little room is left: uploads are refused, messages still fit. */
  | "disk_low"
  /** The write-ahead log cannot be folded into the database. */
  | "log_large"
  /** Other accounts of the machine can open the data folder. */
  | "folder_open"
  /** A search does not come back; its thread was abandoned. */
  | "search_stuck"
  /** The wall clock jumped. */
  | "clock_jumped"
  /** The last try to make a backup failed. */
  | "backup_failed"
  /** For two days no backup was made. */
  | "backup_old";

interface Warning {
  code: WarningCode;
  /** One English sentence: the problem and what to do. */
  text: string;
  /** When it was first raised: UTC milliseconds. */
  since: number;
  /** Nothing can be saved while it stands: /readyz answers 503 with the text. */
  isUnready: boolean;
}

export interface Warnings {
  /** Logged when it is new or its text changed; `since` stays until it is cleared. */
  raise(code: WarningCode, text: string, options?: { isUnready?: boolean }): void;
  clear(code: WarningCode): void;
  /** In the order in which they were raised. */
  list(): Warning[];
}

export function createWarnings({ log, now }: { log: Log; now: () => number }): Warnings {
  const standing = new Map<WarningCode, Warning>();

  return {
    raise(code, text, { isUnready = false } = {}) {
      const before = standing.get(code);
      if (before?.text === text && before.isUnready === isUnready) return;
      standing.set(code, { code, text, since: before?.since ?? now(), isUnready });
      log.warn("warning_raised", { code, text });
    },
    clear(code) {
      if (standing.delete(code)) log.info("warning_cleared", { code });
    },
    list: () => [...standing.values()],
  };
}
