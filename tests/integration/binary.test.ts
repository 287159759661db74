// SPEC Q1: the executable, as a person without Bun or Node has it. What a browser does with it is in tests/deploy.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "bun:test";

import { makeBinaryFolder, removeBinaries, type BinaryFolder } from "../support/binary.ts";
import { call, setUpWorkspace, testPassword } from "../support/client.ts";
import { putAvatar } from "../support/files.ts";
import { picture } from "../support/pictures.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let alone: BinaryFolder;
let server: TestServer | null = null;
beforeEach(async () => {
  alone = await makeBinaryFolder();
}, 60_000);
afterEach(async () => {
  await server?.dispose();
  server = null;
  await alone.dispose();
});
afterAll(removeBinaries);

async function start(): Promise<TestServer> {
  server = await startTestServer({ program: alone.program, env: alone.env });
  return server;
}

test("[Q1] alone in a folder it serves the page, hashes, draws, searches, is killed, goes on, and stops with 0", async () => {
  const first = await start();
  expect(await readdir(alone.program.folder)).toEqual(["confab", "data"]);
  const page = await call(first.url, "/", { headers: { "Accept-Encoding": "br" } });
  expect(page.status).toBe(200);
  const [, script = ""] = /src="(\/assets\/confab-[^"]+)"/.exec(page.body) ?? [];
  expect((await call(first.url, script)).status).toBe(200);

  const ada = await setUpWorkspace(first.url);
  expect((await putAvatar(ada, await picture("png", 64, 64))).status).toBe(200);
  const posted = await ada.post("/api/rooms/1/messages", { clientId: "one", body: "the herons came back" });
  expect(posted.status).toBe(201);
  // Beside the server, through its socket.
  expect(await alone.run("user", "list")).toMatchObject({ code: 0, stdout: "Ada, admin\n" });
  await first.kill();

  const second = await start();
  const signedIn = await call(second.url, "/api/login", {
    method: "POST",
    body: { username: "Ada", password: testPassword },
  });
  expect(signedIn.status).toBe(200);
  const again = { ...ada, url: second.url };
  const read = await call(again.url, "/api/rooms/1/messages?limit=1", { cookie: ada.cookie });
  expect(read.body.messages[0]?.body).toBe("the herons came back");
  const found = await call(again.url, "/api/search?q=herons", { cookie: ada.cookie });
  expect(found.body.messages).toHaveLength(1);
  expect(second.problems()).toBe("");
  expect(await second.stop()).toBe(0);
  // The database is checked in the same program, and was closed properly.
  expect(await alone.run("check")).toMatchObject({ code: 0 });
});

test("[Q1] it says what it is, and calls itself by its own name", async () => {
  const { version } = await Bun.file(new URL("../../package.json", import.meta.url)).json();
  const { code, stdout } = await alone.run("version");
  expect(code).toBe(0);
  expect(stdout).toStartWith(`Confab ${version}`);
  expect(stdout).toContain(`Bun ${Bun.version}`);
  const help = await alone.run("--help");
  expect(help.stdout).toContain("  confab user reset");
  expect(help.stdout).not.toContain("bun run");
  // It neither watches nor rebuilds.
  expect((await alone.run("--dev")).code).not.toBe(0);
});

test("[Q1] without a folder for the library, one line says so", async () => {
  alone.env["TMPDIR"] = join(alone.program.folder, "not-there");
  const { code, stdout, stderr } = await alone.run("user", "list");
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toStartWith("Cannot load the database's library: ");
  expect(stderr.trimEnd().split("\n")).toHaveLength(2);
  expect(stderr).toContain("Set TMPDIR");
});
