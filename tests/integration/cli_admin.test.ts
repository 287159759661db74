// SPEC O7: what whoever holds the data folder does with accounts, invites and rooms, beside a running server and without one.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";

import {
  call,
  setUpWorkspace,
  signIn,
  signUp,
  testPassword,
  type Loose,
  type Person,
} from "../support/client.ts";
import { runConfab, type CommandLineRun } from "../support/command_line.ts";
import { startTestServer, within, type TestServer } from "../support/server.ts";

const password = "staple the horse twice";
let dataDir: string;
let server: TestServer;
let ada: Person;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "confab-admin-"));
  server = await startTestServer({ dataDir });
  ada = await setUpWorkspace(server.url);
});
afterEach(async () => {
  await server.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

const confab = (words: string[], stdin?: string) =>
  runConfab(words, { dataDir, ...(stdin === undefined ? {} : { stdin }) });
const json = async (...words: string[]): Promise<Loose> => {
  const { stdout, stderr, code } = await confab([...words, "--json"]);
  expect([words, code, stderr]).toEqual([words, 0, ""]);
  return JSON.parse(stdout);
};
const login = (username: string, typed: string) =>
  call(server.url, "/api/login", { method: "POST", body: { username, password: typed } });
const refusal = (run: CommandLineRun) => {
  expect([run.code, run.stdout]).toEqual([1, ""]);
  return run.stderr;
};

async function untilLogged(count: number): Promise<Loose[]> {
  const readEvents = () =>
    server
      .stderr()
      .split("\n")
      .filter((line) => line.includes('"by":"command line"'))
      .map((line) => JSON.parse(line));
  const found = async () => {
    while (readEvents().length < count) await Bun.sleep(10);
    return readEvents();
  };
  return within(found(), 10_000, () => `Not told: ${server.stderr()}`);
}

test("[O7] an account: by link, or with a password from stdin; the running server knows it at once", async () => {
  const added = await confab(["user", "add", "Bob", "--name=Bob B."]);
  expect([added.code, added.stderr]).toEqual([0, ""]);
  expect(added.stdout).toStartWith("Added: Bob (Bob B.)\n");
  const token = /\/reset#([\w-]{43})$/m.exec(added.stdout)?.[1];
  expect((await call(server.url, "/api/reset", { method: "POST", body: { token, password } })).status).toBe(
    200,
  );
  expect((await login("Bob", password)).status).toBe(200);
  const cleo = await confab(["user", "add", "Cleo", "--role", "admin", "--password-stdin"], `${password}\n`);
  expect(cleo).toEqual({ stdout: "Added: Cleo, admin\n", stderr: "", code: 0 });
  expect((await login("Cleo", password)).body.user).toMatchObject({ role: "admin" });
  expect(await json("user", "list")).toEqual(
    [
      { id: 1, username: "Ada", displayName: "Ada", role: "admin" },
      { id: 2, username: "Bob", displayName: "Bob B.", role: "member" },
      { id: 3, username: "Cleo", displayName: "Cleo", role: "admin" },
    ].map((user) => ({ ...user, isDeactivated: false })),
  );
  const entries = (await ada.get("/api/audit")).body.entries;
  expect(entries[0]).toMatchObject({ action: "user_registered", actor: null, detail: "admin" });
  expect((await untilLogged(2)).slice(0, 2)).toMatchObject([
    { what: "person_added", targetId: 2, detail: "member" },
    { what: "person_added", targetId: 3, detail: "admin" },
  ]);
  expect(server.stderr()).not.toContain(password);
});

test("[O7] names and passwords keep the rules of REST, and nothing is made where they do not", async () => {
  expect(refusal(await confab(["user", "add", "ADA"]))).toStartWith(
    "This name, or one that looks like it, is taken",
  );
  expect(refusal(await confab(["user", "add", "a b"]))).toStartWith("A username has letters");
  expect(refusal(await confab(["user", "add", "everyone"]))).toStartWith("This name is reserved");
  expect(refusal(await confab(["user", "add", "Bob", "--name=Admin"]))).toStartWith("This name is reserved");
  expect(refusal(await confab(["user", "add", "Bob", "--password-stdin"], "short\n"))).toBe(
    "The password has 5 characters. It needs at least 12.\n",
  );
  expect(refusal(await confab(["room", "create", "a\u202eb"]))).toStartWith("A room's name is one line");
  for (const [stdin, line] of [
    ["", "No password came on standard input.\n"],
    ["\n", "No password came on standard input.\n"],
    [`${password}\n${password}\n`, "More than one line came on standard input.\n"],
    ["x".repeat(5000), "What came on standard input is too long for a password.\n"],
  ] as const) {
    const run = await confab(["user", "add", "Bob", "--password-stdin"], stdin);
    expect(run).toEqual({ stdout: "", stderr: line, code: 2 });
  }
  const asArgument = await confab(["user", "add", "Bob", `--password=${password}`]);
  expect(asArgument.code).toBe(2);
  expect((await json("user", "list")).length).toBe(1);
});

test("[O7] roles, closing and opening an account, as the running server then sees it", async () => {
  const bob = await signUp(server.url, { username: "Bob", invitedBy: ada });
  expect((await confab(["user", "role", "bob", "admin"])).stdout).toBe("Bob is now an admin.\n");
  expect((await confab(["user", "role", "bob", "admin"])).stdout).toBe("Bob is already an admin.\n");
  expect((await bob.get("/api/audit")).status).toBe(200);
  expect((await confab(["user", "role", "bob", "member"])).code).toBe(0);
  expect(refusal(await confab(["user", "role", "Ada", "member"]))).toStartWith("This is the last admin.");
  expect(refusal(await confab(["user", "deactivate", "Ada"]))).toStartWith("This is the last admin.");
  expect((await confab(["user", "deactivate", "Bob"])).stdout).toBe("Bob is now deactivated.\n");
  expect((await bob.get("/api/rooms")).status).toBe(401);
  expect((await confab(["user", "list"])).stdout).toBe("Ada, admin\nBob, deactivated\n");
  expect(refusal(await confab(["user", "role", "Bob", "admin"]))).toBe(
    "This person's account is deactivated.\n",
  );
  expect((await confab(["user", "reactivate", "Bob"])).stdout).toBe("Bob is now active.\n");
  expect((await login("Bob", testPassword)).status).toBe(200);
  expect(refusal(await confab(["user", "role", "nobody", "admin"]))).toBe("The user nobody was not found.\n");
  const events = await untilLogged(5);
  expect(events.map(({ what }) => what)).toEqual([
    "role_changed",
    "role_changed",
    "person_deactivated",
    "people_listed",
    "person_reactivated",
  ]);
});

test("[O7] invites and rooms: made, listed, ended, in someone's name", async () => {
  const made = await json("invite", "make");
  expect(made).toMatchObject({ createdBy: "Ada", used: 0 });
  const invite = made.url.split("/join#")[1];
  const body = { username: "Bob", password: testPassword, invite };
  expect((await call(server.url, "/api/register", { method: "POST", body })).status).toBe(201);
  expect(await json("invite", "list")).toMatchObject([{ id: made.id, used: 1 }]);
  expect((await confab(["invite", "revoke", String(made.id)])).code).toBe(0);
  expect(refusal(await confab(["invite", "revoke", String(made.id)]))).toBe(
    `The invite ${made.id} was not found.\n`,
  );
  expect((await confab(["invite", "revoke", "x"])).code).toBe(2);
  expect(await json("invite", "list")).toEqual([]);
  expect((await confab(["invite", "make", "--by=Bob"])).stdout).toStartWith(
    `Invite ${made.id + 1} of Bob, until `,
  );

  const attic = await json("room", "create", "attic", "--private", "--owner=Bob", "--topic=old things");
  const bob = await signIn(server.url, { username: "Bob" });
  expect((await bob.get(`/api/rooms/${attic.id}`)).body.room).toMatchObject({
    name: "attic",
    topic: "old things",
    kind: "private",
    role: "owner",
  });
  expect((await ada.get(`/api/rooms/${attic.id}`)).status).toBe(404);
  expect((await json("room", "list")).map(({ name }: Loose) => name)).toEqual(
    ["lounge", "attic"].map((name) => expect.stringMatching(new RegExp(name, "i"))),
  );
  expect((await confab(["room", "archive", String(attic.id)])).stdout).toBe(
    `Archived: ${attic.id}  attic (private, 1 member, archived)\n`,
  );
  expect((await bob.get(`/api/rooms/${attic.id}`)).body.room.archivedAt).toBeNumber();
  expect((await confab(["room", "unarchive", String(attic.id)])).stdout).toBe(
    `Unarchived: ${attic.id}  attic (private, 1 member)\n`,
  );
  expect((await bob.get(`/api/rooms/${attic.id}`)).body.room.archivedAt).toBeNull();
  expect((await confab(["room", "unarchive", String(attic.id)])).stdout).toStartWith("Not archived: ");
  expect(refusal(await confab(["room", "archive", "1"]))).toBe(
    "The room that everyone joins stays public and open.\n",
  );
  expect(refusal(await confab(["room", "archive", "99"]))).toBe("The room 99 was not found.\n");
});

test("[O7] without a server, on the folder itself; the first account of all must be an admin's", async () => {
  await server.stop();
  expect((await confab(["user", "add", "Bob", "--password-stdin"], password)).code).toBe(0);
  expect((await confab(["room", "create", "attic"])).stdout).toMatch(
    /^Made: \d+ {2}attic \(public, 1 member\)\n$/,
  );
  expect((await confab(["invite", "make"])).code).toBe(0);
  expect((await confab(["user", "deactivate", "Bob"])).code).toBe(0);
  expect((await confab(["user", "reactivate", "Bob"])).code).toBe(0);
  expect((await confab(["user", "list"])).code).toBe(0);
  const before = Date.now();
  server = await startTestServer({ dataDir });
  // A second page of the list is a line of its own, as within a minute of a server.
  const events = (await untilLogged(7)).filter(({ more }) => more === undefined);
  expect(events.map(({ what }) => what)).toEqual([
    "person_added",
    "room_changed",
    "invite_made",
    "person_deactivated",
    "person_reactivated",
    "people_listed",
  ]);
  expect(events[0]).toMatchObject({ level: "warn", targetId: expect.any(Number), detail: "member" });
  for (const { actedAt } of events) expect(Date.parse(actedAt)).toBeLessThanOrEqual(before);
  expect((await login("Bob", password)).status).toBe(200);
  // Once.
  await server.stop();
  server = await startTestServer({ dataDir });
  expect(server.stderr()).not.toContain("actedAt");
  const empty = await startTestServer();
  try {
    const { dataDir: folder } = empty;
    const first = await runConfab(["user", "add", "Ada"], { dataDir: folder });
    expect(refusal(first)).toBe("The first account must be an admin's: --role=admin\n");
    expect(refusal(await runConfab(["invite", "make"], { dataDir: folder }))).toStartWith(
      "There is no admin yet",
    );
    const added = await runConfab(["user", "add", "Ada", "--role=admin", "--password-stdin"], {
      dataDir: folder,
      stdin: password,
    });
    expect(added.code).toBe(0);
    expect((await call(empty.url, "/api/setup", {})).body).toMatchObject({ needed: false });
  } finally {
    await empty.dispose();
  }
});
