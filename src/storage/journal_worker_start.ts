// The worker's side of journal_messages.ts. Tests start it with a broken part to see that the checks notice.
import { createBrokenCheckpoint } from "./broken_checkpoint.ts";
import { openCommitFile } from "./commit_count.ts";
import { applyPragmas, openClient, requireWal, writerPragmas, type Pragmas } from "./database.ts";
import { DatabaseReplaced, watchDatabaseFiles } from "./database_files.ts";
import type { FromWorker, ToWorker } from "./journal_messages.ts";
import { createMemoryRelease, trimAllocator, type MemoryRelease } from "./memory_release.ts";
import { createLogBound, type LogBound, type LogBoundDeps } from "./log_bound.ts";
import { createJournalWriter, type JournalWriter, type RunBatch } from "./journal_writer.ts";
import type { Entry } from "./changes/verb.ts";

declare const self: Worker;

interface JournalWorkerOptions {
  pragmas?: Pragmas;
  runBatch?: RunBatch;
  logBound?: Pick<LogBoundDeps, "maxBytes" | "waitMs" | "everyMs">;
}

// Someone else's lock is waited for by trying again, not inside SQLite, where the thread would be deaf.
const busyTimeoutMs = 5;
// Replaced files are noticed even when nobody posts.
const checkEveryMs = 1000;
/** Later than the main thread, which does not trim: this gives back what both freed. */
const quietTicks = 6;

interface Opened {
  writer: JournalWriter;
  logBound: LogBound;
  memory: MemoryRelease;
  close(): Promise<void>;
}

export function startJournalWorker({
  pragmas = writerPragmas,
  runBatch,
  logBound = {},
}: JournalWorkerOptions = {}): void {
  let opened: Opened | null = null;
  let isReplaced = false;

  async function open(path: string): Promise<Opened> {
    // This thread's heap is small: to collect all of it takes a few milliseconds.
    const client = openClient({ path, timeoutMs: busyTimeoutMs, collect: () => Bun.gc(true) });
    await requireWal(client);
    await applyPragmas(client, pragmas);
    // The first read opens log and wal-index.
    await client.execute("SELECT count(*) FROM sqlite_schema");
    const files = watchDatabaseFiles(path);
    const checkpoint = createBrokenCheckpoint(client, files);
    await checkpoint.finish();
    const memory = createMemoryRelease({
      client,
      quietTicks,
      collect: () => Bun.gc(true),
      trim: trimAllocator,
    });
    const check = async () => {
      files.check();
      await checkpoint.finish();
      await memory.tick();
    };
    const checking = setInterval(() => void untilReplaced(check), checkEveryMs);
    const commitFile = openCommitFile(path);
    const writer = createJournalWriter({
      client,
      pragmas,
      files,
      onTrouble: (trouble) => post({ type: "trouble", ...trouble }),
      onCommits: (count) => commitFile.write(count),
      ...(runBatch && { runBatch }),
    });
    return {
      writer,
      memory,
      logBound: createLogBound({ client, files, busyTimeoutMs, ...logBound }),
      async close() {
        clearInterval(checking);
        // A checkpoint, and a last close is one too, would write into what was put there.
        if (isReplaced) return;
        files.check();
        // So that the file alone is everything. What a crash leaves in the log is folded in at the next start.
        await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        client.close();
        files.close();
        commitFile.close();
      },
    };
  }

  async function untilReplaced(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DatabaseReplaced)) throw error;
      if (!isReplaced) post({ type: "replaced", problem: error.message });
      isReplaced = true;
    }
  }

  async function hear(message: ToWorker): Promise<void> {
    switch (message.type) {
      case "open":
        try {
          opened = await open(message.path);
          post({ type: "ready" });
        } catch (error) {
          post({ type: "failed", problem: error instanceof Error ? error.message : String(error) });
        }
        return;
      case "write": {
        if (!opened) throw new Error("The journal was not opened.");
        const { writer, logBound, memory } = opened;
        memory.noteUse();
        const entries: Entry[] = JSON.parse(message.entries);
        const startedAt = performance.now();
        await untilReplaced(async () => {
          const written = await writer.write(entries);
          post({ type: "written", ...written, commitMs: performance.now() - startedAt });
          await logBound.keep();
        });
        return;
      }
      case "close":
        await untilReplaced(async () => opened?.close());
        post({ type: "closed" });
        return;
    }
  }

  self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    // An uncaught error ends the worker, and the process with it: nothing is ever acknowledged by accident.
    hear(data).catch((error: unknown) => {
      setTimeout(() => {
        throw error;
      });
    });
  });
}

function post(message: FromWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  self.postMessage(message);
}
