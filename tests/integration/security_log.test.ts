// SPEC R10 on the real server: one line each, and nothing in them that is a secret or a text.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { call, setUpWorkspace, testPassword, type Loose } from "../support/client.ts";
import { runConfab } from "../support/command_line.ts";
import { startTestServer, within, type TestServer } from "../support/server.ts";
import { signUpPeople } from "../support/workspace.ts";

let server: TestServer;
beforeEach(async () => void (server = await startTestServer({ rateLimits: "on" })));
afterEach(() => server.dispose());

function events(): Loose[] {
  return server
    .stderr()
    .split("\n")
    .filter((line) => line.includes('"event":"security"'))
    .map((line) => JSON.parse(line));
}

async function until(what: string, count = 1): Promise<Loose[]> {
  const found = async () => {
    while (events().filter((line) => line.what === what).length < count) await Bun.sleep(10);
    return events().filter((line) => line.what === what);
  };
  return within(found(), 10_000, () => `No "${what}" in the log:\n${server.stderr()}`);
}

const confab = async (...words: string[]) => (await runConfab(words, { dataDir: server.dataDir })).stdout;

test("[R10] who comes in, who is turned away, and what is done with rights", async () => {
  const { ada, bob } = await signUpPeople(server.url);
  expect(await until("first_account")).toMatchObject([
    { level: "info", userId: ada.user.id, address: "127.0.0.1" },
  ]);
  expect(await until("invite_made")).toMatchObject([{ userId: ada.user.id }]);
  expect(await until("registered")).toMatchObject([{ userId: bob.user.id, detail: "invite" }]);

  const typed = "a password typed as a name";
  const post = (path: string, body: unknown, origin?: string) =>
    call(server.url, path, { method: "POST", body, ...(origin === undefined ? {} : { origin }) });
  await post("/api/login", { username: "Bob", password: "not his password" });
  await post("/api/login", { username: typed, password: "not his password" });
  expect(await until("sign_in_failed", 2)).toMatchObject([
    { level: "warn", userId: bob.user.id, address: "127.0.0.1" },
    { userId: null },
  ]);
  await post("/api/login", { username: "Bob", password: testPassword });
  expect(await until("signed_in")).toMatchObject([{ userId: bob.user.id, address: "127.0.0.1" }]);
  await post("/api/login", { username: "Bob", password: testPassword }, "https://evil.example");
  expect(await until("foreign_origin")).toMatchObject([{ at: "POST /api/login", userId: null }]);

  await bob.patch("/api/workspace", { registration: "open" });
  await bob.post(`/api/users/${ada.user.id}/reset`);
  expect(await until("not_allowed", 2)).toMatchObject([
    { userId: bob.user.id, at: "PATCH /api/workspace" },
    { userId: bob.user.id, at: "POST /api/users/:id/reset" },
  ]);
  await ada.patch("/api/workspace", { registration: "open" });
  expect(await until("registration_changed")).toMatchObject([{ userId: ada.user.id, detail: "open" }]);
  await ada.patch(`/api/users/${bob.user.id}`, { role: "admin" });
  expect(await until("role_changed")).toMatchObject([
    { userId: ada.user.id, targetId: bob.user.id, detail: "admin" },
  ]);

  await post("/api/reset", { token: "not a token of ours", password: testPassword });
  await until("reset_refused");
  const printed = await confab("user", "reset", "Bob");
  const token = printed.trim().split("#")[1] ?? "";
  expect(await until("reset_made")).toMatchObject([{ targetId: bob.user.id, by: "command line" }]);
  await post("/api/reset", { token, password: "another password of his" });
  expect(await until("reset_used")).toMatchObject([{ userId: bob.user.id, address: "127.0.0.1" }]);
  await confab("search", "rebuild");
  expect(await until("search_rebuilt")).toMatchObject([{ by: "command line" }]);

  for (const secret of [
    typed,
    "not his",
    testPassword,
    token,
    "another password",
    "evil.example",
    ada.cookie,
  ]) {
    expect(server.stderr()).not.toContain(secret);
  }
}, 30_000);

test("[R10] rate limits hit are one line, and how often at the end", async () => {
  const ada = await setUpWorkspace(server.url);
  const statuses = await Promise.all(
    Array.from({ length: 15 }, () =>
      call(server.url, "/api/login", { method: "POST", body: { username: "Ada", password: "a wrong one" } }),
    ),
  );
  const refused = statuses.filter(({ status }) => status === 429).length;
  expect(refused).toBeGreaterThan(1);
  await until("too_fast");
  const socket = await ada.connect();
  await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      socket.ask({ type: "post", roomId: 1, clientId: `p${at}`, body: "not for the log" }),
    ),
  );
  expect(await until("too_fast", 2)).toMatchObject([
    { userId: null, at: "POST /api/login" },
    { userId: ada.user.id, at: "/ws" },
  ]);
  expect(await server.stop()).toBe(0);
  const [first] = events().filter(({ what, more }) => what === "too_fast" && more !== undefined);
  expect(first.more).toBe(refused - 1);
  expect(server.stderr()).not.toContain("not for the log");
}, 30_000);
