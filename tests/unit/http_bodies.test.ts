// What is done for a request before any route sees it: who asks, how much, how deep, how fast.
import { expect, test } from "bun:test";

import { Hono } from "hono";

import { limits } from "../../src/protocol/limits.ts";
import type { HttpEnv } from "../../src/transport/http/env.ts";
import { createWithJsonText } from "../../src/transport/http/json_body.ts";
import { jsonPace, readBody, BodyTooSlow, uploadPace } from "../../src/transport/http/read_body.ts";
import { bytesOf } from "../../src/transport/http/raw_body.ts";
import { asRefusal, refuse } from "../../src/transport/http/refusals.ts";
import { publicPaths, sessionFirst } from "../../src/transport/http/session_first.ts";
import { rates as table } from "../../src/protocol/rates.ts";
import { createRates } from "../../src/transport/rates.ts";
import { createWorkInFlight, inFlightLimits } from "../../src/transport/work_in_flight.ts";
import { restRules } from "../support/access_rules.ts";
import { createHandClock } from "../support/hand_clock.ts";

/** An app that has only the middleware, with a clock that stands still. Nobody is signed in. */
function createDoors() {
  const clock = createHandClock();
  const work = createWorkInFlight({ limitsPersons: true });
  const rates = createRates({ monotonicMs: clock.now, enabled: true });
  const app = new Hono<HttpEnv>();
  const handled: string[] = [];
  app.use(async (c, next) => {
    c.set("address", "192.0.2.1");
    c.set("session", null);
    await next();
  });
  app.use(sessionFirst);
  const hands = { monotonicMs: clock.now, after: clock.after };
  app.post("/api/files", async (c) => {
    for await (const _ of bytesOf(c, hands)) handled.push("part");
    return c.text("");
  });
  const withJsonText = createWithJsonText({ inFlight: work, rates, clock: hands });
  app.post("*", (c) =>
    withJsonText(c, async (text) => {
      handled.push(c.req.path);
      return c.text(`${work.bytes()} ${text.length}`);
    }),
  );
  app.onError((error, c) => {
    const refusal = asRefusal(error);
    if (!refusal) throw error;
    return refuse(c, refusal);
  });

  async function post(path: string, body: BodyInit, headers: Record<string, string> = {}) {
    const request = new Request(`http://localhost${path}`, { method: "POST", body, headers });
    const response = await app.request(request);
    const text = await response.text();
    const code: unknown = response.ok ? null : JSON.parse(text).error.code;
    return { status: response.status, text, code, headers: response.headers, wasRead: request.bodyUsed };
  }

  return { clock, work, rates, app, handled, post };
}

/** A body of which the test sends the parts. */
function openBody() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (own) => void (controller = own),
    cancel: () => void (isCancelled = true),
  });
  return {
    body,
    send: (bytes: number) => controller?.enqueue(new Uint8Array(bytes).fill(0x20)),
    close: () => controller?.close(),
    isCancelled: () => isCancelled,
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("[A5] without a session nothing of a body is read, whatever path and spelling", async () => {
  const { post, handled, work } = createDoors();
  for (const path of [
    "/api/direct",
    "/api/files",
    "/api/nothing",
    "/api//login",
    "/api/Login",
    "/api/login/",
  ]) {
    const answer = await post(path, "[".repeat(50_000));
    expect([path, answer.status, answer.code, answer.wasRead]).toEqual([path, 401, "not_signed_in", false]);
  }
  expect(handled).toEqual([]);
  expect(work.bytes()).toBe(0);
});

test("[A5] public are the paths without a session and the description of all, no others", () => {
  const withoutSession = Object.entries(restRules).filter(([, { about }]) => about === "no session");
  const paths = withoutSession.map(([operation]) => operation.split(" ")[1] ?? "");
  expect(new Set(["/api/openapi.json", ...paths])).toEqual(new Set(publicPaths));
});

test("[A5] a long body of nobody ends its connection, a short one does not", async () => {
  const { post } = createDoors();
  const short = await post("/api/direct", "{}", { "Content-Length": "2" });
  expect(short.headers.get("Connection")).toBeNull();
  for (const headers of [{}, { "Content-Length": String(limits.frameBytes + 1) }]) {
    const long = await post("/api/direct", openBody().body, headers);
    expect([long.status, long.headers.get("Connection")]).toEqual([401, "close"]);
  }
});

test("[H10] a request counts from before its body is read until its answer", async () => {
  const { post, work } = createDoors();
  const answer = await post("/api/login", "x".repeat(5000), { "Content-Length": "5000" });
  expect(answer.text).toBe(`${5000 + inFlightLimits.overheadBytes} 5000`);
  expect(work.bytes()).toBe(0);
});

test("[H10] a request beyond the limit is busy, and its body is not read", async () => {
  const { post, work, handled } = createDoors();
  while (work.reserve("192.0.2.1", 0) === "ok");
  const answer = await post("/api/login", "x");
  expect([answer.status, answer.code, answer.wasRead]).toEqual([503, "busy", false]);
  expect(answer.headers.get("Retry-After")).toBe("2");
  expect(handled).toEqual([]);
});

test("[A5] the bytes of bodies are counted, and beyond their rate no body is read", async () => {
  const { post, rates, handled } = createDoors();
  for (let spent = 0; spent + 64 <= table.kibibytes.burst; spent += 64)
    rates.spendBytes("192.0.2.1", 64 * 1024);
  const answer = await post("/api/login", "x".repeat(2048), { "Content-Length": "2048" });
  expect([answer.status, answer.code, answer.wasRead]).toEqual([429, "too_fast", false]);
  expect(handled).toEqual([]);
});

test("[A5] a body that is too deep or has too many parts reaches no route", async () => {
  const { post, handled, work } = createDoors();
  const ids = JSON.stringify({ userIds: Array.from({ length: 31_000 }, () => 0) });
  const deep = `{"a":${"[".repeat(9)}${"]".repeat(9)}}`;
  const keys = JSON.stringify(Object.fromEntries(Array.from({ length: 5500 }, (_, at) => [`k${at}`, 1])));
  for (const [body, field] of [
    [ids, "userIds"],
    [deep, "a"],
    [keys, undefined],
    ["[".repeat(60_000), undefined],
  ] as const) {
    const answer = await post("/api/login", body);
    expect([answer.status, JSON.parse(answer.text).error.field]).toEqual([400, field]);
  }
  expect(handled).toEqual([]);
  expect(work.bytes()).toBe(0);
});

test("[R9] a JSON body has 15 s in all, however steadily it trickles", async () => {
  const { post, clock, handled, work } = createDoors();
  const slow = openBody();
  const answer = post("/api/login", slow.body);
  for (let second = 0; second < 14; second += 1) {
    slow.send(1);
    await settled();
    clock.pass(1000);
  }
  expect(work.bytes()).toBeGreaterThan(0);
  slow.send(1);
  await settled();
  clock.pass(1000);
  const { code, headers } = await answer;
  expect([code, headers.get("Connection")]).toEqual(["bad_request", "close"]);
  expect(slow.isCancelled()).toBe(true);
  expect(handled).toEqual([]);
  expect(work.bytes()).toBe(0);
});

test("[X3] a JSON body that is cut off is a refusal", async () => {
  const { post } = createDoors();
  const broken = new ReadableStream({ start: (controller) => controller.error(new Error("gone")) });
  expect(await post("/api/login", broken)).toMatchObject({ status: 400, code: "bad_request" });
});

test("[R9] the bytes of an upload are due 30 s after it began, and 1 ms later for each that came", async () => {
  const clock = createHandClock();
  const hands = { monotonicMs: clock.now, after: clock.after };
  const upload = openBody();
  const cut = (async () => {
    for await (const _ of readBody(upload.body, uploadPace, hands)) continue;
  })().catch((error: unknown) => error);
  upload.send(5000);
  await settled();
  clock.pass(34_999);
  await settled();
  expect(upload.isCancelled()).toBe(false);
  clock.pass(1);
  expect(await cut).toBeInstanceOf(BodyTooSlow);
});

test("[R9] an upload that trickles ends, one that lives goes on however long it takes", async () => {
  const clock = createHandClock();
  const hands = { monotonicMs: clock.now, after: clock.after };
  const living = openBody();
  let came = 0;
  const done = (async () => {
    for await (const chunk of readBody(living.body, uploadPace, hands)) came += chunk.byteLength;
  })();
  // 10 kB a second for an hour, with a pause of half a minute in each minute.
  for (let minute = 0; minute < 60; minute += 1) {
    for (let second = 0; second < 30; second += 1) {
      living.send(10_000);
      await settled();
      clock.pass(1000);
    }
    clock.pass(30_000);
  }
  living.close();
  await done;
  expect(came).toBe(60 * 30 * 10_000);

  const trickling = openBody();
  const cut = (async () => {
    for await (const _ of readBody(trickling.body, uploadPace, hands)) continue;
  })().catch((error: unknown) => error);
  let seconds = 0;
  while (!trickling.isCancelled() && seconds < 100) {
    trickling.send(1);
    await settled();
    clock.pass(1000);
    seconds += 1;
    await settled();
  }
  expect(await cut).toBeInstanceOf(BodyTooSlow);
  expect(seconds).toBe(uploadPace.graceMs / 1000 + 1);
  expect(jsonPace.msPerByte).toBe(0);
});
