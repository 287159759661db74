// How many transactions changed something that people asked for: counted in `meta` inside each of them, and after the commit
// in the small file `commits` (H11). The file is not synced and may lag; at the next start a file that is ahead of the
// database says that its log was lost or cut.
//
// Format of the file: the count as 16 decimal digits and a line feed. Whoever restores a backup writes the backup's
// `SELECT value FROM meta WHERE key = 'commits'` there, or removes the file.
import { closeSync, constants, openSync, readFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Client, ResultSet } from "./client.ts";
import type { OwnSteps } from "../domain/changes/own_steps.ts";
import type { Change } from "../domain/journal.ts";
import type { Warnings } from "../domain/warnings.ts";
import type { Statement } from "./statement.ts";

export const commitFileName = "commits";
const digits = 16;

/** They were not acknowledged. */
const ownSteps: Record<keyof OwnSteps, true> = {
  indexMore: true,
  rebuildIndex: true,
  dropIndex: true,
  replaceIndex: true,
  eraseMore: true,
  expire: true,
  dropUnposted: true,
};

interface CommitCounter {
  /** The last statement of a transaction with these changes. */
  statements(changes: Change[]): Statement[];
  /** After the commit; `results` ends with that of the last statement. */
  note(results: ResultSet[]): void;
  /** The connection was replaced. */
  reset(): void;
  /** Null before the first commit that counted. */
  count(): number | null;
}

export function createCommitCounter(): CommitCounter {
  // Of the connection: what `total_changes()` was after the last transaction that counted.
  let changesBefore = 0;
  let count: number | null = null;

  return {
    statements(changes) {
      if (changes.every(({ kind }) => kind in ownSteps)) return [];
      // A transaction in which everything was refused changes no row, and is not counted.
      const sql = `UPDATE meta SET value = value + 1 WHERE key = 'commits' AND total_changes() > ?
        RETURNING CAST(value AS INTEGER) AS commits, total_changes() AS changes`;
      return [{ sql, args: [changesBefore] }];
    },
    note(results) {
      const row = results.at(-1)?.rows[0];
      const [commits, changes] = [row?.["commits"], row?.["changes"]];
      if (typeof commits !== "number" || typeof changes !== "number") return;
      count = commits;
      // Its own row is counted only when it has ended.
      changesBefore = changes + 1;
    },
    reset() {
      changesBefore = 0;
    },
    count: () => count,
  };
}

/** In the database; null in one that was made before there was a count. */
export async function readCommitCount(client: Client): Promise<number | null> {
  const { rows } = await client.execute("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'commits'");
  const count = rows[0]?.[0];
  return typeof count === "number" ? count : null;
}

/** As the file has it; null where there is none that can be read. */
export function readCommitFile(dataDir: string): number | null {
  try {
    const text = readFileSync(join(dataDir, commitFileName), "latin1");
    return /^\d{1,16}(\s|$)/.test(text) ? Number.parseInt(text, 10) : null;
  } catch {
    return null;
  }
}

/** Reported at each start until the first commit of a run writes the file again. */
export function warnOfMissingCommits({
  warnings,
  dataDir,
  inDatabase,
}: {
  warnings: Pick<Warnings, "raise">;
  dataDir: string;
  inDatabase: number | null;
}): void {
  const inFile = readCommitFile(dataDir);
  if (inFile === null || inDatabase === null || inFile <= inDatabase) return;
  const count = inFile - inDatabase;
  const [changes, are] = count === 1 ? ["change", "is"] : ["changes", "are"];
  warnings.raise(
    "changes_missing",
    `At least ${count} acknowledged ${changes} ${are} missing: the database was cut, or is an older one. If that was not meant, stop the server and put back the right files.`,
  );
}

interface CommitFile {
  /** Never throws: a failed write of the count must not delay commits. */
  write(count: number): void;
  close(): void;
}

/** Keeps the file open: one write in place for each batch. */
export function openCommitFile(databasePath: string): CommitFile {
  const path = join(dirname(databasePath), commitFileName);
  let descriptor: number | null = null;
  let written: number | null = null;

  return {
    write(count) {
      if (count === written) return;
      try {
        descriptor ??= openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
        writeSync(descriptor, `${String(count).padStart(digits, "0")}\n`, 0, "latin1");
        written = count;
      } catch {
        // It lags until the next one.
      }
    },
    close() {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    },
  };
}
