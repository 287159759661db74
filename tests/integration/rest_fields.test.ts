// X3, L4: every field, query and path part of the routes of rooms, messages and what admins list and make, with everything
// it does not expect. They come from the OpenAPI document, so a new route is tried without anyone thinking of it.
import { connect } from "node:net";

import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { restRules } from "../support/access_rules.ts";
import { call, setUpWorkspace, type Loose, type Person } from "../support/client.ts";
import { oddValues, withField, without } from "../support/odd_values.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let ada: Person;
let document: Loose;

beforeAll(async () => {
  server = await startTestServer();
  ada = await setUpWorkspace(server.url);
  await ada.post("/api/rooms/1/messages", { clientId: "first", body: "first" });
  document = (await ada.get("/api/openapi.json")).body;
});
afterAll(async () => {
  await server.dispose();
});

interface Operation {
  method: string;
  path: string;
  parameters: { name: string; in: string; required?: boolean }[];
  fields: string[];
  required: string[];
}

const tried =
  /^\/api\/(rooms|messages|direct|saved|mentions|files|admin|me\/avatar|users\/\{id\}\/(avatar|reset))/;

function operations(): Operation[] {
  const found: Operation[] = [];
  for (const [path, methods] of Object.entries<Loose>(document.paths)) {
    if (!tried.test(path)) continue;
    for (const [method, operation] of Object.entries<Loose>(methods)) {
      const schema = operation.requestBody?.content["application/json"]?.schema;
      found.push({
        method: method.toUpperCase(),
        path,
        parameters: operation.parameters ?? [],
        fields: Object.keys(schema?.properties ?? {}),
        required: schema?.required ?? [],
      });
    }
  }
  return found;
}

const good: Record<string, unknown> = {
  clientId: "c",
  body: "b",
  replyTo: null,
  fileIds: [],
  editedAt: null,
  seq: 0,
  unread: false,
  name: "n",
  topic: "t",
  kind: "public",
  archived: false,
  broadcasts: "members",
  userIds: [1],
  role: "member",
  notify: "default",
  mutedUntil: null,
  starred: false,
  hidden: false,
  warn: true,
  days: null,
};

function send(path: string, { method, raw }: { method: string; raw?: string }) {
  return fetch(`${server.url}${path}`, {
    method,
    headers: {
      Cookie: ada.cookie,
      Origin: new URL(server.url).origin,
      ...(raw === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(raw === undefined ? {} : { body: raw }),
    signal: AbortSignal.timeout(10_000),
  });
}

async function expectDecent(request: string, response: Response, field?: string): Promise<void> {
  expect([request, response.status < 500]).toEqual([request, true]);
  if (response.status < 400) return;
  const { error }: Loose = await response.json();
  expect([request, typeof error.code, typeof error.message]).toEqual([request, "string", "string"]);
  if (field !== undefined && ["bad_request", "bad_text"].includes(error.code)) {
    expect([request, String(error.field).split(".")[0]]).toEqual([request, field]);
  }
}

const aPath = (path: string) => path.replaceAll(/\{\w+\}/g, "1");

test("[X3] of the routes that have a rule all of this kind are declared, and tried here", () => {
  const declared = operations().map(({ method, path }) => `${method} ${path}`);
  const ruled = Object.keys(restRules).filter((route) => tried.test(route.replace(/^\w+ /, "")));
  expect(declared.sort()).toEqual(ruled.sort());
});

test("[L4] every body field wrong is refused by name, never 5xx", async () => {
  for (const { method, path, fields, required } of operations()) {
    const body = Object.fromEntries(fields.map((field) => [field, good[field]]));
    for (const field of fields) {
      expect(Object.hasOwn(good, field)).toBe(true);
      for (const { name, json } of oddValues) {
        const raw = withField(body, field, json);
        await expectDecent(
          `${method} ${path} ${field} = ${name}`,
          await send(aPath(path), { method, raw }),
          field,
        );
      }
    }
    for (const field of required) {
      const response = await send(aPath(path), { method, raw: without(body, field) });
      expect(response.status).toBe(400);
      await expectDecent(`${method} ${path} without ${field}`, response, field);
    }
    if (fields.length === 0) continue;
    for (const extra of ["unknown", "__proto__", "constructor"]) {
      const response = await send(aPath(path), { method, raw: withField(body, extra, "1") });
      expect([extra, response.status]).toEqual([extra, 400]);
      await expectDecent(`${method} ${path} with ${extra}`, response, extra);
    }
  }
});

test("[X3] a body that is cut off is refused, and no error of the server's", async () => {
  for (const framing of ["Content-Length: 1000", "Transfer-Encoding: chunked"]) {
    for (const path of ["/api/login", "/api/rooms"]) {
      const socket = connect(server.port, "127.0.0.1");
      const lines = [
        `POST ${path} HTTP/1.1`,
        `Host: ${new URL(server.url).host}`,
        `Cookie: ${ada.cookie}`,
        "Content-Type: application/json",
        framing,
      ];
      const half = '{"name":';
      const body = framing.includes("chunked") ? `${half.length.toString(16)}\r\n${half}\r\n` : half;
      await new Promise<void>((resolve) =>
        socket.write(`${lines.join("\r\n")}\r\n\r\n${body}`, () => resolve()),
      );
      socket.destroy();
    }
  }
  // They were taken in one after the other; what came late is seen by the last test of this file.
  expect((await ada.get("/api/me")).status).toBe(200);
  expect(server.problems()).toBe("");
});

test("[L4] every query and path part wrong is refused by name, never 5xx", async () => {
  const odd = [
    "",
    " ",
    "x",
    "-1",
    "+1",
    "1.5",
    "1e3",
    "01",
    "0x1",
    "9007199254740993",
    "99999999999999999999",
    "%00",
  ];
  const odder = [
    "%ED%A0%80",
    "%",
    "%f",
    "%C0%80",
    "1%00",
    "null",
    "[]",
    "1,2",
    "١",
    encodeURIComponent("💥"),
  ];
  const fitting = new Set(["ids=1,2", `emoji=${encodeURIComponent("💥")}`]);
  for (const { method, path, parameters } of operations()) {
    for (const { name, in: location } of parameters) {
      for (const value of [...odd, ...odder]) {
        const request = `${method} ${path} ${name}=${value}`;
        const rev = path.endsWith("/sync") && name !== "rev" ? "&rev=0" : "";
        const address =
          location === "path"
            ? aPath(path.replace(`{${name}}`, value))
            : `${aPath(path)}?${name}=${value}${rev}`;
        const response = await send(address, { method });
        expect([request, response.status < 500]).toEqual([request, true]);
        const wanted = fitting.has(`${name}=${value}`) ? 200 : 400;
        // Almost everything may be looked for.
        if (location === "query" && value !== "" && name !== "q")
          expect([request, response.status]).toEqual([request, wanted]);
      }
    }
    const doubled = parameters.find((one) => one.in === "query");
    if (doubled) {
      const response = await send(`${aPath(path)}?${doubled.name}=1&${doubled.name}=2`, { method });
      expect([doubled.name, response.status]).toEqual([doubled.name, 400]);
    }
  }
});

describe("[X3] bodies that are none", () => {
  const path = "/api/rooms/1/messages";
  const own = () => ({ Cookie: ada.cookie, Origin: new URL(server.url).origin });
  const json = { "Content-Type": "application/json" };
  const post = (body: BodyInit | null, headers: Record<string, string>) =>
    fetch(`${server.url}${path}`, { method: "POST", body, headers: { ...own(), ...headers } });

  test("[X3] each is refused with a code, never 5xx", async () => {
    const bodies: [BodyInit | null, Record<string, string>, number][] = [
      [null, {}, 400],
      ["", json, 400],
      ["{", json, 400],
      ["null", json, 400],
      ["[]", json, 400],
      ['"x"', json, 400],
      ["[".repeat(60_000), json, 400],
      ['{"clientId":"a","body":"b"}', { "Content-Type": "text/plain" }, 400],
      ['{"clientId":"a","body":"b"}', { "Content-Type": "application/jsonx" }, 400],
      [new URLSearchParams({ clientId: "a", body: "b" }), {}, 400],
      [new Uint8Array([0x22, 0xff, 0xfe, 0x22]), json, 400],
      ["x".repeat(64_097), json, 413],
      ["x".repeat(1_000_000), json, 413],
    ];
    for (const [body, headers, status] of bodies) {
      const response = await post(body, headers);
      const answer: Loose = await response.json();
      expect({ body, status: response.status, code: typeof answer.error?.code }).toEqual({
        body,
        status,
        code: "string",
      });
    }
  });

  test("[X3] what is not sent as JSON is told so, even if it reads like it", async () => {
    const response = await post('{"clientId":"a","body":"b"}', { "Content-Type": "text/plain" });
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringContaining("Content-Type") },
    });
  });

  test("[L1] a body without a length is measured as it comes", async () => {
    const chunk = new TextEncoder().encode(" ".repeat(10_000));
    let sent = 0;
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        sent += 1;
        if (sent > 20) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const response = await post(endless, json);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { code: "body_too_large" } });
  });
});

test("[X3] addresses that are none get 4xx", async () => {
  const paths = [
    "//x",
    "//api//rooms",
    "/%2f",
    "/%2e%2e/etc/passwd",
    "/%5c",
    "/%",
    "/%00",
    "/api/%",
    "/api/%ff",
  ];
  const more = [
    "/api/rooms/%",
    "/api/rooms/1/",
    "/api/rooms//messages",
    "/r/%00?x=%ED%A0%80",
    "/api",
    "/api/",
    "/docs/x",
  ];
  for (const path of [...paths, ...more]) {
    const status = await rawStatus(path);
    const isPage = path.startsWith("/r/");
    expect([path, isPage ? status < 500 : status >= 400 && status < 500]).toEqual([path, true]);
  }
  expect(await call(server.url, "/api/nothing", {})).toMatchObject({ status: 401 });
  expect(await ada.get("/api/nothing")).toMatchObject({
    status: 404,
    body: { error: { code: "not_found" } },
  });
});

/** As it stands, which fetch would tidy up. */
function rawStatus(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(server.port, "127.0.0.1", () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`);
    });
    socket.on("data", (data) => (text += String(data)));
    socket.on("close", () => resolve(Number(text.split(" ")[1])));
    socket.on("error", reject);
  });
}

test("[X3] a method that an address does not know is 405 with those it knows", async () => {
  const answer = await call(server.url, "/api/rooms/1/read", { method: "POST", cookie: ada.cookie });
  expect(answer.status).toBe(405);
  expect(answer.headers.get("Allow")).toBe("PUT");
});

test("[A5] a long body for an address or a method that is none is not received", async () => {
  for (const [path, status] of [
    ["/api/nothing", 404],
    ["/api/rooms/1/read", 405],
  ] as const) {
    const headers = { Cookie: ada.cookie, "Content-Type": "application/json" };
    const body = "x".repeat(1_000_000);
    const answer = await fetch(`${server.url}${path}`, { method: "POST", headers, body });
    expect([path, answer.status, answer.headers.get("Connection")]).toEqual([path, status, "close"]);
  }
});

test("[R1] without a session every route is 401", async () => {
  for (const { method, path, fields, parameters } of operations()) {
    const body =
      fields.length === 0 ? undefined : Object.fromEntries(fields.map((field) => [field, good[field]]));
    const needed = parameters.filter((one) => one.in === "query" && one.required);
    const query = needed.map(({ name }) => `${name}=0`).join("&");
    const answer = await call(server.url, `${aPath(path)}?${query}`, { method, body });
    expect([method, path, answer.status, answer.body.error.code]).toEqual([
      method,
      path,
      401,
      "not_signed_in",
    ]);
  }
});

test("[X3] nothing of this was a bug", () => {
  expect(server.problems()).toBe("");
});
