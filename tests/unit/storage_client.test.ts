// The client of the local file. What its connection compiled it keeps: nothing that is read or written may be older, less, or
// another statement's because of it.
import { afterEach, beforeEach, expect, test } from "bun:test";

import type { Client } from "../../src/storage/client.ts";
import { openReader } from "../../src/storage/database.ts";
import { codeOf, isPassing, LockedOut } from "../../src/storage/errors.ts";
import { openClient } from "../../src/storage/local_client.ts";
import { makeDataFolder, openRaw, type DataFolder } from "../support/data_folder.ts";
import { descriptorsOf, seesDescriptors } from "../support/descriptors.ts";
import { failureOf, problemOf } from "../support/problem_of.ts";

let folder: DataFolder;
let client: Client;
const opened: Client[] = [];
beforeEach(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
  client = open();
  await client.batch(["CREATE TABLE numbers (n INTEGER PRIMARY KEY, t UNIQUE)"], "write");
});
afterEach(async () => {
  for (const one of opened.splice(0)) one.close();
  await folder.dispose();
});

function open(): Client {
  const one = openClient({ path: folder.path, timeoutMs: 5 });
  opened.push(one);
  return one;
}

const insert = (n: number) => ({ sql: "INSERT INTO numbers (n) VALUES (?)", args: [n] });
const fill = (count: number) => ({
  sql: "INSERT INTO numbers (n) SELECT value FROM generate_series(1, ?)",
  args: [count],
});
/** As another connection sees them. */
const stored = () => folder.read("SELECT n FROM numbers ORDER BY n");

test("[D1] [A5] the reader reads what was committed last, all of it, and holds up no checkpoint", async () => {
  const reader = await openReader(folder.path);
  for (let count = 1; count <= 1000; count = count * 2 + 1) {
    await client.batch(["DELETE FROM numbers", fill(count)], "write");
    const { rows } = await reader.execute("SELECT n FROM numbers ORDER BY n");
    expect([rows.length, rows.at(-1)?.[0]]).toEqual([count, count]);
    // A result that nobody holds any more must not end the next one in the middle.
    Bun.gc(true);
    const { rows: checkpoint } = await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    expect(checkpoint[0]).toMatchObject({ busy: 0, log: 0 });
  }
  reader.close();
});

test("[D1] a read that failed in the middle keeps no snapshot, and holds up no checkpoint", async () => {
  await client.batch([fill(1000)], "write");
  const reader = open();
  const failing = {
    sql: "SELECT CASE WHEN n = ? THEN abs(-9223372036854775808) ELSE n END FROM numbers ORDER BY n",
    args: [501],
  };
  for (let time = 1; time <= 3; time += 1) {
    expect(await problemOf(reader.execute(failing))).toContain("integer overflow");
    await client.batch([insert(1000 + time)], "write");
    expect((await reader.execute("SELECT count(*) FROM numbers")).rows[0]?.[0]).toBe(1000 + time);
    const { rows: checkpoint } = await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    expect(checkpoint[0]).toMatchObject({ busy: 0, log: 0 });
    const fine = await reader.execute({ ...failing, args: [0] });
    expect(fine.rows.at(-1)?.[0]).toBe(1000 + time);
  }
});

test("[D1] a batch that met a lock works on the same connection when that is free, and others see what it wrote", async () => {
  await client.batch([insert(1)], "write");
  const other = open();
  await other.execute("BEGIN IMMEDIATE");
  for (let time = 0; time < 3; time += 1) {
    const problem = await failureOf(client.batch([insert(2)], "write"));
    expect(problem).toBeInstanceOf(LockedOut);
    expect(problem).toMatchObject({ code: "SQLITE_BUSY" });
  }
  await other.execute("ROLLBACK");
  for (let n = 2; n <= 30; n += 1) {
    await client.batch([insert(n)], "write");
    expect(await stored()).toHaveLength(n);
  }
});

test("[D1] after a lone write that met a lock a batch is refused or seen by others, and a new connection writes", async () => {
  const other = open();
  await other.execute("BEGIN IMMEDIATE");
  // libsql-client-ts#352: it stays half-open, and keeps commits of this connection back.
  expect(await failureOf(client.execute(insert(1)))).toMatchObject({ code: "SQLITE_BUSY" });
  await other.execute("ROLLBACK");
  const acknowledged: number[] = [];
  for (let n = 2; n <= 20; n += 1) {
    try {
      await client.batch([insert(n)], "write");
      acknowledged.push(n);
    } catch (error) {
      // The writer replaces its connection after any error but this one.
      expect(error).not.toBeInstanceOf(LockedOut);
    }
  }
  expect(await stored()).toEqual(acknowledged);
  client.reconnect();
  await client.batch([insert(21)], "write");
  expect(await stored()).toEqual([...acknowledged, 21]);
});

test("[D1] a batch is all or nothing, whatever fails in it, and the next one works", async () => {
  await client.batch([insert(1)], "write");
  const wrong: [string | ReturnType<typeof insert>, object][] = [
    [insert(1), { code: "SQLITE_CONSTRAINT", extendedCode: "SQLITE_CONSTRAINT_PRIMARYKEY" }],
    ["SELECT abs(-9223372036854775808)", { code: "SQLITE_ERROR" }],
    ["SELECT nothing FROM nowhere", { code: "SQLITE_ERROR" }],
    ["INSERT OR ROLLBACK INTO numbers (n) VALUES (1)", { code: "SQLITE_CONSTRAINT" }],
    ["SELECT 'text'", { message: expect.stringContaining("CAST to BLOB") }],
    ["BEGIN", { code: "SQLITE_ERROR" }],
  ];
  for (const [statement, problem] of wrong) {
    const failed = await failureOf(client.batch([insert(2), statement, insert(3)], "write"));
    expect(failed).toMatchObject(problem);
    expect(failed).not.toBeInstanceOf(LockedOut);
    expect(await stored()).toEqual([1]);
  }
  expect(await failureOf(client.batch([insert(2), "COMMIT", insert(3)], "write"))).toMatchObject({
    code: "TRANSACTION_CLOSED",
  });
  expect(await stored()).toEqual([1, 2]);
  await client.batch([insert(3)], "write");
  expect(await stored()).toEqual([1, 2, 3]);
});

test("[D1] errors are coded as libSQL's own client codes them", async () => {
  const raw = openRaw(folder.path);
  const faults = [
    "SELECT",
    "SELECT * FROM nowhere",
    "INSERT INTO members (room_id, user_id, role, read_seq, joined_at) VALUES (77, 77, 'member', 0, 0)",
    "INSERT INTO numbers (n) VALUES ('text')",
    "ATTACH DATABASE '/nowhere/at/all' AS missing",
    "SELECT zeroblob(9000000000)",
  ];
  for (const fault of faults) {
    const { code, extendedCode } = Object(await failureOf(raw.batch([fault], "write")));
    expect(code).toStartWith("SQLITE_");
    expect(await failureOf(client.batch([fault], "write"))).toMatchObject({ code, extendedCode });
  }
  raw.close();
});

test("[H7] a file that cannot be opened is coded so, and may be there later", async () => {
  const away = openClient({ path: `${folder.path}.d/nowhere/confab.db`, timeoutMs: 5 });
  for (const work of [() => away.execute("SELECT 1"), () => away.batch(["SELECT 1"], "write")]) {
    const error = await failureOf(work());
    expect([codeOf(error), isPassing(error)]).toEqual(["SQLITE_CANTOPEN", true]);
  }
  away.close();
});

test("[H4] what is bound is what this call says, and what would end the process is refused", async () => {
  const asked = { sql: "SELECT ? AS a, ? AS b", args: [1, null] };
  expect((await client.execute(asked)).rows[0]).toMatchObject({ 0: 1, a: 1, b: null, length: 2 });
  for (const args of [[2], [2, 3, 4]]) {
    expect(await problemOf(client.execute({ ...asked, args }))).toContain("A statement of 2 values got");
  }
  for (const value of [true, undefined, ["a"], {}, Number.NaN, 1n, new Date()]) {
    // As an untyped caller could.
    const args = [1, value] as number[];
    expect(await problemOf(client.execute({ ...asked, args }))).toContain("cannot bind this");
  }
  expect((await client.execute(asked)).rows[0]).toMatchObject({ a: 1, b: null });
});

test("[D3] an integer is a number where one can say it, and refused where not", async () => {
  const { rows } = await client.execute("SELECT 9007199254740991 AS a, -9007199254740991, 1.5, NULL");
  expect([0, 1, 2, 3].map((at) => rows[0]?.[at])).toEqual([2 ** 53 - 1, 1 - 2 ** 53, 1.5, null]);
  expect(await problemOf(client.execute("SELECT 9007199254740993"))).toContain("9007199254740993");
});

test("[A5] of two columns with one name the first counts by it, and each by its position", async () => {
  const { rows } = await client.execute("SELECT NULL AS a, 2 AS a, 3, 4");
  expect([rows[0]?.["a"], rows[0]?.[0], rows[0]?.[1], rows[0]?.[2], rows[0]?.[3]]).toEqual([
    null,
    null,
    2,
    3,
    4,
  ]);
});

test("[A5] a table that changes changes what is read of it, by its own connection and by another one's", async () => {
  const reader = open();
  const sql = "SELECT * FROM numbers";
  await client.batch([insert(1)], "write");
  for (const one of [client, reader])
    expect((await one.execute(sql)).rows[0]).toMatchObject({ n: 1, length: 2 });
  await client.batch(["ALTER TABLE numbers ADD COLUMN more DEFAULT 7"], "write");
  for (const one of [client, reader]) {
    expect((await one.execute(sql)).rows[0]).toMatchObject({ n: 1, more: 7, 2: 7, length: 3 });
  }
  await client.batch(["DROP TABLE numbers"], "write");
  for (const one of [client, reader]) expect(await problemOf(one.execute(sql))).toContain("no such table");
});

test("[H14] a new connection has nothing of the old one, and a closed client none", async () => {
  await client.execute("PRAGMA query_only = 1");
  await client.execute("BEGIN");
  client.reconnect();
  await client.batch([insert(1)], "write");
  expect((await client.execute("SELECT n FROM numbers")).rows).toHaveLength(1);
  await client.execute("BEGIN IMMEDIATE");
  client.close();
  expect(await failureOf(client.execute("SELECT 1"))).toMatchObject({ code: "CLIENT_CLOSED" });
  // Its lock has ended with it.
  await open().batch([insert(2)], "write");
});

test.skipIf(!seesDescriptors)(
  "[H14] connections that were replaced leave no descriptors behind",
  async () => {
    let highest = 0;
    for (let time = 0; time < 50; time += 1) {
      await client.batch([{ sql: "INSERT INTO numbers (t) VALUES (?)", args: [time] }], "write");
      await client.execute({ sql: "SELECT t FROM numbers WHERE n = ?", args: [time] });
      client.reconnect();
      highest = Math.max(highest, descriptorsOf(folder.path));
      await Bun.sleep(0);
    }
    console.log(`descriptors of the database: at most ${highest} while 50 connections were replaced`);
    expect(highest).toBeLessThan(40);
  },
);
