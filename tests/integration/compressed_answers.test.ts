// Which answers come compressed, to whom, and that they are the same inside.
import { gunzipSync } from "node:zlib";

import { afterAll, beforeAll, expect, test } from "bun:test";

import { setUpWorkspace, type Person } from "../support/client.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let ada: Person;
let originalId: number;

beforeAll(async () => {
  server = await startTestServer();
  ada = await setUpWorkspace(server.url);
  const { body } = await ada.post("/api/rooms/1/messages", { clientId: "first", body: "mention @ada" });
  originalId = body.message.id;
  for (let at = 0; at < 12; at += 1) {
    const body = `secret ${at} `.repeat(400);
    await ada.post("/api/rooms/1/messages", { clientId: `c${at}`, body, replyTo: originalId });
  }
  await ada.put(`/api/messages/${originalId}/save`);
});
afterAll(() => server.dispose());

function load(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
  return fetch(`${server.url}${path}`, {
    method,
    headers: { Cookie: ada.cookie, "Accept-Encoding": "identity", ...headers },
    decompress: false,
  });
}

const gzip = { "Accept-Encoding": "gzip, deflate, br" };

test("[R11] a long list of one room comes as gzip to who takes it, the same inside, small or large", async () => {
  for (const path of [
    "/api/rooms/1/messages?limit=3",
    "/api/rooms/1/messages",
    `/api/messages/${originalId}/replies`,
    "/api/openapi.json",
  ]) {
    const plain = await load(path);
    expect([path, plain.headers.get("Content-Encoding")]).toEqual([path, null]);
    expect(plain.headers.get("Vary")).toBe("Accept-Encoding");
    const whole = await plain.text();
    const packed = await load(path, gzip);
    expect([path, packed.headers.get("Content-Encoding")]).toEqual([path, "gzip"]);
    expect(packed.headers.get("Vary")).toBe("Accept-Encoding");
    expect(packed.headers.get("Content-Type")).toStartWith("application/json");
    expect(packed.headers.get("X-Content-Type-Options")).toBe("nosniff");
    const bytes = await packed.bytes();
    expect(bytes.length).toBeLessThan(whole.length / 2);
    expect(new TextDecoder().decode(gunzipSync(bytes))).toBe(whole);
  }
});

test("[R11] plain is what is short, what is refused, and what the client does not take", async () => {
  for (const [path, headers] of [
    ["/api/rooms/1/messages?limit=1&before=2", gzip],
    ["/api/rooms/99/messages", gzip],
    ["/api/rooms/1/messages", { "Accept-Encoding": "gzip;q=0, br" }],
    ["/api/rooms/1/messages", { "Accept-Encoding": "br" }],
  ] as const) {
    const answer = await load(path, headers);
    expect([path, answer.headers.get("Content-Encoding")]).toEqual([path, null]);
    expect(await answer.json()).toBeObject();
  }
  const head = await load("/api/rooms/1/messages", gzip, "HEAD");
  expect([head.status, head.headers.get("Content-Encoding"), await head.text()]).toEqual([200, null, ""]);
});

test("[R11] plain is what gathers words of several rooms, and whatever another site asks for", async () => {
  for (const path of ["/api/search?q=secret", "/api/mentions", "/api/saved", "/api/me"]) {
    const answer = await load(path, gzip);
    expect([path, answer.status, answer.headers.get("Content-Encoding")]).toEqual([path, 200, null]);
    await answer.text();
  }
  for (const site of ["cross-site", "same-site", "none"]) {
    const answer = await load("/api/rooms/1/messages", { ...gzip, "Sec-Fetch-Site": site });
    expect([site, answer.headers.get("Content-Encoding")]).toEqual([site, null]);
    await answer.text();
  }
});
