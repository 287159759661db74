// Memory goes back after a busy time (SPEC H15).
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openReader } from "../../src/storage/database.ts";
import { openClient } from "../../src/storage/local_client.ts";
import { createMemoryRelease, trimAllocator } from "../../src/storage/memory_release.ts";

test("[H15] once in each quiet time, and not before", async () => {
  const done: string[] = [];
  const memory = createMemoryRelease({
    client: {
      async execute(statement) {
        done.push(typeof statement === "string" ? statement : statement.sql);
        return { rows: [], columns: [], rowsAffected: 0 };
      },
    },
    quietTicks: 3,
    collect: () => done.push("collect"),
    trim: () => done.push("trim"),
  });
  const pass = async (ticks: number) => {
    for (let tick = 0; tick < ticks; tick += 1) await memory.tick();
    return done.splice(0);
  };
  expect(await pass(10)).toEqual([]);
  memory.noteUse();
  expect(await pass(2)).toEqual([]);
  memory.noteUse();
  expect(await pass(2)).toEqual([]);
  const released = ["PRAGMA shrink_memory", "collect", "trim"];
  expect(await pass(1)).toEqual(released);
  expect(await pass(10)).toEqual([]);
  memory.noteUse();
  expect(await pass(3)).toEqual(released);
});

test("[H15] [H7] a disk that does not answer meanwhile ends nothing, and garbage is collected all the same", async () => {
  let collected = 0;
  const memory = createMemoryRelease({
    client: { execute: () => Promise.reject(new Error("SQLITE_IOERR")) },
    quietTicks: 1,
    collect: () => (collected += 1),
  });
  for (let quietTimes = 1; quietTimes <= 2; quietTimes += 1) {
    memory.noteUse();
    await memory.tick();
    expect(collected).toBe(quietTimes);
  }
});

// glibc is what counts: elsewhere the allocator decides.
test.skipIf(process.platform !== "linux")(
  "[H15] cached pages of a database leave the process, between others that stay",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "confab-test-"));
    const path = join(folder, "pages.db");
    const writer = openClient({ path, timeoutMs: 5000 });
    await writer.execute("PRAGMA journal_mode = WAL");
    await writer.execute("CREATE TABLE pages (id INTEGER PRIMARY KEY, body TEXT)");
    await writer.execute(
      "INSERT INTO pages SELECT value, hex(randomblob(1000)) FROM generate_series(1, 12000)",
    );
    const readers = [await openReader(path), await openReader(path)];
    const [first, second] = readers;
    if (!first || !second) throw new Error("There are two readers.");
    const anonymousMb = () =>
      Number(/RssAnon:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024;
    // By turns, so that the pages of the two are mixed in the heap.
    for (let from = 0; from < 12_000; from += 100) {
      for (const reader of readers) {
        await reader.execute(
          `SELECT sum(length(CAST(body AS BLOB))) FROM pages WHERE id BETWEEN ${from} AND ${from + 99}`,
        );
      }
    }
    const before = anonymousMb();
    const memory = createMemoryRelease({
      client: first,
      quietTicks: 1,
      collect: () => {},
      trim: trimAllocator,
    });
    memory.noteUse();
    await memory.tick();
    // 24 MB of the first; the pages of the second stay.
    expect(before - anonymousMb()).toBeGreaterThan(12);
    for (const client of [...readers, writer]) client.close();
    await rm(folder, { recursive: true });
  },
);
