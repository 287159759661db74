// R4 over https, as a proxy in front that speaks it makes it: names of cookies, their exchange, and the headers around.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { BunWebSocket, call, testPassword } from "../support/client.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

const origin = "https://chat.example";
let server: TestServer;
/** What signing in gave: the values of the two cookies. */
let token: string;
let device: string;

beforeAll(async () => {
  server = await startTestServer({ env: { PUBLIC_URL: origin, HSTS_SUBDOMAINS: "on" } });
  const body = { username: "Ada", password: testPassword, code: server.setupCode };
  const made = await call(server.url, "/api/setup", { method: "POST", origin, body });
  const given = cookiesOf(made);
  expect([...given.keys()].sort()).toEqual(["__Host-confab_device", "__Host-confab_session"]);
  for (const line of made.headers.getSetCookie()) {
    expect(line).toMatch(/; Path=\//);
    expect(line).toMatch(/; HttpOnly/);
    expect(line).toMatch(/; Secure/);
    expect(line).toMatch(/; SameSite=Lax/);
    expect(line).not.toMatch(/domain/i);
  }
  token = given.get("__Host-confab_session") ?? "";
  device = given.get("__Host-confab_device") ?? "";
});
afterAll(() => server.dispose());

function cookiesOf({ headers }: { headers: Headers }): Map<string, string> {
  return new Map(
    headers.getSetCookie().map((line) => {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      return [name, /max-age=0/i.test(line) ? "(ended)" : value] as const;
    }),
  );
}

const ask = (cookie: string, path = "/api/me", method = "GET", body?: unknown) =>
  call(server.url, path, { cookie, method, origin, ...(body === undefined ? {} : { body }) });

test("[R4] over https the cookies have names that only this host can set", async () => {
  const answer = await ask(`__Host-confab_session=${token}`);
  expect([answer.status, answer.body.user.username]).toEqual([200, "Ada"]);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test("[R4] a cookie of before is exchanged once, so that nobody is signed out", async () => {
  const old = await ask(`confab_session=${token}; confab_device=${device}`);
  expect(old.status).toBe(200);
  expect(Object.fromEntries(cookiesOf(old))).toEqual({
    "__Host-confab_session": token,
    "__Host-confab_device": device,
    confab_session: "(ended)",
    confab_device: "(ended)",
  });
  // One that someone put beside it counts for nothing.
  const planted = await ask(`confab_session=${"A".repeat(43)}; __Host-confab_session=${token}`);
  expect([planted.status, planted.headers.getSetCookie()]).toEqual([200, []]);
  // What opens nothing is not exchanged.
  const dead = await ask(`confab_session=${"A".repeat(43)}`);
  expect([dead.status, dead.headers.getSetCookie()]).toEqual([401, []]);
});

test("[R4] the socket opens with either", async () => {
  for (const cookie of [`confab_session=${token}`, `__Host-confab_session=${token}`]) {
    const socket = new BunWebSocket(`${server.url.replace("http", "ws")}/ws`, {
      headers: { Cookie: cookie, Origin: origin },
    });
    const first = await new Promise<string>((resolve) => {
      socket.addEventListener("message", ({ data }) => resolve(String(data)), { once: true });
      socket.addEventListener("close", ({ code }) => resolve(`closed with ${code}`), { once: true });
    });
    expect(JSON.parse(first)).toMatchObject({ type: "hello" });
    socket.close();
  }
});

test("[R4] signing in and out with an old cookie leaves none of them", async () => {
  const body = { username: "Ada", password: testPassword };
  const entered = await ask(`confab_session=${token}; confab_device=${device}`, "/api/login", "POST", body);
  const given = cookiesOf(entered);
  expect([given.get("confab_session"), given.get("confab_device")]).toEqual(["(ended)", "(ended)"]);
  const next = given.get("__Host-confab_session") ?? "";
  expect(next).not.toBe(token);
  expect(given.get("__Host-confab_device")).toBe(device);
  const left = await ask(`confab_session=${next}`, "/api/logout", "POST");
  expect(Object.fromEntries(cookiesOf(left))).toEqual({
    "__Host-confab_session": "(ended)",
    confab_session: "(ended)",
  });
  // What the browser kept of answers goes; its storage, where unsent text waits, stays.
  expect(left.headers.get("Clear-Site-Data")).toBe('"cache"');
  expect((await ask(`__Host-confab_session=${next}`)).status).toBe(401);
});

test("[A6] https is kept to, with all names below where the setting says so", async () => {
  for (const path of ["/", "/api/me", "/healthz", "/nothing", "/ws"]) {
    const { headers } = await call(server.url, path);
    const policy = headers.get("Strict-Transport-Security");
    expect([path, policy]).toEqual([path, "max-age=31536000; includeSubDomains"]);
  }
});

test("[R4] over plain http the names stay, and those of https open nothing", async () => {
  const plain = await startTestServer();
  try {
    const body = { username: "Ada", password: testPassword };
    const made = await call(plain.url, "/api/setup", { method: "POST", body });
    const given = cookiesOf(made);
    expect([...given.keys()].sort()).toEqual(["confab_device", "confab_session"]);
    const session = given.get("confab_session");
    const asked = (name: string) => call(plain.url, "/api/me", { cookie: `${name}=${session}` });
    expect((await asked("__Host-confab_session")).status).toBe(401);
    const known = await asked("confab_session");
    expect([known.status, known.headers.getSetCookie()]).toEqual([200, []]);
    const left = await call(plain.url, "/api/logout", {
      method: "POST",
      cookie: `confab_session=${session}`,
    });
    expect(left.headers.get("Clear-Site-Data")).toBeNull();
  } finally {
    await plain.dispose();
  }
});
