// What the bytes of the files say before SQLite opens them (SPEC H11). Only then: closing the file once more while SQLite has it
// open would drop its locks.
import { closeSync, openSync, readSync, statSync } from "node:fs";
import type { Client } from "./client.ts";
import { StartError } from "../domain/start_error.ts";

/** `application_id` of a backup, "CfBk". The first start on it takes the mark away. */
export const backupMark = 0x4366426b;

const headerBytes = 100;
export const applicationIdAt = 68;

interface FileMarks {
  isBackup: boolean;
  /** There is a log that was not folded in. */
  endedUncleanly: boolean;
}

/** Throws StartError for a backup beside the log of another database, which SQLite would fold into it. */
export function readFileMarks(path: string): FileMarks {
  const header = readHeader(path);
  const isBackup = header !== null && header.readUInt32BE(applicationIdAt) === backupMark;
  const logBytes = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (isBackup && logBytes > 0) {
    throw new StartError(
      `${path} is a backup, and ${path}-wal beside it is the log of another database: together they would be damaged. ` +
        `To restore the backup, remove ${path}-wal and ${path}-shm; else put the database of that log back.`,
    );
  }
  return { isBackup, endedUncleanly: logBytes > 0 };
}

/** Without a log, so that no kill can leave the mark beside one. */
export async function clearBackupMark(client: Client): Promise<void> {
  await client.execute("PRAGMA journal_mode = DELETE");
  await client.execute("PRAGMA application_id = 0");
}

function readHeader(path: string): Buffer | null {
  const header = Buffer.alloc(headerBytes);
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch {
    // SQLite will report the problem.
    return null;
  }
  try {
    return readSync(descriptor, header, 0, headerBytes, 0) === headerBytes ? header : null;
  } finally {
    closeSync(descriptor);
  }
}
