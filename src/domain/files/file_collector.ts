// Removes unused files (SPEC F9): uploads that were never posted, then bytes that no file has. It checks everything
// that is stored, so leftovers of a crash are removed like the files of a deleted message.
import type { Journal } from "../journal.ts";
import type { Log } from "../log.ts";
import type { After } from "../timer.ts";
import type { FileStore } from "./file_store.ts";
import type { BlobStore } from "./blob_store.ts";
import type { BlobsInUse } from "./blobs_in_use.ts";

export const unpostedMs = 24 * 3600_000;

interface FileCollectorDeps {
  journal: Pick<Journal, "submit">;
  files: Pick<FileStore, "listUsed">;
  blobs: Pick<BlobStore, "list" | "remove">;
  blobsInUse: BlobsInUse;
  after: After;
  /** Only then uploads that were not posted in time go (H6). */
  isClockSteady: () => boolean;
  log: Log;
}

export type FileCollector = ReturnType<typeof createFileCollector>;

export function createFileCollector(deps: FileCollectorDeps) {
  const { journal, files, blobs, blobsInUse, after, isClockSteady, log } = deps;
  let running: Promise<void> | null = null;
  let isStopping = false;

  /** Of these, what no file has. Gives how many it removed. */
  async function collect(hashes: string[]): Promise<number> {
    const used = new Set(await files.listUsed(hashes));
    let removed = 0;
    for (const hash of hashes) {
      if (used.has(hash)) continue;
      await blobsInUse.unlessHeld(hash, async () => {
        // A file may have been added since the list was made; while nothing holds the bytes, none can be.
        if ((await files.listUsed([hash])).length > 0) return;
        await blobs.remove(hash);
        removed += 1;
      });
    }
    return removed;
  }

  async function dropUnposted(): Promise<number> {
    let dropped = 0;
    for (;;) {
      if (isStopping) return dropped;
      const outcome = await journal.submit({ kind: "dropUnposted", olderThanMs: unpostedMs });
      if (!outcome.ok) return dropped;
      dropped += outcome.dropped;
      if (outcome.isDone) return dropped;
    }
  }

  async function run(): Promise<void> {
    const dropped = isClockSteady() ? await dropUnposted() : 0;
    let removed = 0;
    for await (const hashes of blobs.list()) {
      if (isStopping) break;
      removed += await collect(hashes);
    }
    if (dropped + removed > 0) log.info("files_collected", { dropped, removed });
  }

  /** Everything, once. A second call while one runs waits for that. Trouble is logged: the next run finds the same again. */
  function collectAll(): Promise<void> {
    running ??= run()
      .catch((error: unknown) => {
        // The end of the process may cut it short anywhere.
        if (!isStopping) log.error("files_not_collected", { error });
      })
      .finally(() => (running = null));
    return running;
  }

  /** Now, and then once in that time. Gives the function that stops it. */
  function startCollecting(everyMs: number): () => void {
    let next: ReturnType<After>;
    const collect = () => {
      next = after(everyMs, collect);
      void collectAll();
    };
    collect();
    return () => {
      isStopping = true;
      next.cancel();
    };
  }

  return { collect, collectAll, startCollecting };
}
