import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "bun:test";

import { runConfab } from "../support/command_line.ts";
import { problemOf } from "../support/problem_of.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

const password = "correct horse battery";
const secondPassword = "staple the horse twice";

let dataDir: string;
let server: TestServer | null = null;
const made: string[] = [];

beforeEach(async () => {
  dataDir = await makeFolder();
  server = await startTestServer({ dataDir });
  await post("/setup", { username: "Ada", displayName: "Ada L.", password });
});
afterEach(async () => {
  await server?.dispose();
  server = null;
});
afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true });
});

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "confab-cli-"));
  made.push(folder);
  return folder;
}

async function post(path: string, body: unknown): Promise<number> {
  const response = await fetch(`${server?.url}/api${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.status;
}

const confab = (words: string[], env: Record<string, string> = {}) => runConfab(words, { dataDir, env });

function tokenIn(stdout: string): string {
  return /\/reset#([\w-]{43})$/m.exec(stdout)?.[1] ?? "";
}

test("[R8] with the server running, a reset link is made through it and works once", async () => {
  const run = await confab(["user", "reset", "ADA"]);
  expect([run.code, run.stderr]).toEqual([0, ""]);
  expect(run.stdout).toContain("Ada");
  expect(run.stdout).toContain(`${server?.url}/reset#`);
  const token = tokenIn(run.stdout);
  expect(await post("/login", { username: "Ada", password })).toBe(200);
  expect(await post("/reset", { token, password: secondPassword })).toBe(200);
  expect(await post("/login", { username: "Ada", password })).toBe(401);
  expect(await post("/login", { username: "Ada", password: secondPassword })).toBe(200);
  expect(await post("/reset", { token, password })).toBe(404);
});

test("[R8] without a server the command opens the data folder itself, and the link works when the server is back", async () => {
  await server?.stop();
  const run = await confab(["user", "reset", "ada"], { PUBLIC_URL: "https://chat.example" });
  expect([run.code, run.stderr]).toEqual([0, ""]);
  expect(run.stdout).toContain("https://chat.example/reset#");
  server = await startTestServer({ dataDir });
  expect(await post("/reset", { token: tokenIn(run.stdout), password: secondPassword })).toBe(200);
});

test("[R8] a socket left by a crash is no server, and the next start replaces it", async () => {
  await server?.kill();
  expect((await stat(join(dataDir, "control.sock"))).isSocket()).toBe(true);
  const alone = await confab(["user", "reset", "Ada"]);
  expect(alone.code).toBe(0);
  server = await startTestServer({ dataDir });
  expect((await confab(["user", "reset", "Ada"])).stdout).toContain(server.url);
});

test("[R8] only the owner of the data folder may speak to the control socket, and it goes with the server", async () => {
  const path = join(dataDir, "control.sock");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await server?.stop()).toBe(0);
  expect(await problemOf(stat(path))).toContain("ENOENT");
});

test("[R8] never a second writer: where the socket cannot be reached, a running server's lock stops the command", async () => {
  await rm(join(dataDir, "control.sock"));
  const run = await confab(["user", "reset", "Ada"]);
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(/^Another Confab is running on .+\n$/);
});

test("[R8] in a data folder with a very long path it works as well", async () => {
  await server?.dispose();
  const folder = await makeFolder();
  dataDir = join(folder, "a-folder-with-a-name-that-goes-on".repeat(3), "and-another-one-below-it");
  server = await startTestServer({ dataDir });
  expect(await post("/setup", { username: "Eve", password })).toBe(201);
  expect((await confab(["user", "reset", "Eve"])).stdout).toContain(server.url);
  await server.stop();
  expect((await confab(["user", "list"])).stdout).toBe("Eve, admin\n");
});

test("[R8] [O1] an unknown user and an empty folder are said in a line, and exit with 1 and 2", async () => {
  const nobody = await confab(["user", "reset", "nobody"]);
  expect([nobody.code, nobody.stdout, nobody.stderr]).toEqual([1, "", "The user nobody was not found.\n"]);
  await server?.stop();
  const alone = await confab(["user", "reset", "nobody"]);
  expect([alone.code, alone.stdout, alone.stderr]).toEqual([1, "", "The user nobody was not found.\n"]);
  dataDir = join(await makeFolder(), "none");
  const empty = await confab(["user", "list"]);
  expect([empty.code, empty.stdout]).toEqual([2, ""]);
  expect(empty.stderr).toMatch(/^No database in .+\n$/);
  expect(await problemOf(stat(dataDir))).toContain("ENOENT");
  const wrong = await confab(["user", "list"], { PORT: "high" });
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/^PORT=high .+\n$/)]);
});

test("[R8] everyone is listed, with the server and without", async () => {
  const expected = "Ada (Ada L.), admin\n";
  expect((await confab(["user", "list"])).stdout).toBe(expected);
  await server?.stop();
  expect(await confab(["user", "list"])).toEqual({ stdout: expected, stderr: "", code: 0 });
});
