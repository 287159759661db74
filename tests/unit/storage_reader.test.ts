// The reader's connection when reads fail.
import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "bun:test";

import { openReader } from "../../src/storage/database.ts";
import { makeDataFolder, type DataFolder } from "../support/data_folder.ts";
import { descriptorsOf, seesDescriptors } from "../support/descriptors.ts";

let folder: DataFolder;
beforeEach(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
});
afterEach(() => folder.dispose());

test.skipIf(!seesDescriptors)(
  "[H14] reads that fail again and again leave no descriptors behind",
  async () => {
    const reader = await openReader(folder.path);
    // As large as a busy server's heap: the collector does not come by itself.
    const heap = Array.from({ length: 2_000_000 }, (_, at) => ({ at }));
    let failed = 0;
    let maxDescriptors = 0;
    for (let time = 0; time < 1000; time += 1) {
      // It fails while it runs, as a read of a damaged page does.
      await reader.execute("SELECT abs(-9223372036854775808) FROM meta").catch(() => (failed += 1));
      maxDescriptors = Math.max(maxDescriptors, descriptorsOf(folder.path));
      await Bun.sleep(0);
    }
    reader.close();
    expect(heap).toHaveLength(2_000_000);
    console.log(`descriptors of the database: at most ${maxDescriptors} while 1,000 reads failed`);
    expect(failed).toBe(1000);
    expect(maxDescriptors).toBeLessThan(300);
  },
);

test("[H5] of reads that fail again and again at most one in a second costs the connection what it has compiled", async () => {
  let now = 0;
  const reader = await openReader(folder.path, { monotonicMs: () => now });
  const fail = () => reader.execute("SELECT abs(-9223372036854775808) FROM meta").catch(() => undefined);
  const setting = async () => (await reader.execute("PRAGMA cache_size")).rows[0]?.[0];
  // A setting of this connection: the next one has what the reader sets.
  const mark = () => reader.execute("PRAGMA cache_size = -77");
  await fail();
  expect(await setting()).toBe(-32 * 1024);
  await mark();
  for (now = 99; now < 999; now += 100) await fail();
  expect(await setting()).toBe(-77);
  // The last failures left it in doubt.
  now = 1000;
  expect(await setting()).toBe(-32 * 1024);
  reader.close();
});

test("[H5] reads from a log that was cut are busy and told, each of them; when it is whole again, they read, and only read", async () => {
  const storage = await folder.open();
  const problems: string[] = [];
  const report = (problem: string) => void problems.push(problem);
  const reader = await openReader(folder.path, { onDamage: report, onTrouble: report });
  const read = () => reader.execute("SELECT count(*) FROM epochs").catch((error: unknown) => error);
  const log = `${folder.path}-wal`;
  const bytes = readFileSync(log);
  expect(bytes.length).toBeGreaterThan(0);
  truncateSync(log, 0);
  for (let time = 1; time <= 3; time += 1) {
    expect(await read()).toMatchObject({ code: "busy" });
    expect(problems).toHaveLength(time);
  }
  writeFileSync(log, bytes, { flag: "r+" });
  expect(await read()).toMatchObject({ rows: [{}] });
  const { rows } = await reader.execute("PRAGMA query_only");
  expect(rows[0]?.[0]).toBe(1);
  reader.close();
  await storage.close();
});
