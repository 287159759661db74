// Accounts on the real server: its door, its hash, its sockets and its log.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";

import { silentLog } from "../../src/domain/log.ts";
import { openStorage } from "../../src/storage/storage.ts";
import { call, openSocket, register, setUpWorkspace, testPassword } from "../support/client.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

const password = "correct horse battery";
const secondPassword = "staple the horse twice";

/** Hashes cost what they do, where that is what is asked. */
const program = { entry: "src/main.ts" };

let server: TestServer;
beforeEach(async () => void (server = await startTestServer({ env: { LOG_LEVEL: "debug" } })));
afterEach(() => server.dispose());

async function ask(
  method: string,
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
) {
  const headers = { "Content-Type": "application/json", ...options.headers };
  const init =
    options.body === undefined
      ? { method, headers }
      : { method, headers, body: JSON.stringify(options.body) };
  const response = await fetch(`${server.url}/api${path}`, init);
  const text = await response.text();
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const body: ReturnType<typeof JSON.parse> = text === "" ? null : JSON.parse(text);
  return { status: response.status, cookie, body };
}

function signIn(typed = password) {
  return ask("POST", "/login", { body: { username: "ada", password: typed } });
}

test("[R5] of eight first accounts at once exactly one is made", async () => {
  const replies = await Promise.all(
    Array.from({ length: 8 }, (_, n) => ask("POST", "/setup", { body: { username: `ada${n}`, password } })),
  );
  expect(replies.map((reply) => reply.status).sort((a, b) => a - b)).toEqual([
    201,
    ...Array.from({ length: 7 }, () => 409),
  ]);
});

test("[R5] through a proxy or under another name the first account needs the code of the printed link", async () => {
  for (const headers of [{ "X-Forwarded-For": "203.0.113.9" }, { Host: "evil.example" }]) {
    const reply = await ask("POST", "/setup", { body: { username: "eve", password }, headers });
    expect([reply.status, reply.body.error.code]).toEqual([403, "setup_code_needed"]);
  }
  const body = { username: "ada", password, code: server.setupCode };
  const reply = await ask("POST", "/setup", { body, headers: { "X-Forwarded-For": "203.0.113.9" } });
  expect(reply.status).toBe(201);
});

test("[A2] a new password closes the sockets of all other sessions before its reply, and keeps its own", async () => {
  const mine = (await ask("POST", "/setup", { body: { username: "ada", password } })).cookie;
  const other = (await signIn()).cookie;
  const [mySocket, there] = await Promise.all([
    openSocket(server.url, { cookie: mine }),
    openSocket(server.url, { cookie: other }),
  ]);
  await Promise.all([mySocket.next("hello"), there.next("hello")]);
  const body = { current: password, password: secondPassword };
  expect((await ask("POST", "/me/password", { body, headers: { Cookie: mine } })).status).toBe(204);
  expect((await there.closed).code).toBe(4001);
  expect(await mySocket.ask({ type: "ping" })).toMatchObject({ type: "pong" });
  expect((await ask("GET", "/me", { headers: { Cookie: other } })).status).toBe(401);
  await mySocket.close();
});

test("[A2] ending a session, all others, or signing in again in its browser closes its sockets", async () => {
  const mine = (await ask("POST", "/setup", { body: { username: "ada", password } })).cookie;
  const ends: ((cookie: string) => Promise<{ status: number }>)[] = [
    (cookie) => ask("POST", "/logout", { headers: { Cookie: cookie } }),
    () => ask("DELETE", "/sessions", { headers: { Cookie: mine } }),
    (cookie) => ask("POST", "/login", { body: { username: "ada", password }, headers: { Cookie: cookie } }),
  ];
  for (const end of ends) {
    const { cookie } = await signIn();
    const socket = await openSocket(server.url, { cookie });
    await socket.next("hello");
    expect((await end(cookie)).status).toBeLessThan(300);
    expect((await socket.closed).code).toBe(4001);
  }
});

test("[R7] no password and no token is in the log", async () => {
  const { cookie } = await ask("POST", "/setup", { body: { username: "ada", password } });
  const { invite } = (await ask("POST", "/invites", { headers: { Cookie: cookie } })).body;
  const token = invite.url.split("#")[1];
  await ask("POST", "/invites/lookup", { body: { invite: token } });
  await ask("POST", "/register", { body: { username: "bob", password: secondPassword, invite: token } });
  await ask("POST", "/login", { body: { username: "ada", password: "wrong horse here" } });
  await ask("POST", "/login", { body: { username: "ada", password: ["wrong horse here"] } });
  await ask("POST", "/reset", { body: { token: "guessed-token", password: secondPassword } });
  await server.stop();
  const written = server.stdout() + server.stderr();
  const session = /confab_session=([^;]+)/.exec(cookie)?.[1] ?? "none";
  for (const secret of [password, secondPassword, "wrong horse", "guessed-token", token, session]) {
    expect(written).not.toContain(secret);
  }
});

describe("with the hash of the program", () => {
  beforeEach(async () => {
    await server.dispose();
    server = await startTestServer(program);
  });

  test("[L7] passwords are hashed with argon2id, 19 MiB and two passes", async () => {
    await ask("POST", "/setup", { body: { username: "ada", password } });
    await server.stop();
    const storage = await openStorage({ dataDir: server.dataDir, now: Date.now, log: silentLog });
    const credentials = await storage.stores.accounts.findCredentials("ada");
    await storage.close();
    expect(credentials?.passwordHash).toStartWith("$argon2id$v=19$m=19456,t=2,p=1$");
  });

  test("[X3] forty sign-ins at once are all answered", async () => {
    await ask("POST", "/setup", { body: { username: "ada", password } });
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, n) => signIn(n % 2 ? password : "wrong horse")),
    );
    expect(replies.map((reply) => reply.status)).toEqual(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? 200 : 401)),
    );
  });
});

test("[R7] strangers who wait for their turn to be hashed keep out nobody who is known, resets or registers", async () => {
  const env = { TRUSTED_PROXIES: "127.0.0.1" };
  const other = await startTestServer({ ...program, rateLimits: "on", env });
  try {
    const ada = await setUpWorkspace(other.url);
    const invited = await ada.post("/api/invites");
    const invite = String(invited.body.invite.url).split("#")[1] ?? "";
    const bob = await register(other.url, { username: "Bob", invite });
    const reset = await ada.post(`/api/users/${bob.user.id}/reset`);
    const token = String(reset.body.url).split("#")[1];
    const login = (username: string, typed: string, headers: Record<string, string>) =>
      call(other.url, "/api/login", { method: "POST", body: { username, password: typed }, headers });
    const known = await login("Ada", testPassword, {});
    const device = known.headers.getSetCookie().find((line) => line.startsWith("confab_device="));
    // From as many addresses as there are strangers, so that no rate refuses them first.
    const strangers = Array.from({ length: 130 }, (_, n) =>
      login(`guess${n}`, "not their password", { "X-Forwarded-For": `203.0.113.${n}` }),
    );
    const genuine = await Promise.all([
      login("Ada", testPassword, { Cookie: String(device?.split(";")[0]) }),
      call(other.url, "/api/reset", { method: "POST", body: { token, password: secondPassword } }),
      register(other.url, { username: "Cleo", invite }).then(() => ({ status: 201 })),
    ]);
    expect(genuine.map(({ status }) => status)).toEqual([200, 200, 201]);
    const statuses = (await Promise.all(strangers)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401, 503]));
  } finally {
    await other.dispose();
  }
}, 120_000);
