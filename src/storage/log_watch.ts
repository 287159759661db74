// How large the database and its write-ahead log are. A reader that stays open, of a search or of another program, keeps SQLite
// from folding the log into the database, and it grows without end (SPEC H13). Sizes come from `stat`: opening and closing the
// file a second time would drop SQLite's locks.
import { statSync } from "node:fs";

import type { Every } from "../domain/timer.ts";
import type { Warnings } from "../domain/warnings.ts";
import { sizeInWords } from "../protocol/file_size.ts";
import { onInterval } from "./intervals.ts";

interface LogWatch {
  databaseBytes(): number;
  logBytes(): number;
  stop(): void;
}

export interface LogWatchDeps {
  /** Of the database. */
  path: string;
  warnings: Pick<Warnings, "raise" | "clear">;
  every?: Every;
  /** From this size on it is reported, and again at each multiple. */
  warnBytes?: number;
}

const mib = 1024 * 1024;
const everyMs = 30_000;

export function watchLog({
  path,
  warnings,
  every = onInterval,
  warnBytes = 256 * mib,
}: LogWatchDeps): LogWatch {
  const logBytes = () => sizeOf(`${path}-wal`);

  const timer = every(everyMs, () => {
    const times = Math.floor(logBytes() / warnBytes);
    if (times === 0) {
      warnings.clear("log_large");
      return;
    }
    const size = sizeInWords(times * warnBytes);
    warnings.raise(
      "log_large",
      `The write-ahead log of the database has grown past ${size} because something keeps the database open for reading. Close other programs that read ${path}, or restart the server.`,
    );
  });

  return { databaseBytes: () => sizeOf(path), logBytes, stop: () => timer.cancel() };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
