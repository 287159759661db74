// SPEC Q1: the executable as a person has it, by a browser; what an older database becomes in it; and that it is always the same.
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "bun:test";

import { readCommit } from "../../build/read_commit.ts";
import { helpPages } from "../../src/docs/pages.ts";
import { openClient } from "../../src/storage/database.ts";
import { databaseName } from "../../src/storage/storage.ts";
import { showsBodies } from "../browser/page_support.ts";
import { makeBinaryFolder, removeBinaries, type BinaryFolder } from "../support/binary.ts";
import { closeContexts, sharedBrowser, watchConsole } from "../support/browser.ts";
import { fillLounge, openRaw, people } from "../support/data_folder.ts";
import { makeCertificate } from "../support/certificate.ts";
import { setUpWorkspace, testPassword } from "../support/client.ts";
import { countMigrations, makeOldDatabase } from "../support/old_database.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { composer } from "../support/page_parts.ts";

const repository = join(import.meta.dir, "../..");

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

async function start(port = 0): Promise<TestServer> {
  server = await startTestServer({ program: alone.program, env: alone.env, port });
  return server;
}

test("[Q1] the first account, a post, a reload, kill -9, and the open page goes on with what was said", async () => {
  const first = await start();
  const browser = await sharedBrowser();
  const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  page.setDefaultTimeout(25_000);
  const complaints = watchConsole(page);
  await page.goto(`${first.url}/setup#${first.setupCode}`);
  await page.getByLabel("Workspace name").fill("Harbour Works");
  await page.getByLabel("Display name").fill("Ada Lovelace");
  await page.getByLabel("Username").fill("Ada");
  await page.getByLabel("Password", { exact: true }).fill(testPassword);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.getByRole("link", { name: "lounge" }).click();
  await composer(page).fill("the first herons");
  await composer(page).press("Enter");
  await showsBodies(page, ["the first herons"]);
  await page.reload();
  await showsBodies(page, ["the first herons"]);

  await first.kill();
  await start(first.port);
  await composer(page).fill("and more of them");
  await composer(page).press("Enter");
  await showsBodies(page, ["the first herons", "and more of them"]);
  await page.reload();
  await showsBodies(page, ["the first herons", "and more of them"]);
  expect(complaints).toEqual([]);
  await closeContexts(browser);
  expect(await server?.stop()).toBe(0);
}, 120_000);

test("[Q1] a database of every earlier version is brought to this one, with what was said in it", async () => {
  for (let known = 1; known < (await countMigrations()); known += 1) {
    const dataDir = join(alone.program.folder, `data-of-${known}`);
    await mkdir(dataDir, { mode: 0o700 });
    const path = join(dataDir, databaseName);
    await makeOldDatabase(path, known);
    const client = openClient({ path, timeoutMs: 1000 });
    await client.batch([...people, ...fillLounge(3)], "write");
    client.close();
    alone.env["DATA_DIR"] = dataDir;
    const upgraded = await start();
    expect(await upgraded.stop()).toBe(0);
    expect([known, await alone.run("user", "list")]).toMatchObject([
      known,
      { code: 0, stdout: "Ada, admin\nBob\n" },
    ]);
    const after = openRaw(path);
    const { rows } = await after.execute("SELECT body FROM messages ORDER BY seq");
    after.close();
    expect(rows.map(({ body }) => body)).toEqual(["number 1", "number 2", "number 3"]);
  }
}, 120_000);

test("[Q1] [R4] with a certificate of one's own it serves https: the page, REST, the socket, and its health", async () => {
  const certificate = await makeCertificate();
  if (!certificate) {
    console.log("Skipped: there is no openssl here to make a certificate with.");
    return;
  }
  try {
    Object.assign(alone.env, { TLS_CERT: certificate.cert, TLS_KEY: certificate.key });
    const { url, port } = await start();
    expect(url).toStartWith("https://");
    const ada = await setUpWorkspace(url);
    expect(ada.cookie).toStartWith("__Host-");
    const page = await fetch(url, { tls: { ca: await Bun.file(certificate.cert).text() } });
    expect([page.status, page.headers.get("Strict-Transport-Security")]).toEqual([
      200,
      expect.stringContaining("max-age="),
    ]);
    const socket = await ada.connect();
    await socket.askOk({ type: "post", roomId: 1, clientId: "tls", body: "over https" });
    expect((await socket.next("message")).message?.body).toBe("over https");
    await socket.close();
    alone.env["PORT"] = String(port);
    expect(await alone.run("health")).toMatchObject({ code: 0, stdout: "ready\n" });
    // Whoever speaks http there is not answered.
    expect(
      await fetch(url.replace("https:", "http:")).then(
        ({ status }) => status,
        () => null,
      ),
    ).toBeNull();
    expect(await server?.stop()).toBe(0);
  } finally {
    await rm(certificate.folder, { recursive: true, force: true });
  }
}, 60_000);

test("[Q1] [R14] the executable has the help in it, as the sources serve it", async () => {
  const { url } = await start();
  for (const { slug, text } of helpPages) {
    const answer = await fetch(`${url}/docs/${slug}`);
    const title = /^# (.+)$/m.exec(text)?.[1] ?? "none";
    expect([slug, answer.status, (await answer.text()).includes(`>${title}</h1>`)]).toEqual([
      slug,
      200,
      true,
    ]);
  }
  // Made on a thread, whose entry is in the executable, too.
  expect(await (await fetch(`${url}/docs/reference`)).text()).toContain("<h1>API reference</h1>");
  const style = await (await fetch(`${url}/docs/docs.css`)).text();
  expect([style.includes("--accent: light-dark("), style.includes(".pages {")]).toEqual([true, true]);
  for (const name of ["theme.js", "reference.js"]) {
    const script = await (await fetch(`${url}/docs/${name}`)).text();
    expect([name, script.startsWith('"use strict";\n(function ')]).toEqual([name, true]);
  }
  expect(await server?.stop()).toBe(0);
}, 60_000);

test("[Q1] the same sources make the same bytes, in another folder too", async () => {
  const other = await mkdtemp("/var/tmp/confab-elsewhere-");
  try {
    const parts = [
      "build",
      "drizzle",
      "src",
      "web",
      "package.json",
      "bun.lock",
      "bunfig.toml",
      "tsconfig.json",
    ];
    for (const part of parts) await cp(join(repository, part), join(other, part), { recursive: true });
    await run(other, ["install", "--frozen-lockfile", "--production", "--silent"]);
    const outfile = join(other, "deep", "er", "confab");
    await run(other, ["build/binary.ts", "--outfile", outfile]);
    const [one, two] = await Promise.all([hashOf(alone.program.command), hashOf(outfile)]);
    expect(two).toBe(one);
  } finally {
    await rm(other, { recursive: true, force: true });
  }
}, 120_000);

async function run(cwd: string, words: string[]): Promise<void> {
  const commit = (await readCommit(repository)) ?? "";
  const child = Bun.spawn([process.execPath, ...words], {
    cwd,
    env: { ...process.env, CONFAB_COMMIT: commit },
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  });
  const problem = await new Response(child.stderr).text();
  if ((await child.exited) !== 0) throw new Error(problem);
}

async function hashOf(path: string): Promise<string> {
  return new Bun.CryptoHasher("sha256").update(await Bun.file(path).bytes()).digest("hex");
}
