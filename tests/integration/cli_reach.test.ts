// SPEC O1, O4, O5: the command line as a process: what it prints and how it ends, beside servers that are there, deaf or others.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "bun:test";

import { silentLog } from "../../src/domain/log.ts";
import { reachServer } from "../../src/transport/control_client.ts";
import { startControl } from "../../src/transport/control.ts";
import type { Operations } from "../../src/transport/control_operations.ts";
import { problemOf } from "../support/problem_of.ts";
import { runConfab, repository } from "../support/command_line.ts";
import { setUpWorkspace } from "../support/client.ts";
import { startTestServer } from "../support/server.ts";

const made: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of made.splice(0).toReversed()) await end();
});

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "confab-reach-"));
  made.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Someone else's socket in the place of the server's. */
async function listen(dataDir: string, answer: string | null): Promise<void> {
  const open = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", () => {
      if (answer !== null) socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(join(dataDir, "control.sock"), resolve));
  made.push(async () => {
    for (const socket of open) socket.destroy();
    server.close();
  });
}

const refuse = () => Promise.reject(new Error("not asked"));
const untouched: Operations = {
  makeResetLink: refuse,
  addUser: refuse,
  setUserRole: refuse,
  setUserActive: refuse,
  makeInvite: refuse,
  listInvites: refuse,
  revokeInvite: refuse,
  listRooms: refuse,
  createRoom: refuse,
  setRoomArchived: refuse,
  listUsers: () => Promise.resolve([]),
  checkSearch: () => Promise.resolve({ checked: 0, wrong: 0, next: null }),
  rebuildSearch: () => Promise.resolve({}),
  backUp: () => Promise.reject(new Error("not asked")),
  searchProgress: () => Promise.resolve({ indexedTo: 0, lastId: 0, stale: 0, table: 1 }),
};

test("[O2] [O3] wrong words are one line and exit code 2, help is on stdout", async () => {
  const wrong = await runConfab(["user", "lst"]);
  expect(wrong).toEqual({
    stdout: "",
    stderr: 'There is no command "user lst". Did you mean "user list"?\n',
    code: 2,
  });
  const help = await runConfab(["user", "--help"]);
  expect([help.code, help.stderr]).toEqual([0, ""]);
  expect(help.stdout).toContain("bun run confab user reset NAME");
});

test("[O4] --json: one value on stdout, a list is an array, and a failure leaves it empty", async () => {
  const server = await startTestServer();
  made.push(() => server.dispose());
  const { dataDir } = server;
  await setUpWorkspace(server.url);
  const users = await runConfab(["user", "list", "--json"], { dataDir });
  expect([users.code, users.stderr]).toEqual([0, ""]);
  expect(JSON.parse(users.stdout)).toMatchObject([{ username: "Ada", role: "admin" }]);
  const link = JSON.parse((await runConfab(["user", "reset", "ada", "--json"], { dataDir })).stdout);
  expect(link.url).toStartWith(`${server.url}/reset#`);
  const search = await runConfab(["search", "check", "--json"], { dataDir });
  expect(JSON.parse(search.stdout)).toMatchObject({ whole: true, wrong: 0 });
  const nobody = await runConfab(["user", "reset", "nobody", "--json"], { dataDir });
  expect(nobody).toEqual({ stdout: "", stderr: "The user nobody was not found.\n", code: 1 });
});

test("[O1] a pipe that is closed, and a full disk: one line and exit code 1", async () => {
  const server = await startTestServer();
  made.push(() => server.dispose());
  await setUpWorkspace(server.url);
  const cli = `${process.execPath} src/cli.ts user list`;
  for (const script of [
    `(exec 3> >(exec true); wait $!; ${cli} >&3; echo $?)`,
    `${cli} > /dev/full; echo $?`,
  ]) {
    const run = Bun.spawn(["bash", "-c", script], {
      cwd: repository,
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
      env: { PATH: process.env["PATH"], TMPDIR: process.env["TMPDIR"], DATA_DIR: server.dataDir },
      timeout: 30_000,
    });
    const output = await Promise.all([new Response(run.stdout).text(), new Response(run.stderr).text()]);
    expect([script, ...output]).toEqual([
      script,
      "1\n",
      "Couldn't print everything: standard output is closed or full.\n",
    ]);
  }
});

test("[O5] a server that takes the connection and is silent: the command gives up, and opens nothing", async () => {
  const dataDir = await makeFolder();
  await listen(dataDir, null);
  const { ask } = reachServer({ dataDir, timeoutMs: 200 });
  expect(await problemOf(ask("listUsers", { after: 0 }))).toContain(
    "does not answer: it said nothing for 0.2 seconds",
  );
  const run = await runConfab(["user", "list"], { dataDir });
  expect(run).toEqual({
    stdout: "",
    stderr: `The server on ${dataDir} does not answer: it said nothing for 10 seconds.\n`,
    code: 2,
  });
  expect(await readdir(dataDir)).toEqual(["control.sock"]);
});

test("[O1] a folder that is none, and a server that ends before it answers: one line and exit code 2", async () => {
  const folder = await makeFolder();
  const file = join(folder, "file");
  await Bun.write(file, "");
  for (const dataDir of [join(folder, "none"), file, join(file, "below")]) {
    const run = await runConfab(["user", "list"], { dataDir });
    expect([dataDir, run.code, run.stdout]).toEqual([dataDir, 2, ""]);
    expect(run.stderr).toBe(`No database in ${dataDir} yet. Start the server first, or set DATA_DIR.\n`);
  }
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(join(folder, "control.sock"), resolve));
  made.push(async () => void server.close());
  const run = await runConfab(["user", "list"], { dataDir: folder });
  expect(run).toEqual({
    stdout: "",
    stderr: `The server on ${folder} cannot be asked: it ended before it had answered.\n`,
    code: 2,
  });
});

test("[O5] a server of another version is told so, whatever it answers", async () => {
  for (const answer of ["[]", '{"result":[{"id":"x"}]}\n', "<html>\n", "", '{"progress":{}}\n']) {
    const dataDir = await makeFolder();
    await listen(dataDir, answer);
    const run = await runConfab(["user", "list"], { dataDir });
    expect([answer, run.code, run.stdout]).toEqual([answer, 2, ""]);
    expect(run.stderr).toBe(
      `The server on ${dataDir} answers as this version of Confab does not understand. Restart it with this version.\n`,
    );
  }
});

test("[O5] [O6] operations are decoded, progress comes first, a quiet one stays alive, and a gone asker ends it", async () => {
  const dataDir = await makeFolder();
  const begun = Promise.withResolvers<AbortSignal>();
  const go = Promise.withResolvers<void>();
  const control = startControl({
    dataDir,
    aliveEveryMs: 20,
    log: silentLog,
    operations: {
      ...untouched,
      async listUsers(_, { progress }) {
        for (const done of [1, 2]) progress({ done, total: 2, unit: "people" });
        await go.promise;
        return [{ id: 1, username: "Ada", displayName: "Ada", role: "admin", isDeactivated: false }];
      },
      rebuildSearch(_, { signal }) {
        begun.resolve(signal);
        return new Promise((resolve) => signal.addEventListener("abort", () => resolve({})));
      },
    },
  });
  made.push(() => control.stop());
  const received: number[] = [];
  // Shorter than the operation takes, longer than it may be silent.
  const timeoutMs = 400;
  const { ask } = reachServer({ dataDir, timeoutMs, onProgress: ({ done }) => received.push(done) });
  setTimeout(() => go.resolve(), 2 * timeoutMs);
  expect(await ask("listUsers", { after: 0 })).toMatchObject([{ username: "Ada" }]);
  expect(received).toEqual([1, 2]);
  const raw = (body: unknown) =>
    fetch("http://confab/", {
      unix: join(dataDir, "control.sock"),
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
    }).then((response) => response.text());
  for (const body of [
    "",
    "{",
    { do: "toString", asked: {} },
    { do: "listUsers" },
    { do: "listUsers", asked: { after: -1 } },
    { do: "listUsers", asked: { after: 0, more: 1 } },
    { do: "makeResetLink", asked: { username: "a\0b" } },
    { do: "makeResetLink", asked: { username: "\ud800" } },
  ]) {
    expect([body, JSON.parse(await raw(body)).error?.code]).toEqual([body, "bad_request"]);
  }
  const leaving = new AbortController();
  const left = fetch("http://confab/", {
    unix: join(dataDir, "control.sock"),
    method: "POST",
    body: JSON.stringify({ do: "rebuildSearch", asked: {} }),
    signal: leaving.signal,
  }).then((response) => response.text());
  const signal = await begun.promise;
  leaving.abort();
  await left.catch(() => undefined);
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
});
