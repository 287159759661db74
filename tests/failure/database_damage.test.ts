// A damaged page in the file of a real server: what belongs there waits, everything else goes on, and whoever runs it is told.
import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";

import { setUpWorkspace, signIn, type Person } from "../support/client.ts";
import { fillLounge } from "../support/data_folder.ts";
import { damageable, type Damageable } from "../support/plant_damage.ts";
import { runUntilExit, startTestServer, within, type TestServer } from "../support/server.ts";

let dataDir: string;
let server: TestServer;
let ada: Person;
let file: Damageable;
let attic: number;
const old = 3000;

/** Filled once, and copied for each test. */
let prepared: string;

beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), "confab-damage-"));
  server = await startTestServer({ dataDir: prepared });
  ada = await setUpWorkspace(server.url);
  const made = await ada.post("/api/rooms", { name: "Attic" });
  attic = made.body.room.id;
  await server.stop();
  const filling = damageable(prepared);
  await filling.write(
    // Of which the index has come to the end: no step of it reads an old message.
    ...fillLounge(old),
    `UPDATE search_progress SET indexed_to = ${old}`,
    // Free pages.
    "CREATE TABLE junk (x)",
    "INSERT INTO junk SELECT randomblob(3000) FROM generate_series(1, 50)",
  );
  await filling.write("DROP TABLE junk");
});
afterAll(() => rm(prepared, { recursive: true, force: true }));

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "confab-damage-"));
  await cp(prepared, dataDir, { recursive: true });
  file = damageable(dataDir);
});
afterEach(async () => {
  await server.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  server = await startTestServer({ dataDir });
  ada = await signIn(server.url, { username: "Ada" });
}

const post = (roomId: number, body = "hello") =>
  ada.post(`/api/rooms/${roomId}/messages`, { clientId: crypto.randomUUID(), body });
const ready = async () => {
  const answer = await fetch(`${server.url}/readyz`);
  return { status: answer.status, text: await answer.text() };
};
async function logged(text: string): Promise<void> {
  const isThere = async () => {
    while (!server.stderr().includes(text)) await Bun.sleep(20);
  };
  await within(isThere(), 20_000, () => `The log does not say "${text}":\n${server.stderr()}`);
}
async function seqsOf(roomId: number): Promise<number[]> {
  const { body } = await ada.get(`/api/rooms/${roomId}/messages?limit=100`);
  return body.messages.map(({ seq }: { seq: number }) => seq);
}

test("[H5] where a leaf of messages is damaged, an edit there is busy; posts to every room go on, in order", async () => {
  file.overwrite(await file.leafOfMessage(1000));
  await start();
  const edits = [999, 1000, 1001].map((id) =>
    ada.patch(`/api/messages/${id}`, { editedAt: null, body: "other words" }),
  );
  const posts = Array.from({ length: 40 }, (_, index) => post(index % 2 === 0 ? attic : 1));
  const saves = [1000, 2500].map((id) => ada.put(`/api/messages/${id}/save`));
  const edited = await Promise.all(edits);
  expect(edited.map(({ status, body }) => [status, body.error.code])).toEqual([
    [503, "busy"],
    [503, "busy"],
    [503, "busy"],
  ]);
  expect(new Set((await Promise.all(posts)).map(({ status }) => status))).toEqual(new Set([201]));
  expect((await Promise.all(saves)).map(({ status }) => status)).toEqual([503, 204]);
  await logged('"code":"database_damaged"');
  expect(server.stderr()).toContain("the table messages");
  expect(server.stderr()).toContain("bun run confab check --repair");
  expect((await ready()).status).toBe(200);
  expect((await seqsOf(attic)).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  expect((await ada.get("/api/rooms/1/messages?before=1001&limit=5")).status).toBe(503);
  expect((await ada.get("/api/rooms/1/messages?before=2001&limit=5")).status).toBe(200);
  expect(await server.stop()).toBe(0);
});

test("[H5] a row that cannot be read, on a page that fits in, stops nothing but itself; a search that meets it is busy", async () => {
  // More bytes in the header of the row than the row has.
  const page = await file.leafOfMessage(1000);
  file.overwrite(page, { at: recordAt(file.readPage(page), 0), bytes: Uint8Array.of(0x7f) });
  await file.write("UPDATE search_progress SET indexed_to = 0");
  await start();
  const found = await ada.get("/api/search?q=nowhere");
  expect([found.status, found.body.error?.code]).toEqual([503, "busy"]);
  await logged('"code":"database_damaged"');
  expect(server.stderr()).toContain("the table messages");
  expect((await post(1)).status).toBe(201);
  expect((await ready()).status).toBe(200);
  expect(server.stderr()).not.toMatch(/database_read_only|request_failed/);
});

test("[H5] where the page that posts go to is damaged, each post is busy and none is lost; everything else is saved", async () => {
  file.overwrite((await file.leavesOf("messages")).at(-1) ?? 0);
  await start();
  const answers = await Promise.all([
    post(attic),
    ada.patch("/api/me", { displayName: "Ada L." }),
    post(1),
    ada.post("/api/rooms", { name: "Cellar" }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([503, 200, 503, 201]);
  expect(answers[0].body.error.code).toBe("busy");
  await logged('"code":"database_damaged"');
  expect((await post(attic)).status).toBe(503);
  expect((await ready()).status).toBe(200);
});

test("[H5] a damaged index is made anew while the server runs, and what waited for it is saved", async () => {
  const name = "messages_room_seq";
  const leaves = await file.leavesOf(name);
  for (const page of [leaves[3], leaves.at(-1)]) file.overwrite(page ?? 0);
  await start();
  const clientId = crypto.randomUUID();
  const send = () => ada.post(`/api/rooms/${attic}/messages`, { clientId, body: "mine" });
  const first = await send();
  expect([first.status, first.body.error?.code]).toEqual([503, "busy"]);
  await logged(`"event":"index_replaced","name":"${name}"`);
  expect((await send()).status).toBe(201);
  expect((await send()).status).toBe(200);
  expect(await seqsOf(attic)).toEqual([1]);
  await server.stop();
  // Pages of the old one stay behind; an index that lacks a row would be said here.
  const lines = String((await file.read("PRAGMA integrity_check"))[0]).split("\n");
  expect(lines.filter((line) => !/^\*\*\*|^Page \d+: never used$/.test(line))).toEqual([]);
  await start();
  await server.stop();
  expect(server.stderr()).not.toContain("warning_raised");
});

test("[H5] an index that the start itself reads is made anew, too, and ends no start", async () => {
  const name = "users_display_typed";
  for (const page of await file.leavesOf(name)) file.overwrite(page);
  server = await startTestServer({ dataDir });
  await logged(`"event":"index_replaced","name":"${name}"`);
  ada = await signIn(server.url, { username: "Ada" });
  expect((await post(attic)).status).toBe(201);
});

/** Where the record of a cell of a leaf begins, behind its length and its rowid. */
function recordAt(page: Buffer, cell: number): number {
  let at = page.readUInt16BE(8 + 2 * cell);
  for (let varints = 0; varints < 2; at += 1) if (page.readUInt8(at) < 0x80) varints += 1;
  return at;
}

function pageNumber(page: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(page);
  return bytes;
}

describe("[H5] nothing is written any more, everything is read, and /readyz says why, when", () => {
  const harms: [string, () => Promise<void>][] = [
    ["the list of free pages is damaged", async () => file.overwrite(file.readPage(1).readUInt32BE(32))],
    [
      "a page of messages is in the list of free pages too",
      async () => {
        const used = (await file.leavesOf("messages")).at(-1) ?? 0;
        // A trunk with one free page, and a header that counts two.
        const trunk = Buffer.concat([Buffer.alloc(4), pageNumber(1), pageNumber(used)]);
        file.overwrite(file.readPage(1).readUInt32BE(32), { bytes: trunk });
        file.overwrite(1, { at: 36, bytes: pageNumber(2) });
      },
    ],
    [
      "the header counts more free pages than there are",
      async () => file.overwrite(1, { at: 36, bytes: pageNumber(file.readPage(1).readUInt32BE(36) + 9) }),
    ],
  ];
  for (const [what, harm] of harms) {
    test(what, async () => {
      await harm();
      await start();
      // Long ones need pages.
      const send = () => post(attic, "x".repeat(9000));
      const statuses: number[] = [];
      const meetDamage = async () => {
        while (!server.stderr().includes('"code":"database_read_only"')) statuses.push((await send()).status);
      };
      await within(meetDamage(), 30_000, () => server.stderr());
      expect(new Set(statuses)).toEqual(new Set(statuses.includes(201) ? [201, 503] : [503]));
      const refused = await ada.patch("/api/me", { displayName: "Ada L." });
      expect([refused.status, refused.body.error.code]).toEqual([503, "busy"]);
      expect(refused.body.error.message).toBe(
        "The database is damaged and takes no changes until it is repaired.",
      );
      const { status, text } = await ready();
      expect(status).toBe(503);
      expect(text).toContain("bun run confab check --repair");
      expect((await ada.get("/api/rooms/1/messages?limit=50")).status).toBe(200);
      const acknowledged = statuses.filter((one) => one === 201).length;
      expect(await seqsOf(attic)).toHaveLength(acknowledged);
      expect(await server.stop()).toBe(0);
    });
  }
});

test("[H5] a start on a file with a damaged header is refused in a line that says how to repair it", async () => {
  for (const bytes of [
    crypto.getRandomValues(new Uint8Array(16)),
    crypto.getRandomValues(new Uint8Array(100)),
  ]) {
    file.overwrite(1, { bytes });
    const { code, stderr } = await runUntilExit({ dataDir });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The database .+ is damaged \(.+\)\. .+bun run confab check --repair\n$/);
  }
});

test("[H11] after an unclean end a damaged page is found before anyone meets it; after a clean one nothing is looked for", async () => {
  const page = await file.leafOfMessage(1000);
  await start();
  await post(1);
  await server.kill();
  file.overwrite(page);
  await start();
  await logged('"code":"database_damaged"');
  expect(server.stderr()).toContain("the table messages");
  await server.kill();
  await start();
  await logged('"event":"database_check_done"');
  await server.stop();
  await start();
  await server.stop();
  expect(server.stderr()).not.toContain("database_check_started");
});

test("[H11] counters that do not fit the messages are told after an unclean end", async () => {
  await file.write(`UPDATE rooms SET last_seq = last_seq + 5 WHERE id = ${attic}`);
  await start();
  await post(1);
  await server.kill();
  await start();
  await logged('"code":"database_damaged"');
  expect(server.stderr()).toContain(`room ${attic} (it has 0 of 5 messages)`);
});

test("[H11] a slow copy of a running folder, its first half older than its second, is told", async () => {
  const database = join(dataDir, "confab.db");
  const older = await readFile(database);
  await file.write(
    `INSERT INTO messages (room_id, seq, rev, author_id, client_id, post_hash, body, created_at)
      SELECT 1, ${old} + value, ${old} + value, 1, 'new-' || value, 'hash', 'number ' || value, 0
      FROM generate_series(1, 5000)`,
    `UPDATE rooms SET rev = ${old + 5000}, last_seq = ${old + 5000} WHERE id = 1`,
    `UPDATE search_progress SET indexed_to = ${old + 5000}`,
  );
  await start();
  await post(attic);
  await server.kill();
  const newer = await readFile(database);
  const half = Math.floor(older.length / 2 / 4096) * 4096;
  await writeFile(database, Buffer.concat([older.subarray(0, half), newer.subarray(half)]));
  server = await startTestServer({ dataDir });
  await logged("warning_raised");
  expect(server.stderr()).toMatch(/"code":"database_(damaged|read_only)"/);
});

describe("[H11] a backup", () => {
  const mark = () => file.overwrite(1, { at: 68, bytes: Buffer.from("CfBk") });

  test("beside the log of another database is refused in one line, and both stay as they are", async () => {
    const database = join(dataDir, "confab.db");
    await copyFile(database, join(dataDir, "backup"));
    await start();
    await post(1);
    await server.kill();
    await copyFile(join(dataDir, "backup"), database);
    mark();
    const before = [await readFile(database), await readFile(`${database}-wal`)];
    const { code, stderr } = await runUntilExit({ dataDir });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^.+confab\.db is a backup, and .+confab\.db-wal beside it .+ remove .+\n$/);
    const after = [await readFile(database), await readFile(`${database}-wal`)];
    expect(after.map((bytes, index) => bytes.equals(before[index] ?? Buffer.alloc(0)))).toEqual([true, true]);
    await rm(`${database}-wal`);
    await rm(`${database}-shm`);
    await start();
    expect((await post(1)).status).toBe(201);
  });

  test("is one no more after its first start, also when that is killed", async () => {
    mark();
    await start();
    await post(1);
    await server.kill();
    await start();
    expect((await post(1)).status).toBe(201);
  });
});
