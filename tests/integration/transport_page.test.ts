// The page, its headers, and what is for those who watch the server.
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { afterAll, beforeAll, expect, test } from "bun:test";

import { helpPages } from "../../src/docs/pages.ts";
import { call, setUpWorkspace, type Person } from "../support/client.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let ada: Person;
beforeAll(async () => {
  server = await startTestServer();
  ada = await setUpWorkspace(server.url);
});
afterAll(() => server.dispose());

/** Bytes as they come over the wire. */
function load(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
  return fetch(`${server.url}${path}`, { method, headers, decompress: false });
}

test("[PAGE] every view is the same document, never cached without asking", async () => {
  const document = await (await load("/", { "Accept-Encoding": "identity" })).text();
  expect(document).toStartWith("<!doctype html>");
  for (const path of ["/r/1", "/join", "/reset", "/setup"]) {
    const response = await load(path, { "Accept-Encoding": "identity" });
    expect(response.headers.get("Cache-Control")).toBe("no-cache");
    expect(await response.text()).toBe(document);
  }
});

test("[PAGE] it comes compressed as the browser wishes, and the same each time", async () => {
  const document = await (await load("/", { "Accept-Encoding": "identity" })).text();
  const asset = /src="(\/assets\/[^"]+)"/.exec(document)?.[1] ?? "";
  const whole = Buffer.from(await (await load(asset, { "Accept-Encoding": "identity" })).arrayBuffer());
  const br = await load(asset, { "Accept-Encoding": "gzip, deflate, br" });
  expect(br.headers.get("Content-Encoding")).toBe("br");
  expect(br.headers.get("Cache-Control")).toContain("immutable");
  expect(br.headers.get("Vary")).toBe("Accept-Encoding");
  expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).equals(whole)).toBe(true);
  const gzip = await load(asset, { "Accept-Encoding": "gzip, br;q=0" });
  expect(gzip.headers.get("Content-Encoding")).toBe("gzip");
  expect(gunzipSync(Buffer.from(await gzip.arrayBuffer())).equals(whole)).toBe(true);
});

test("[PAGE] an unchanged document is 304, and HEAD has no body", async () => {
  const first = await load("/");
  const etag = first.headers.get("ETag") ?? "";
  await first.arrayBuffer();
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await load("/", { "If-None-Match": known });
    expect([known, again.status, await again.text()]).toEqual([known, 304, ""]);
  }
  const changed = await load("/", { "If-None-Match": '"other"' });
  expect(changed.status).toBe(200);
  await changed.arrayBuffer();
  const head = await load("/", {}, "HEAD");
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect(head.headers.get("ETag")).toBe(etag);
});

test("[N5] a view is found with a slash at its end, anything else is the page with 404 for people and text for scripts", async () => {
  const html = { Accept: "text/html,*/*;q=0.8" };
  const page = await (await load("/")).text();
  for (const path of [
    "/r/2",
    "/r/2/1",
    "/settings",
    "/settings/profile",
    "/admin",
    "/join",
    "/saved",
    "/search",
  ]) {
    for (const address of [path, `${path}/`]) {
      const answer = await load(address);
      expect([address, answer.status, (await answer.text()) === page]).toEqual([address, 200, true]);
    }
  }
  const etag = (await load("/", {}, "HEAD")).headers.get("ETag") ?? "";
  for (const path of [
    "/nothing",
    "/settings/a/b",
    "/r",
    "/assets",
    "/assets/old.js",
    "/.git/config",
    "/.env",
    "/ws/",
  ]) {
    const read = await load(path, { ...html, "If-None-Match": etag });
    expect([path, read.status, (await read.text()) === page]).toEqual([path, 404, true]);
    const fetched = await load(path, { Accept: "*/*" });
    expect([path, fetched.status, await fetched.text()]).toEqual([path, 404, "Not found.\n"]);
  }
  expect((await load("/api/nothing", html)).headers.get("Content-Type")).toContain("application/json");
});

test("[PAGE] every answer forbids inline scripts, frames and guessing", async () => {
  for (const path of [
    "/",
    "/docs",
    "/docs/use",
    "/api/me",
    "/api/nothing",
    "/nothing",
    "/api/openapi.json",
    "/ws",
    "/healthz",
  ]) {
    const response = await load(path);
    await response.arrayBuffer();
    const policy = response.headers.get("Content-Security-Policy") ?? "";
    expect([path, policy.includes("default-src 'none'"), policy.includes("unsafe")]).toEqual([
      path,
      true,
      false,
    ]);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(response.headers.get("Permissions-Policy")).toContain("camera=(), ");
    expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(response.headers.get("Strict-Transport-Security")).toBeNull();
    expect(response.headers.get("Access-Control-Allow-Origin")).toBeNull();
    // JSON is UTF-8 by its own rule.
    const type = response.headers.get("Content-Type") ?? "";
    expect([path, /^(?:application\/json\b|text\/\w+; charset=utf-8$)/i.test(type)]).toEqual([path, true]);
    if (path.startsWith("/api/")) expect(response.headers.get("Cache-Control")).toBe("no-store");
  }
});

test("[R14] the reference lists every route and holds no inline script or style", async () => {
  const docs = await (await load("/docs/reference", { "Accept-Encoding": "identity" })).text();
  const { paths } = (await ada.get("/api/openapi.json")).body;
  for (const path of Object.keys(paths)) expect(docs).toContain(path);
  expect(docs).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|style=/);
  for (const path of ["/docs/reference.js", "/docs/theme.js", "/docs/docs.css"]) {
    expect((await load(path)).status).toBe(200);
  }
});

test("[R14] [A6] every page of the help is read without a session, and is asked for again by its tag", async () => {
  const contents = await (await load("/docs", { "Accept-Encoding": "identity" })).text();
  for (const { slug } of helpPages) expect(contents).toContain(`href="/docs/${slug}"`);
  for (const path of ["/docs", "/docs/reference", ...helpPages.map(({ slug }) => `/docs/${slug}`)]) {
    const plain = await load(path, { "Accept-Encoding": "identity" });
    const text = await plain.text();
    expect([path, plain.status, text.startsWith("<!doctype html>")]).toEqual([path, 200, true]);
    expect(plain.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\/(?!nodejs\.org|bun\.sh)/);
    const packed = await load(`${path}/`, { "Accept-Encoding": "gzip" });
    const bytes = Buffer.from(await packed.arrayBuffer());
    expect([path, packed.headers.get("Content-Encoding")]).toEqual([path, "gzip"]);
    expect(gunzipSync(bytes).toString() === text).toBe(true);
    const again = await load(path, { "If-None-Match": plain.headers.get("ETag") ?? "" });
    expect([path, again.status]).toEqual([path, 304]);
  }
  expect((await load("/docs/nothing")).status).toBe(404);
});

test("[HEALTH] behind a PUBLIC_URL the numbers are for who has the token, and for nobody else", async () => {
  const token = "0123456789abcdef";
  const env = { PUBLIC_URL: "https://chat.example", METRICS_TOKEN: token };
  const proxied = await startTestServer({ env });
  try {
    const ask = async (headers: Record<string, string>) =>
      (await call(proxied.url, "/metrics", { headers })).status;
    expect(await ask({})).toBe(404);
    expect(await ask({ Authorization: "Bearer 0123456789abcdeF" })).toBe(404);
    expect(await ask({ Authorization: `Basic ${token}` })).toBe(404);
    expect(await ask({ Authorization: "Bearer undefined" })).toBe(404);
    expect(await ask({ Authorization: `Bearer ${token}`, "X-Forwarded-For": "203.0.113.9" })).toBe(200);
  } finally {
    await proxied.dispose();
  }
  expect((await call(server.url, "/metrics", { headers: { Authorization: `Bearer ${token}` } })).status).toBe(
    200,
  );
});

test("[HEALTH] alive, ready, and numbers for this machine only", async () => {
  expect((await load("/healthz")).status).toBe(200);
  expect((await load("/readyz")).status).toBe(200);
  const socket = await ada.connect();
  await socket.askOk({ type: "post", roomId: 1, clientId: "metric", body: "x" });
  const { body, status } = await call(server.url, "/metrics");
  expect(status).toBe(200);
  expect(body).toMatch(/^confab_sockets 1$/m);
  expect(body).toMatch(/^confab_posts_total 1$/m);
  expect(body).toMatch(/^confab_events_published_total 1$/m);
  expect(body).toMatch(/^confab_database_bytes \d{4,}$/m);
  expect(body).toMatch(/^confab_log_bytes \d{4,}$/m);
  expect(body).toMatch(/^confab_search_threads_abandoned 0$/m);
  expect(body).toMatch(/^process_resident_memory_bytes \d{7,}$/m);
  const forwarded = await call(server.url, "/metrics", { headers: { "X-Forwarded-For": "203.0.113.9" } });
  expect(forwarded.status).toBe(404);
  await socket.close();
});
