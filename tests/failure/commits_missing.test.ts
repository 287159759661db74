// The log of the database is lost or cut after a crash: the start says how much is missing, and serves.
import { mkdtemp, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";

import { setUpWorkspace, signIn, type Person } from "../support/client.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let dataDir: string;
let server: TestServer;
let ada: Person;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "confab-commits-"));
  server = await startTestServer({ dataDir });
  await setUpWorkspace(server.url);
  // A clean end: what was done so far is in the file itself.
  await restart();
});
afterEach(async () => {
  await server.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

async function restart(): Promise<void> {
  await server.stop();
  await start();
}
async function start(): Promise<void> {
  server = await startTestServer({ dataDir });
  ada = await signIn(server.url, { username: "Ada" });
}
async function postSome(count: number): Promise<void> {
  for (let serial = 0; serial < count; serial += 1) {
    const { status } = await ada.post("/api/rooms/1/messages", {
      clientId: crypto.randomUUID(),
      body: "x".repeat(500),
    });
    expect(status).toBe(201);
  }
}
const missing = () => /"changes_missing","text":"At least (\d+) acknowledged changes? /.exec(server.stderr());
const log = () => join(dataDir, "confab.db-wal");

test("[H11] a log that was deleted after kill -9 is told with what is missing, until the first commit of a run", async () => {
  await postSome(20);
  await server.kill();
  await rm(log());
  await start();
  // The sign-in, and 20 posts. Of more nobody was told.
  const count = Number(missing()?.[1]);
  expect(count).toBeGreaterThanOrEqual(20);
  expect(count).toBeLessThanOrEqual(22);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await postSome(1);
  await restart();
  expect(missing()).toBeNull();
});

test("[H11] a log that was cut is told", async () => {
  await postSome(30);
  await server.kill();
  await truncate(log(), Math.floor((await stat(log())).size / 2));
  await start();
  const count = Number(missing()?.[1]);
  expect(count).toBeGreaterThan(5);
  expect(count).toBeLessThan(30);
});

test("[H11] after kill -9 alone, and after a clean end, nothing is missing", async () => {
  await postSome(5);
  await server.kill();
  await start();
  expect(missing()).toBeNull();
  await postSome(5);
  await restart();
  expect(missing()).toBeNull();
});

test("[H11] without the file, or with one that cannot be read, nothing is said and the file is written anew", async () => {
  await server.stop();
  const file = join(dataDir, "commits");
  for (const harm of [() => rm(file), () => Bun.write(file, "garbage that is long enough")]) {
    await harm();
    await start();
    expect(missing()).toBeNull();
    await postSome(1);
    expect(await Bun.file(file).text()).toMatch(/^\d{16}\n/);
    await server.stop();
  }
});
