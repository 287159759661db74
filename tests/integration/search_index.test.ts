// The search index over kills and damage, and what the command line says of it (S7).
import { afterEach, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { call } from "../support/client.ts";
import { runConfab } from "../support/command_line.ts";
import { fillLounge, makeDataFolder, people } from "../support/data_folder.ts";
import { seedWorkspace } from "../support/seed.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { searchIndexOf, untilIndexed } from "../support/until_indexed.ts";

const made: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of made.splice(0).toReversed()) await end();
});

async function start(dataDir: string): Promise<TestServer> {
  const server = await startTestServer({ dataDir });
  made.push(() => server.dispose());
  return server;
}

async function makeFolder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "confab-search-"));
  made.push(() => rm(dataDir, { recursive: true, force: true }));
  return dataDir;
}

async function confab(dataDir: string, ...words: string[]) {
  const { stdout, stderr, code } = await runConfab(["search", ...words], { dataDir });
  // On a busy machine it says how far it is.
  const progress = /^[\d,]+ of [\d,]+ messages, \d+%\n/gm;
  return { stdout, stderr: stderr.replaceAll(progress, ""), code };
}

test("[S7] killed in the middle of indexing, the index goes on where it was, and all of it is right", async () => {
  const dataDir = await makeFolder();
  const messages = 40_000;
  const [someone] = await seedWorkspace({ dataDir, rooms: 1, membersPerRoom: 2, messages });
  const { cookie = "" } = someone ?? {};
  const searchIndex = searchIndexOf(dataDir);
  let indexedTo = 0;
  for (let kill = 0; kill < 3; kill += 1) {
    const server = await start(dataDir);
    const from = indexedTo;
    while (indexedTo <= from) ({ indexedTo } = await searchIndex.progress());
    await server.kill();
  }
  // It was in the middle each time.
  expect(indexedTo).toBeLessThan(messages);
  const server = await start(dataDir);
  // What is not indexed yet is found too.
  for (const q of ["39999", "number 7,", "39"]) {
    const { status, body } = await call(server.url, `/api/search?limit=1&q=${encodeURIComponent(q)}`, {
      cookie,
    });
    expect([q, status, body.messages.length]).toEqual([q, 200, 1]);
  }
  await untilIndexed(searchIndex);
  expect(await confab(dataDir, "check")).toEqual({
    stdout: "The search index is intact: 40,000 messages checked.\n",
    stderr: "",
    code: 0,
  });
}, 120_000);

test("[S7] what is wrong in the index is told, and built anew, with the server and without", async () => {
  const folder = await makeDataFolder();
  made.push(() => folder.dispose());
  const { dataDir } = folder;
  await (await folder.open()).close();
  await folder.write(...people, ...fillLounge(300));
  const first = await folder.open();
  await untilIndexed(first.searchIndex);
  await first.close();
  const spoil = (index: string) =>
    folder.write(
      // One is not there, one is there with other words, one under another room, and one is of no message.
      `DELETE FROM ${index} WHERE rowid IN (5, 6, 7)`,
      `INSERT INTO ${index} (rowid, body, room, author)
        SELECT id, 'other words', char(1048576 + room_id, 1048576, 114), char(1048576 + author_id, 1048576, 97) FROM messages WHERE id = 6`,
      `INSERT INTO ${index} (rowid, body, room, author)
        SELECT id, body || char(10, 10), char(1048576 + 99, 1048576, 114), char(1048576 + author_id, 1048576, 97) FROM messages WHERE id = 7`,
      `INSERT INTO ${index} (rowid, body, room, author) VALUES (900, 'of nobody', 'xyz', 'xyz')`,
    );
  const whole = { stdout: "The search index is intact: 300 messages checked.\n", stderr: "", code: 0 };
  const wrong = {
    stdout: "",
    stderr:
      "4 of 300 messages are missing or outdated in the search index. Rebuild it: bun run confab search rebuild\n",
    code: 1,
  };
  const rebuilt = { stdout: "The search index is rebuilt, up to message 300.\n", stderr: "", code: 0 };
  expect(await confab(dataDir, "check")).toEqual(whole);
  await spoil("search");
  expect(await confab(dataDir, "check")).toEqual(wrong);
  expect(await confab(dataDir, "rebuild")).toEqual(rebuilt);
  expect(await confab(dataDir, "check")).toEqual(whole);
  await spoil("search_1");
  const server = await start(dataDir);
  expect(await confab(dataDir, "check")).toEqual(wrong);
  expect(await confab(dataDir, "rebuild")).toEqual(rebuilt);
  expect(await confab(dataDir, "check")).toEqual(whole);
  await server.stop();
}, 120_000);
