// What a connection has compiled it keeps: nothing that is read may be older, or less, because of it.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { openClient, openReader } from "../../src/storage/database.ts";
import { cacheStatements, maxCached } from "../../src/storage/statement_cache.ts";
import { makeDataFolder, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
beforeEach(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
});
afterEach(() => folder.dispose());

function counting() {
  const compiled: string[] = [];
  const prepare = cacheStatements((text) => {
    compiled.push(text);
    return { text };
  });
  return { compiled, prepare };
}

test("[A5] a statement is compiled once for a connection", () => {
  const { compiled, prepare } = counting();
  const first = prepare("SELECT 1");
  expect(prepare("SELECT 2")).not.toBe(first);
  expect(prepare("SELECT 1")).toBe(first);
  expect(compiled).toEqual(["SELECT 1", "SELECT 2"]);
});

test("[A5] what is kept is bounded, and what is used stays", () => {
  const { compiled, prepare } = counting();
  const first = prepare("SELECT 0");
  for (let n = 1; n <= 2 * maxCached; n += 1) {
    prepare(`SELECT ${n}`);
    expect(prepare("SELECT 0")).toBe(first);
  }
  prepare("SELECT 1");
  expect(compiled.filter((text) => text === "SELECT 1")).toHaveLength(2);
});

test("[A5] a PRAGMA is compiled each time: some run only then", () => {
  const { compiled, prepare } = counting();
  for (let time = 0; time < 2; time += 1) prepare(" pragma query_only = 1");
  expect(compiled).toHaveLength(2);
});

test("[D1] [A5] the reader compiles once, and reads what was committed last, all of it, and holds up no checkpoint", async () => {
  const reader = await openReader(folder.path);
  const writer = openClient({ path: folder.path, timeoutMs: 1000 });
  await writer.batch(["CREATE TABLE numbers (n)"], "write");
  for (let count = 1; count <= 1000; count = count * 2 + 1) {
    await writer.batch(
      [
        "DELETE FROM numbers",
        { sql: "INSERT INTO numbers SELECT value FROM generate_series(1, ?)", args: [count] },
      ],
      "write",
    );
    const { rows } = await reader.execute("SELECT n FROM numbers ORDER BY n");
    expect([rows.length, rows.at(-1)?.[0]]).toEqual([count, count]);
    // A result that nobody holds any more must not end the next one in the middle.
    Bun.gc(true);
    const { rows: checkpoint } = await writer.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    expect(checkpoint[0]).toMatchObject({ busy: 0, log: 0 });
  }
  writer.close();
  reader.close();
});

test("[H5] after an error the reader compiles on its new connection", async () => {
  const reader = await openReader(folder.path);
  const read = () => reader.execute("SELECT count(*) > 0 FROM meta");
  await read();
  const refused = await reader.execute("SELECT abs(-9223372036854775808) FROM meta").catch((error) => error);
  expect(refused).toMatchObject({ message: expect.stringContaining("integer overflow") });
  expect((await read()).rows[0]?.[0]).toBe(1);
  reader.close();
});
