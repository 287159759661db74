// `confab check` on a folder whose server has ended: what it finds, what it makes of a damaged file, and the server on that.
import { copyFile, cp, mkdtemp, readdir, readFile, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";

import { runConfab } from "../support/command_line.ts";
import { setUpWorkspace, signIn, signUp, type Person } from "../support/client.ts";
import { damageable, type Damageable } from "../support/plant_damage.ts";
import { mountSmallDisk } from "../support/small_disk.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let dataDir: string;
let server: TestServer;
let ada: Person;
let file: Damageable;
const old = 3000;

/** Filled once, and copied for each test. */
let prepared: string;

beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), "confab-check-"));
  server = await startTestServer({ dataDir: prepared });
  ada = await setUpWorkspace(server.url);
  const bob = await signUp(server.url, { username: "Bob", invitedBy: ada });
  await bob.post("/api/rooms/1/messages", { clientId: "first", body: "the first of all" });
  await server.stop();
  const filling = damageable(prepared);
  await filling.write(
    `INSERT INTO messages (room_id, seq, rev, author_id, client_id, post_hash, body, created_at)
      SELECT 1, 1 + value, 1 + value, 1 + value % 2, 'old-' || value, 'hash', 'number ' || value, 0
      FROM generate_series(1, ${old})`,
    `UPDATE rooms SET rev = ${old + 1}, last_seq = ${old + 1} WHERE id = 1`,
    `INSERT INTO reactions (message_id, emoji, user_id, at) SELECT id, '👍', 1, 0 FROM messages`,
    "CREATE TABLE junk (x)",
    "INSERT INTO junk SELECT randomblob(3000) FROM generate_series(1, 50)",
  );
  await filling.write("DROP TABLE junk");
});
afterAll(() => rm(prepared, { recursive: true, force: true }));

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "confab-check-"));
  await cp(prepared, dataDir, { recursive: true });
  file = damageable(dataDir);
});
afterEach(async () => {
  await server.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

const check = (...words: string[]) => runConfab(["check", ...words], { dataDir });
async function start(): Promise<void> {
  server = await startTestServer({ dataDir });
  ada = await signIn(server.url, { username: "Ada" });
}
const database = () => join(dataDir, "confab.db");
const post = () => ada.post("/api/rooms/1/messages", { clientId: crypto.randomUUID(), body: "hello" });

test("[H5] check says of a whole database that it is, with exit code 0", async () => {
  const { code, stdout } = await check();
  expect([code, stdout]).toEqual([0, `${database()} is intact.\n`]);
  const repaired = await check("--repair");
  expect([repaired.code, repaired.stdout]).toEqual([0, `${database()} is intact.\n`]);
});

test("[H5] check refuses to run beside a server, on no database and on a backup beside a foreign log: exit code 2, a line", async () => {
  await start();
  for (const words of [[], ["--repair"]]) {
    const { code, stdout, stderr } = await check(...words);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^Another Confab is running on .+\n$/);
  }
  expect((await post()).status).toBe(201);
  await server.kill();
  file.overwrite(1, { at: 68, bytes: Buffer.from("CfBk") });
  const backup = await check("--repair");
  expect([backup.code, backup.stdout]).toEqual([2, ""]);
  expect(backup.stderr).toContain("is a backup");
  const mine = dataDir;
  dataDir = join(dataDir, "none");
  const none = await check();
  dataDir = mine;
  expect([none.code, none.stdout]).toEqual([2, ""]);
  expect(none.stderr).toMatch(/^No database in .+\n$/);
});

interface Harm {
  what: string;
  harm: () => Promise<unknown>;
  found: string;
  /** Rows of messages that may be lost: of one leaf. */
  loses: boolean;
}

const indexNamed = "the index messages_room_seq of messages: ";
const harms: Harm[] = [
  {
    what: "a leaf of messages",
    harm: async () => file.overwrite(await file.leafOfMessage(1000)),
    found: "the table messages: ",
    loses: true,
  },
  {
    what: "the leaf of the newest messages",
    harm: async () => file.overwrite((await file.leavesOf("messages")).at(-1) ?? 0),
    found: "the table messages: ",
    loses: true,
  },
  {
    what: "a leaf of an index",
    harm: async () => file.overwrite((await file.leavesOf("messages_room_seq"))[3] ?? 0),
    found: indexNamed,
    loses: false,
  },
  {
    what: "an index that lacks a row",
    harm: () =>
      file.write(
        "PRAGMA writable_schema = 1",
        "UPDATE sqlite_schema SET sql = replace(sql, '`rev`', '`rev`) WHERE id <> 1000 -- ') WHERE name = 'messages_room_rev'",
        "PRAGMA writable_schema = RESET",
        "REINDEX messages_room_rev",
        "PRAGMA writable_schema = 1",
        "UPDATE sqlite_schema SET sql = replace(sql, ') WHERE id <> 1000 -- ', '') WHERE name = 'messages_room_rev'",
        "PRAGMA writable_schema = RESET",
      ),
    found: "the index messages_room_rev of messages: ",
    loses: false,
  },
  {
    what: "a message whose number is another's",
    harm: () =>
      file.write(
        "CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'messages_room_seq'",
        "PRAGMA writable_schema = 1",
        "DELETE FROM sqlite_schema WHERE name = 'messages_room_seq'",
        "PRAGMA writable_schema = RESET",
        "UPDATE messages SET seq = 999 WHERE id = 1000",
        "PRAGMA writable_schema = 1",
        "INSERT INTO sqlite_schema SELECT * FROM kept",
        "PRAGMA writable_schema = RESET",
        "DROP TABLE kept",
      ),
    found: indexNamed,
    loses: true,
  },
  {
    what: "the list of free pages",
    harm: async () => file.overwrite(file.readPage(1).readUInt32BE(32)),
    found: "the file: ",
    loses: false,
  },
  {
    what: "the header",
    harm: async () => file.overwrite(1, { bytes: crypto.getRandomValues(new Uint8Array(100)) }),
    found: "the file: ",
    loses: false,
  },
  {
    what: "the counters of a room",
    harm: () => file.write("UPDATE rooms SET last_seq = 7, rev = 7 WHERE id = 1"),
    found: `room 1: its newest message is ${old + 1}, its counter says 7`,
    loses: false,
  },
];

describe("[H5] check names it, and --repair makes a whole database of what can be read, keeping the damaged file:", () => {
  for (const { what, harm, found, loses } of harms) {
    test(what, async () => {
      await harm();
      const before = await readFile(database());
      const checked = await check();
      expect(checked.code).toBe(1);
      expect(checked.stdout).toContain(found);
      expect(checked.stdout).toEndWith("Repair it: bun run confab check --repair\n");
      const repaired = await check("--repair");
      expect(repaired.stdout).toContain("The damaged file is kept as ");
      expect(repaired.code).toBe(loses ? 1 : 0);
      const names = (await readdir(dataDir)).filter((name) => name.startsWith("confab.db"));
      expect(names.filter((name) => !name.includes(".damaged-"))).toEqual(["confab.db"]);
      const copy = names.find((name) => name.includes(".damaged-")) ?? "";
      expect(before.equals(await readFile(join(dataDir, copy)))).toBe(true);

      const lost = Number(/Lost: messages: up to (\d+) rows cannot be read/.exec(repaired.stdout)?.[1] ?? 0);
      expect(lost > 0).toBe(loses);
      expect(lost).toBeLessThan(150);
      // D3: what is lost is a deleted message, so that no number is missing.
      expect(await file.read("SELECT count(*) FROM messages")).toEqual([old + 1]);
      expect(await file.read("SELECT count(*) FROM messages WHERE deleted_at IS NOT NULL")).toEqual([lost]);
      expect(await file.read("PRAGMA integrity_check")).toEqual(["ok"]);
      expect(await file.read("SELECT count(*) FROM pragma_foreign_key_check")).toEqual([0]);
      const again = await check();
      expect([again.code, again.stdout]).toEqual([0, `${database()} is intact.\n`]);

      await start();
      expect((await post()).status).toBe(201);
      for (const before of [old + 3, 1020]) {
        const { body } = await ada.get(`/api/rooms/1/messages?limit=60&before=${before}`);
        const below = body.messages.map(({ seq }: { seq: number }) => before - seq);
        expect(below.sort((a: number, b: number) => a - b)).toEqual(
          Array.from({ length: 60 }, (_, index) => index + 1),
        );
      }
      const search = await ada.get("/api/search?q=first%20of%20all");
      expect(search.body.messages).toHaveLength(1);
    });
  }
});

test("[H5] what a killed server left in the log is in the repaired database", async () => {
  const page = await file.leafOfMessage(1000);
  await start();
  for (let serial = 0; serial < 5; serial += 1) expect((await post()).status).toBe(201);
  await server.kill();
  file.overwrite(page);
  expect((await check("--repair")).code).toBe(1);
  await start();
  const { body } = await ada.get("/api/rooms/1/messages?limit=5");
  expect(body.messages.map(({ body: text }: { body: string }) => text)).toEqual(
    Array.from({ length: 5 }, () => "hello"),
  );
  await server.stop();
  expect(server.stderr()).not.toContain("changes_missing");
});

test("[H5] messages that are missing below the counter of their room are said to be lost, and stand there as deleted", async () => {
  await file.write("UPDATE rooms SET last_seq = last_seq + 5 WHERE id = 1");
  const { code, stdout } = await check("--repair");
  expect(code).toBe(1);
  expect(stdout).toContain("Lost: messages: 5 are lost, and stand there as deleted\n");
  expect((await check()).code).toBe(0);
});

test("[H5] a lost person is one who was erased, and what they wrote stays; a lost room is a private one", async () => {
  file.overwrite((await file.leavesOf("users"))[0] ?? 0);
  file.overwrite((await file.leavesOf("rooms"))[0] ?? 0);
  const { code, stdout } = await check("--repair");
  expect(code).toBe(1);
  expect(stdout).toMatch(/Lost: users: up to \d+ rows cannot be read/);
  expect(stdout).toMatch(/Lost: rooms: up to \d+ rows cannot be read/);
  expect(await file.read("SELECT count(*) FROM messages")).toEqual([old + 1]);
  expect(await file.read("SELECT count(*) FROM users WHERE erased_at IS NOT NULL")).toEqual([2]);
  expect(await file.read("SELECT count(*) FROM rooms WHERE kind = 'private' AND last_seq > 3000")).toEqual([
    1,
  ]);
  expect(await file.read("SELECT count(*) FROM pragma_foreign_key_check")).toEqual([0]);
  expect((await check()).code).toBe(0);
});

test("[H5] where it is lost which version made the tables, those of this one are known, and the server starts", async () => {
  // W14: what a migration changes in rows alone does not show in the shape.
  await file.write("UPDATE meta SET key = 'placeName', value = 'Harbour' WHERE key = 'workspaceName'");
  await file.write("UPDATE meta SET key = 'placeId' WHERE key = 'workspaceId'");
  file.overwrite((await file.leavesOf("__drizzle_migrations"))[0] ?? 0);
  const { code, stdout } = await check("--repair");
  expect(code).toBe(1);
  expect(stdout).toContain("Lost: __drizzle_migrations: written anew");
  expect(
    await file.read("SELECT count(*) FROM meta WHERE key = 'workspaceName' AND value = 'Harbour'"),
  ).toEqual([1]);
  expect(await file.read("SELECT count(*) FROM meta WHERE key LIKE 'place%'")).toEqual([0]);
  await start();
  expect((await post()).status).toBe(201);
  await server.stop();
  // Of an older version, which is known: the next start migrates it.
  await file.write(
    "DELETE FROM __drizzle_migrations WHERE created_at = (SELECT max(created_at) FROM __drizzle_migrations)",
  );
  file.overwrite((await file.leavesOf("messages"))[0] ?? 0);
  const older = await check("--repair");
  expect([older.code, older.stdout]).toEqual([1, expect.not.stringContaining("written anew")]);
  // Of another one, which is lost: nothing is made of it.
  await file.write("ALTER TABLE users ADD COLUMN unknown TEXT");
  file.overwrite((await file.leavesOf("__drizzle_migrations"))[0] ?? 0);
  const before = await readFile(database());
  const refused = await check("--repair");
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("Which version of Confab made it cannot be read any more");
  expect(before.equals(await readFile(database()))).toBe(true);
});

test("[H5] a repair without room for a second database says so, asks for no backup, and leaves the damaged one as it is", async () => {
  file.overwrite(await file.leafOfMessage(1000));
  const before = await readFile(database());
  const disk = mountSmallDisk(2);
  if (!disk) return console.log("Nothing can be mounted here: not tested.");
  const mine = dataDir;
  try {
    dataDir = disk.folder;
    await copyFile(join(mine, "confab.db"), database());
    const { bavail, bsize } = await statfs(dataDir);
    await writeFile(join(dataDir, "filler"), Buffer.alloc(bavail * bsize - 256 * 1024));
    const { code, stderr } = await check("--repair");
    expect(code).toBe(2);
    expect(stderr).toContain("not enough disk space for a second database");
    expect(stderr).not.toContain("backup");
    expect(before.equals(await readFile(database()))).toBe(true);
    expect((await readdir(dataDir)).filter((name) => /damaged|repaired|empty|reading/.test(name))).toEqual(
      [],
    );
  } finally {
    dataDir = mine;
    disk.remove();
  }
});

test("[H5] where even the schema is lost, nothing is changed, and it says so: exit code 2", async () => {
  file.overwrite(1);
  const before = await readFile(database());
  const { code, stderr } = await check("--repair");
  expect(code).toBe(2);
  expect(stderr).toContain("cannot be repaired");
  expect(stderr).toContain("Restore a backup.");
  expect((await readdir(dataDir)).filter((name) => name.startsWith("confab.db")).sort()).toEqual([
    "confab.db",
  ]);
  expect(before.equals(await readFile(database()))).toBe(true);
});
