// Uploads stop before the disk is full (SPEC H12): the reserve is for messages and deletions, which are small and cannot wait.
import type { After } from "../timer.ts";
import type { Warnings } from "../warnings.ts";
import { diskFull } from "./file_refusals.ts";

/** Of the disk that holds the data folder: bytes. */
export interface DiskSpace {
  /** For this process to take. */
  freeBytes: number;
  totalBytes: number;
}

export interface Disk {
  read(): Promise<DiskSpace>;
}

interface DiskFacts extends DiskSpace {
  reserveBytes: number;
}

interface DiskReserveDeps {
  disk: Disk;
  warnings: Pick<Warnings, "raise" | "clear">;
  monotonicMs: () => number;
  after: After;
  /** The largest upload. */
  fileBytes: number;
}

export interface DiskReserve {
  /** Before an upload of so many bytes is read. Throws `disk_full`. */
  check(bytes: number): Promise<void>;
  /** The same bytes; throws `disk_full` when they would go into the reserve. */
  within(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** As last seen; null when the disk cannot tell. */
  facts(): DiskFacts | null;
  /** Looks now, and then again and again until it is stopped. */
  startWatching(everyMs: number): () => void;
}

const MiB = 1024 ** 2;

export function reserveOf(totalBytes: number): number {
  return Math.min(5 * 1024 * MiB, Math.max(256 * MiB, Math.floor(totalBytes * 0.02)));
}

// Uploads since the last measurement are counted, so that many uploads share one.
const freshMs = 1000;

export function createDiskReserve(deps: DiskReserveDeps): DiskReserve {
  const { disk, warnings, monotonicMs, after, fileBytes } = deps;
  let facts: DiskFacts | null = null;
  /** Above the reserve. */
  let left = Number.POSITIVE_INFINITY;
  /** Handed on, and not on the disk yet. */
  let unwritten = 0;
  let measuredAt = Number.NEGATIVE_INFINITY;
  let measuring: Promise<void> | null = null;

  function measure(): Promise<void> {
    measuring ??= measureNow().finally(() => {
      measuring = null;
    });
    return measuring;
  }

  async function measureNow(): Promise<void> {
    try {
      const space = await disk.read();
      facts = { ...space, reserveBytes: reserveOf(space.totalBytes) };
      left = facts.freeBytes - facts.reserveBytes - unwritten;
    } catch {
      // A file system that does not say: its own errors tell when it is full.
      facts = null;
      left = Number.POSITIVE_INFINITY;
    }
    measuredAt = monotonicMs();
    report();
  }

  /** Low: the largest upload would be refused. Some more has to be free until it is not. */
  function report(): void {
    if (!facts) return warnings.clear("disk_low");
    const enough = Math.min(fileBytes, facts.reserveBytes);
    if (left < enough) {
      warnings.raise(
        "disk_low",
        "Uploads are paused because disk space is low; messages still work. Free up disk space, or move the data folder to a larger disk.",
      );
    } else if (left >= enough + facts.reserveBytes / 10) warnings.clear("disk_low");
  }

  async function measureIfNeeded(bytes: number): Promise<void> {
    if (left < bytes || monotonicMs() - measuredAt > freshMs) await measure();
  }

  async function check(bytes: number): Promise<void> {
    await measureIfNeeded(bytes);
    if (left < bytes) throw diskFull();
  }

  return {
    check,
    async *within(bytes) {
      for await (const chunk of bytes) {
        const size = chunk.byteLength;
        await measureIfNeeded(size);
        // Looked at and taken in one turn: others come at the same time.
        if (left < size) throw diskFull();
        left -= size;
        unwritten += size;
        try {
          yield chunk;
        } finally {
          unwritten -= size;
        }
      }
    },
    facts: () => facts,
    startWatching(everyMs) {
      let timer: ReturnType<After> | null = null;
      let isStopped = false;
      async function resume(): Promise<void> {
        await measure();
        if (!isStopped) timer = after(everyMs, () => void resume());
      }
      void resume();
      return () => {
        isStopped = true;
        timer?.cancel();
      };
    },
  };
}
