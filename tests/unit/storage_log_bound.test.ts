// The write-ahead log under readers: short ones that overlap, and one that lasts.
import { afterEach, expect, test } from "bun:test";
import { statSync } from "node:fs";
import { join } from "node:path";

import { createLogBound } from "../../src/storage/log_bound.ts";
import type { Storage } from "../../src/storage/storage.ts";
import { ada, makeDataFolder, openRaw, people, type DataFolder } from "../support/data_folder.ts";

const made: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of made.splice(0).toReversed()) await end();
});

const mib = 1024 * 1024;

async function makeFolder(): Promise<DataFolder> {
  const folder = await makeDataFolder();
  made.push(() => folder.dispose());
  await (await folder.open()).close();
  await folder.write(...people);
  return folder;
}

const logBytes = ({ path }: DataFolder) => statSync(`${path}-wal`).size;

let posts = 0;
async function post({ journal }: Storage, bytes: number): Promise<void> {
  posts += 1;
  const outcome = await journal.submit({
    kind: "post",
    actor: ada,
    roomId: 1,
    clientId: `post-${posts}`,
    body: "x".repeat(bytes),
    replyTo: null,
    fileIds: [],
    mentions: [],
    broadcast: null,
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
}

test("[H13] reads that overlap, without a moment in which nobody reads, do not make the log grow", async () => {
  const folder = await makeFolder();
  const workerUrl = new URL("./storage_workers/small_log.ts", import.meta.url);
  const storage = await folder.open({ workerUrl, searchFollows: false });
  made.push(() => storage.close());
  const reader = Bun.spawn(
    [process.execPath, join(import.meta.dir, "storage_workers/overlapping_reads.ts"), folder.path],
    { stdin: "pipe", stdout: "pipe", stderr: "inherit" },
  );
  made.push(async () => {
    reader.kill();
    await reader.exited;
  });
  await reader.stdout.getReader().read();
  // Six times what the log may have.
  let largest = 0;
  for (let count = 0; count < 200; count += 1) {
    await post(storage, 30_000);
    largest = Math.max(largest, logBytes(folder));
  }
  expect(await folder.read("SELECT sum(length(body)) FROM messages")).toEqual([6_000_000]);
  expect(largest).toBeLessThan(3 * mib);
}, 60_000);

test("[H13] one read that lasts: the log takes what is written and no more, and is as small as ever once that ended", async () => {
  const folder = await makeFolder();
  const storage = await folder.open({ searchFollows: false });
  made.push(() => storage.close());
  const reader = openRaw(folder.path);
  await reader.execute("PRAGMA wal_autocheckpoint = 0");
  const read = await reader.transaction("read");
  await read.execute("SELECT count(*) FROM messages");
  const [count, bytes] = [70, mib];
  for (let each = 0; each < count; each += 1) await post(storage, bytes);
  const grown = logBytes(folder);
  expect(grown).toBeGreaterThan(count * bytes);
  // Of each post its text, and a few pages of tables and indexes.
  expect(grown).toBeLessThan(count * (bytes + 20 * 4096));
  read.close();
  reader.close();
  for (let each = 0; each < 2; each += 1) await post(storage, 1);
  expect(logBytes(folder)).toBeLessThanOrEqual(64 * mib);
}, 60_000);

test("[H13] a read that lasts is not waited for: only where the log is large, and was folded in further since the last look", async () => {
  const ran: string[] = [];
  let log: { bytes: number; folded: number } | null = null;
  let now = 0;
  const bound = createLogBound({
    client: {
      execute: (statement: unknown) => {
        ran.push(String(statement));
        return Promise.reject(new Error("The disk is full."));
      },
    },
    files: { check: () => void ran.push("check"), log: () => log },
    busyTimeoutMs: 5,
    maxBytes: 1000,
    monotonicMs: () => now,
  });
  const checksAt = async (at: number, bytes: number, folded: number) => {
    [now, log] = [at, { bytes, folded }];
    await bound.keep().catch(() => undefined);
    return ran.splice(0).length > 0;
  };
  await bound.keep();
  expect(ran).toEqual([]);
  const seen = [
    await checksAt(0, 999, 5),
    await checksAt(1, 1000, 5),
    // A second later, and further.
    await checksAt(500, 1200, 6),
    await checksAt(1001, 1200, 6),
    // It stands still.
    await checksAt(3000, 5000, 6),
    await checksAt(9000, 9000, 6),
    await checksAt(10_000, 9000, 7),
    await checksAt(10_500, 9000, 8),
    await checksAt(11_000, 9000, 8),
    // It began anew.
    await checksAt(12_500, 100, 0),
    await checksAt(14_000, 1000, 3),
  ];
  expect(seen).toEqual([false, false, false, true, false, false, true, false, true, false, false]);
});
