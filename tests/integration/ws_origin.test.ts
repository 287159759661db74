import { connect, type Socket } from "node:net";

import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { call, setUpWorkspace, type Loose, type Person } from "../support/client.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

/** The answer to an upgrade, read off a plain request: fetch shows the refusal that a WebSocket hides. */
async function knock(
  url: string,
  { cookie, origin }: { cookie?: string; origin: string | null },
): Promise<{ status: number; body: Loose }> {
  const response = await fetch(`${url}/ws`, {
    headers: {
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Version": "13",
      ...(cookie === undefined ? {} : { Cookie: cookie }),
      ...(origin === null ? {} : { Origin: origin }),
    },
    signal: AbortSignal.timeout(20_000),
  });
  const text = response.status === 101 ? "{}" : await response.text();
  return { status: response.status, body: JSON.parse(text) };
}

/** The first lines of the answer to an upgrade, as they came. */
async function shakeHands(
  { url, port }: TestServer,
  { cookie, path = "/ws", protocol }: { cookie: string; path?: string; protocol?: string },
): Promise<{ socket: Socket; head: string }> {
  const socket = connect(port, "127.0.0.1");
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    `Origin: ${url}`,
    `Cookie: ${cookie}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
    ...(protocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  let output = "";
  for await (const chunk of socket) {
    output += String(chunk);
    if (output.includes("\r\n\r\n")) break;
  }
  return { socket, head: output.slice(0, output.indexOf("\r\n\r\n")) };
}

function foreignOrigins(url: string): (string | null)[] {
  const { port } = new URL(url);
  return [
    "https://evil.example",
    "null",
    `http://127.0.0.1:${Number(port) + 1}`,
    `http://127.0.0.1.evil.example:${port}`,
    `http://localhost:${port}`,
  ];
}

describe("[A4] without PUBLIC_URL the origin's host is the Host", () => {
  let server: TestServer;
  let ada: Person;
  beforeAll(async () => {
    server = await startTestServer();
    ada = await setUpWorkspace(server.url);
  });
  afterAll(() => server.dispose());

  test("[A4] the own origin opens a socket and posts", async () => {
    const socket = await ada.connect();
    await socket.close();
    expect((await ada.post("/api/rooms", { name: "own" })).status).toBe(201);
  });

  test("[A4] no subprotocol is taken up, and the socket has one address", async () => {
    const { socket, head } = await shakeHands(server, { cookie: ada.cookie, protocol: "foo, bar" });
    expect(head).toStartWith("HTTP/1.1 101 ");
    expect(head.toLowerCase()).not.toContain("sec-websocket-protocol");
    socket.destroy();
    for (const path of ["/WS", "/Ws?room=1", "/ws/"]) {
      const other = await shakeHands(server, { cookie: ada.cookie, path });
      expect([path, other.head.slice(0, 12)]).toEqual([path, "HTTP/1.1 404"]);
      other.socket.destroy();
    }
  });

  test("[A4] foreign pages and none open no socket, and the refusal names both", async () => {
    for (const origin of [...foreignOrigins(server.url), null]) {
      const { status, body } = await knock(server.url, { cookie: ada.cookie, origin });
      expect({ origin, status }).toEqual({ origin, status: 403 });
      expect(body.error.code).toBe("foreign_origin");
      expect(body.error.message).toContain(new URL(server.url).host);
      if (origin !== null) expect(body.error.message).toContain(origin);
    }
  });

  test("[A4] no cookie, a wrong one, and one that ended open no socket", async () => {
    const { origin } = new URL(server.url);
    for (const cookie of [undefined, "confab_session=x", `confab_session=${"A".repeat(43)}`]) {
      const { status, body } = await knock(
        server.url,
        cookie === undefined ? { origin } : { cookie, origin },
      );
      expect(status).toBe(401);
      expect(body.error.code).toBe("not_signed_in");
    }
  });

  test("[A4] a plain request to the socket's address is answered", async () => {
    const answer = await ada.get("/ws");
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "bad_request" } } });
  });

  test("[R2] unsafe requests from foreign pages are refused, whatever their content type", async () => {
    for (const origin of foreignOrigins(server.url)) {
      for (const contentType of ["application/json", "text/plain", "application/x-www-form-urlencoded"]) {
        const answer = await call(server.url, "/api/rooms", {
          method: "POST",
          body: { name: "foreign" },
          cookie: ada.cookie,
          origin,
          headers: { "Content-Type": contentType },
        });
        expect({ origin, status: answer.status }).toEqual({ origin, status: 403 });
        expect(answer.body.error.code).toBe("foreign_origin");
      }
    }
    for (const site of ["cross-site", "same-site"]) {
      const headers = { "Sec-Fetch-Site": site };
      const answer = await call(server.url, "/api/logout", {
        method: "POST",
        cookie: ada.cookie,
        origin: null,
        headers,
      });
      expect(answer.status).toBe(403);
    }
    expect((await ada.get("/api/me")).status).toBe(200);
  });

  test("[R2] a script without Origin and Sec-Fetch-Site may post", async () => {
    const body = { name: "script" };
    const options = { method: "POST", body, cookie: ada.cookie, origin: null };
    expect((await call(server.url, "/api/rooms", options)).status).toBe(201);
  });

  test("[R2] reading is nobody's harm: it needs no origin", async () => {
    const options = { cookie: ada.cookie, origin: "https://evil.example" };
    const answer = await call(server.url, "/api/me", options);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("[A4] with PUBLIC_URL only that origin counts", () => {
  let server: TestServer;
  let ada: Person;
  beforeAll(async () => {
    server = await startTestServer({ env: { PUBLIC_URL: "https://chat.example" } });
    const answer = await call(server.url, "/api/setup", {
      method: "POST",
      origin: null,
      body: { username: "Ada", password: "seven green herons wade", code: server.setupCode },
    });
    const cookie = answer.headers.getSetCookie().join("; ");
    expect(cookie).toContain("Secure");
    ada = { cookie: /__Host-confab_session=[^;]+/.exec(cookie)?.[0] ?? "" } as Person;
  });
  afterAll(() => server.dispose());

  test("[A4] it opens a socket, the Host's own origin does not", async () => {
    const { cookie } = ada;
    expect((await knock(server.url, { cookie, origin: "https://chat.example" })).status).toBe(101);
    const refused = await knock(server.url, { cookie, origin: new URL(server.url).origin });
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain("https://chat.example");
  });
});
