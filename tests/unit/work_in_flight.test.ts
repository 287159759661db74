// What may wait for an answer, in bytes, for a person and in all.
import { expect, test } from "bun:test";

import { Hono } from "hono";

import type { HttpEnv } from "../../src/transport/http/env.ts";
import { createReadJsonBody } from "../../src/transport/http/json_body.ts";
import { asRefusal, refuse } from "../../src/transport/http/refusals.ts";
import { createWorkInFlight, inFlightLimits } from "../../src/transport/work_in_flight.ts";

const { personBytes, totalBytes, overheadBytes } = inFlightLimits;
const quarter = personBytes / 4 - overheadBytes;

test("[H10] one person's work ends at their limit, others' goes on, and what is released is free again", () => {
  const work = createWorkInFlight({ limitsPersons: true });
  for (let part = 0; part < 4; part += 1) expect(work.reserve(1, quarter)).toBe("ok");
  expect(work.reserve(1, 0)).toBe("person");
  expect(work.reserve(2, quarter)).toBe("ok");
  expect(work.bytes()).toBe((personBytes / 4) * 5);
  work.release(1, quarter);
  expect(work.reserve(1, quarter)).toBe("ok");
});

test("[H10] work without bytes of its own is counted too", () => {
  const work = createWorkInFlight({ limitsPersons: true });
  let taken = 0;
  while (work.reserve(1, 0) === "ok") taken += 1;
  expect(taken).toBe(personBytes / overheadBytes);
});

test("[H10] the total holds for everyone, whether or not persons are limited; the heaviest is named", () => {
  for (const limitsPersons of [true, false]) {
    const work = createWorkInFlight({ limitsPersons });
    expect(work.heaviest()).toBeNull();
    const people = totalBytes / personBytes;
    for (let userId = 1; userId <= people; userId += 1) {
      const parts = userId === 7 ? 4 : 3;
      for (let part = 0; part < parts; part += 1) work.reserve(userId, quarter);
    }
    expect(work.heaviest()).toBe(7);
    for (let userId = people + 1; userId < people * 3; userId += 1) work.reserve(userId, quarter);
    expect(work.bytes()).toBe(totalBytes);
    expect(work.reserve(7_000, 0)).toBe("total");
    work.release(1, quarter);
    expect(work.reserve(7_000, 0)).toBe("ok");
  }
});

/** An app that only reads bodies. */
function createReader() {
  const work = createWorkInFlight({ limitsPersons: true });
  const app = new Hono<HttpEnv>();
  let handled = 0;
  app.use(async (c, next) => {
    c.set("address", "192.0.2.1");
    await next();
  });
  app.use(createReadJsonBody({ inFlight: work }));
  app.post("/", async (c) => {
    handled += 1;
    return c.text(`${work.bytes()} ${(await c.req.text()).length}`);
  });
  app.onError((error, c) => {
    const refusal = asRefusal(error);
    if (!refusal) throw error;
    return refuse(c, refusal);
  });
  return { app, work, handled: () => handled };
}

test("[H10] a request counts from before its body is read until its answer", async () => {
  const { app, work } = createReader();
  const body = "x".repeat(5000);
  const answer = await app.request("/", { method: "POST", body, headers: { "Content-Length": "5000" } });
  expect(await answer.text()).toBe(`${5000 + overheadBytes} 5000`);
  expect(work.bytes()).toBe(0);
});

test("[H10] a request beyond the limit is busy, and its body is not read", async () => {
  const { app, work, handled } = createReader();
  while (work.reserve("192.0.2.1", 0) === "ok");
  const request = new Request("http://localhost/", { method: "POST", body: "x" });
  const answer = await app.request(request);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ error: { code: "busy" } });
  expect(answer.headers.get("Retry-After")).toBe("2");
  expect(request.bodyUsed).toBe(false);
  expect(handled()).toBe(0);
});
