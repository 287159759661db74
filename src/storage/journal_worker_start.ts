// The worker's side of journal_messages.ts. Tests start it with a broken part to see that the checks notice.
import { applyPragmas, openClient, requireWal, writerPragmas, type Pragmas } from "./database.ts";
import type { FromWorker, ToWorker } from "./journal_messages.ts";
import { createJournalWriter, type JournalWriter, type RunBatch } from "./journal_writer.ts";
import type { Entry } from "./changes/verb.ts";

declare const self: Worker;

export interface JournalWorkerOptions {
  pragmas?: Pragmas;
  runBatch?: RunBatch;
}

// Someone else's lock is waited for by trying again, not inside SQLite, where the thread would be deaf.
const busyTimeoutMs = 5;

export function startJournalWorker({ pragmas = writerPragmas, runBatch }: JournalWorkerOptions = {}): void {
  let opened: { writer: JournalWriter; close(): Promise<void> } | null = null;

  async function open(path: string) {
    const client = openClient({ path, timeoutMs: busyTimeoutMs });
    await requireWal(client);
    await applyPragmas(client, pragmas);
    const writer = createJournalWriter({
      client,
      pragmas,
      onTrouble: (trouble) => tell({ type: "trouble", ...trouble }),
      ...(runBatch && { runBatch }),
    });
    return {
      writer,
      async close() {
        // So that the file alone is everything. What a crash leaves in the log is folded in at the next start.
        await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        client.close();
      },
    };
  }

  async function hear(message: ToWorker): Promise<void> {
    switch (message.type) {
      case "open":
        try {
          opened = await open(message.path);
          tell({ type: "ready" });
        } catch (error) {
          tell({ type: "failed", problem: error instanceof Error ? error.message : String(error) });
        }
        return;
      case "write": {
        if (!opened) throw new Error("The journal was not opened.");
        const entries: Entry[] = JSON.parse(message.entries);
        const startedAt = performance.now();
        const written = await opened.writer.write(entries);
        tell({ type: "written", ...written, commitMs: performance.now() - startedAt });
        return;
      }
      case "close":
        await opened?.close();
        tell({ type: "closed" });
        return;
    }
  }

  self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    // An error that nobody caught ends the worker, and the process with it: nothing is ever acknowledged by accident.
    hear(data).catch((error: unknown) => {
      setTimeout(() => {
        throw error;
      });
    });
  });
}

function tell(message: FromWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  self.postMessage(message);
}
