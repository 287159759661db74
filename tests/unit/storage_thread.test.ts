// The journal's worker may end, fail or fall silent: the process must end with it, for nobody would answer again.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { silentLog } from "../../src/domain/log.ts";
import { openStorage } from "../../src/storage/storage.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "confab-thread-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

// Only the silent one is waited for: a busy machine takes its time to start the others.
for (const [worker, journalTimeoutMs, problem] of [
  ["ends", 30_000, /ended/],
  ["throws", 30_000, /error/],
  ["silent", 300, /silent/],
  ["miscounts", 30_000, /lost count/],
] as const) {
  test(`[D1] when the journal's worker ${worker}, the process exits and the post is never answered`, async () => {
    const exited = Promise.withResolvers<number>();
    const logged: string[] = [];
    const storage = await openStorage({
      dataDir,
      now: Date.now,
      log: { ...silentLog, error: (event, fields) => logged.push(`${event} ${String(fields?.["problem"])}`) },
      workerUrl: new URL(`./storage_workers/${worker}.ts`, import.meta.url),
      exit: exited.resolve,
      journalTimeoutMs,
    });
    const answered = storage.journal.submit({ kind: "touchSession", sessionId: 1, expiresAt: 2 }).then(
      () => "answered",
      () => "refused",
    );
    expect(await Promise.race([exited.promise, answered])).toBe(1);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toStartWith("journal_died");
    expect(logged[0]).toMatch(problem);
  });
}
