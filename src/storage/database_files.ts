// Whether the files at the database's path are still those that SQLite writes to (SPEC H7). Files that are removed, renamed or
// replaced take every commit without an error, and the commit is lost. Checked by `stat` and by descriptors that stay open: to
// close one of the main file or the wal-index would drop SQLite's POSIX locks.
import { closeSync, openSync, readSync, statSync, type BigIntStats } from "node:fs";

export class DatabaseReplaced extends Error {}

export interface DatabaseFiles {
  /** Around each transaction. Throws `DatabaseReplaced`, whose message names the difference; after that it always throws. */
  check(): void;
  /**
   * At the last check a checkpoint had begun and not ended, and nothing had written to the main file: probably none is running.
   * Until that ends, writes of other programs are not noticed.
   */
  hasOpenCheckpoint(): boolean;
  /** At the last check: the log, and how many of its frames are in the main file. Null: unknown. */
  log(): { bytes: number; folded: number } | null;
  /** After the last connection. */
  close(): void;
}

/** The parts of the wal-index, the same in each SQLite since 3.7 (walformat.html, wal.c: `WalIndexHdr`, `WalCkptInfo`). */
interface WalIndex {
  frames: number;
  frameBytes: number;
  salt: bigint;
  /** Frames that are in the main file, and up to where a checkpoint tried. */
  folded: number;
  tried: number;
}

interface Seen {
  main: BigIntStats;
  index: WalIndex | null;
}

const walIndexVersion = 3_007_000;
const walHeaderBytes = 32;
const frameHeaderBytes = 24;

/** Call it with an open connection that has read: then log and wal-index exist. */
export function watchDatabaseFiles(path: string): DatabaseFiles {
  const walPath = `${path}-wal`;
  const wal = openSync(walPath, "r");
  const shm = openSync(`${path}-shm`, "r");
  const indexBytes = Buffer.alloc(136);
  const saltBytes = Buffer.alloc(8);

  const walOpened = statOf(walPath, "The log of the database");
  let found: DatabaseReplaced | null = null;
  let isQuiet = true;
  let seen: Seen = { main: statOf(path, "The database file"), index: readIndex() };

  function readIndex(): WalIndex | null {
    const length = readSync(shm, indexBytes, 0, indexBytes.length, 0);
    // The machine's byte order, and Bun runs on little-endian ones only.
    if (length < indexBytes.length || indexBytes.readUInt32LE(0) !== walIndexVersion) return null;
    const pageBytes = indexBytes.readUInt16LE(14);
    return {
      frames: indexBytes.readUInt32LE(16),
      frameBytes: frameHeaderBytes + (pageBytes === 1 ? 65_536 : pageBytes),
      salt: indexBytes.readBigUInt64LE(32),
      folded: indexBytes.readUInt32LE(96),
      tried: indexBytes.readUInt32LE(128),
    };
  }

  /** A checkpoint of any program writes the main file and notes it in the wal-index. */
  function hasCheckpointed(before: WalIndex | null, now: WalIndex | null): boolean {
    if (!before || !now) return true;
    if (before.salt !== now.salt || before.folded !== now.folded || before.tried !== now.tried) return true;
    // One is on its way, or a full disk broke it off and each commit tries again, without another number.
    return isOpen(now);
  }

  function checkLog(size: bigint, index: WalIndex): void {
    if (index.frames === 0 || index.folded === index.frames) return;
    if (size < walHeaderBytes + index.frames * index.frameBytes) {
      throw new DatabaseReplaced("The log of the database was cut short by another program.");
    }
    readSync(wal, saltBytes, 0, saltBytes.length, 16);
    if (saltBytes.readBigUInt64LE(0) !== index.salt) {
      throw new DatabaseReplaced("The log of the database was overwritten by another program.");
    }
  }

  function checkBoth(): void {
    // Around the `stat` of the file: another program may fold the log in meanwhile.
    const before = readIndex();
    const main = statOf(path, "The database file");
    const log = statOf(walPath, "The log of the database");
    const index = readIndex();
    if (!isSameFile(main, seen.main)) {
      throw new DatabaseReplaced("The database file was replaced by another one.");
    }
    if (!isSameFile(log, walOpened)) {
      throw new DatabaseReplaced("The log of the database was replaced by another one.");
    }
    const isWritten = main.size !== seen.main.size || main.mtimeNs !== seen.main.mtimeNs;
    if (isWritten && !hasCheckpointed(seen.index, index)) {
      throw new DatabaseReplaced("The database file was overwritten by another program.");
    }
    if (index) checkLog(log.size, index);
    seen = { main, index: before };
    isQuiet = !isWritten;
  }

  return {
    check() {
      if (found) throw found;
      try {
        checkBoth();
      } catch (error) {
        if (error instanceof DatabaseReplaced) found = error;
        throw error;
      }
    },
    hasOpenCheckpoint: () => isQuiet && seen.index !== null && isOpen(seen.index),
    log: () => seen.index && { bytes: seen.index.frames * seen.index.frameBytes, folded: seen.index.folded },
    close() {
      closeSync(wal);
      closeSync(shm);
    },
  };
}

function statOf(path: string, what: string): BigIntStats {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new DatabaseReplaced(
      code === "ENOENT" || code === "ENOTDIR"
        ? `${what} is gone from ${path}.`
        : `${what} cannot be seen any more (${code}).`,
      { cause: error },
    );
  }
}

function isSameFile(a: BigIntStats, b: BigIntStats): boolean {
  return a.dev === b.dev && a.ino === b.ino;
}

function isOpen({ folded, tried }: WalIndex): boolean {
  return folded < tried;
}
