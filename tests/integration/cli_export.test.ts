// SPEC Y1, Y2, Y4 as whoever runs the server sees them: export beside a running server, import elsewhere, the same place again.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { signIn, type Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import { repository, runConfab } from "../support/command_line.ts";
import { fetchBytes, upload } from "../support/files.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let root: string;
let server: TestServer;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "confab-cli-export-"));
  ({ server, ada, bob } = await startWorkspace());
});

afterAll(async () => {
  await server.dispose();
  await rm(root, { recursive: true, force: true });
});

let serial = 0;

async function postAs(who: Person, more: object = {}): Promise<void> {
  serial += 1;
  const message = { clientId: `client-${serial}`, body: `message ${serial}`, ...more };
  expect((await who.post("/api/rooms/1/messages", message)).status).toBe(201);
}

test("[Y2] an export beside a running server is of one moment, and the imported place is the same", async () => {
  const file = await upload(ada, "the bytes of the file", { roomId: 1, name: "notes.txt" });
  await postAs(ada, { fileIds: [file.body.file.id] });
  await postAs(bob);
  const acknowledged = serial;
  const archive = join(root, "archive");
  const over = new AbortController();
  const writing = (async () => {
    while (!over.signal.aborted) await postAs(bob);
  })();
  const run = await runConfab(["export", archive], { dataDir: server.dataDir });
  over.abort();
  await writing;
  expect(run.code).toBe(0);
  expect(run.stderr).toContain("everyone's password hash");
  expect(run.stdout).toMatch(/: 2 people, \d+ messages, 1 file\.\n$/);
  // It writes nothing into the folder of the server, and the server goes on.
  await postAs(ada);
  expect(server.problems()).toBe("");

  const lines = (await readFile(join(archive, "messages.jsonl"), "utf8")).trimEnd().split("\n");
  expect(lines.length).toBeGreaterThanOrEqual(acknowledged);
  const seqs = lines.map((line) => JSON.parse(line)["seq"]);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));

  const dataDir = join(root, "imported");
  const imported = await runConfab(["import", archive, "--json"], { dataDir });
  expect([imported.code, imported.stderr]).toEqual([0, ""]);
  expect(JSON.parse(imported.stdout)).toEqual({ dataDir, people: 2, messages: lines.length, missing: 0 });

  const second = await startTestServer({ dataDir });
  try {
    expect(second.setupCode).toBeNull();
    const again = await signIn(second.url, { username: "Bob" });
    const before = await bob.get(`/api/rooms/1/messages?after=0&limit=${acknowledged}`);
    const after = await again.get(`/api/rooms/1/messages?after=0&limit=${acknowledged}`);
    expect(before.body.messages).toHaveLength(acknowledged);
    expect(after.body.messages).toEqual(before.body.messages);
    const bytes = await fetchBytes(again, `/api/files/${file.body.file.id}/notes.txt`);
    expect(new TextDecoder().decode(bytes.bytes)).toBe("the bytes of the file");
    // Nobody is signed in by an old cookie.
    const old = await fetch(`${second.url}/api/me`, { headers: { cookie: bob.cookie } });
    expect(old.status).toBe(401);
  } finally {
    await second.dispose();
  }
});

test("[Y4] beside a running server an import is refused in one line, with exit code 2", async () => {
  const { code, stderr } = await runConfab(["import", join(root, "archive")], { dataDir: server.dataDir });
  expect([code, stderr]).toEqual([
    2,
    `Another Confab is running on ${server.dataDir}. Stop it first, or set DATA_DIR.\n`,
  ]);
});

test("[Y3] what is no export is refused with exit code 1, and an export never goes over another", async () => {
  const empty = join(root, "empty");
  await mkdir(empty);
  const none = await runConfab(["import", empty], { dataDir: join(root, "untouched") });
  expect([none.code, none.stderr]).toEqual([
    1,
    `${join(empty, "export.json")}: is missing: this is no export of Confab\n`,
  ]);
  expect((await readdir(root)).includes("untouched")).toBe(false);
  await writeFile(join(empty, "mine"), "mine");
  const over = await runConfab(["export", empty], { dataDir: server.dataDir });
  expect([over.code, over.stdout]).toEqual([2, ""]);
  expect(over.stderr).toContain("is not empty");
  expect(await readdir(empty)).toEqual(["mine"]);
});

test("[Y2] a signal leaves a whole export or nothing", async () => {
  const parent = join(root, "signalled");
  await mkdir(parent);
  const run = Bun.spawn(
    [process.execPath, join(repository, "src/cli.ts"), "export", join(parent, "archive")],
    { stdout: "ignore", stderr: "pipe", env: { DATA_DIR: server.dataDir, TMPDIR: process.env["TMPDIR"] } },
  );
  const reader = run.stderr.getReader();
  await reader.read();
  run.kill("SIGINT");
  const code = await run.exited;
  expect([0, 130]).toContain(code);
  expect(await readdir(parent)).toEqual(code === 0 ? ["archive"] : []);
});
