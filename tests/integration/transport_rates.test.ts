import { afterAll, beforeAll, expect, test } from "bun:test";

import { rates } from "../../src/transport/rates.ts";
import { setUpPlace, type Loose, type Person } from "../support/client.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

const lounge = 1;
let server: TestServer;
let ada: Person;

beforeAll(async () => {
  server = await startTestServer({ rateLimits: "on" });
  ada = await setUpPlace(server.url);
});
afterAll(() => server.dispose());

test("[W9] a burst of posts over socket and REST together: some pass, the rest are told when to come again", async () => {
  const a = await ada.connect();
  const posts = Array.from({ length: rates.post.burst + 20 }, (_, at) => `burst-${at}`);
  const replies: Loose[] = await Promise.all(
    posts.map((clientId) => a.ask({ type: "post", roomId: lounge, clientId, body: clientId })),
  );
  const refused = replies.filter((reply) => reply.type === "error");
  expect(replies.length - refused.length).toBeGreaterThanOrEqual(rates.post.burst);
  expect(refused.length).toBeGreaterThan(0);
  for (const reply of refused) {
    expect(reply.code).toBe("too_fast");
    expect(reply.retryAfterMs).toBeGreaterThan(0);
  }
  const rest = await ada.post(`/api/rooms/${lounge}/messages`, { clientId: "rest", body: "rest" });
  expect(rest).toMatchObject({ status: 429, body: { error: { code: "too_fast" } } });
  expect(Number(rest.headers.get("Retry-After"))).toBeGreaterThan(0);

  // Whoever waits as told gets through.
  const [first] = refused;
  await Bun.sleep(first.retryAfterMs);
  const clientId = posts[replies.indexOf(first)];
  expect(await a.ask({ type: "post", roomId: lounge, clientId, body: clientId })).toMatchObject({
    type: "ok",
  });
  await a.close();
});

test("[W9] a flood is closed with 4008, a bye before it, and others go on", async () => {
  const other = await ada.connect();
  const flood = await ada.connect();
  for (let frame = 0; frame < rates.frame.burst * 3; frame += 1) flood.send("{}");
  expect(await flood.next("bye")).toMatchObject({ code: 4008, reconnect: true });
  expect((await flood.closed).code).toBe(4008);
  expect(await other.ask({ type: "ping" })).toMatchObject({ type: "pong" });
  await other.close();
});

test("[W9] requests are counted too", async () => {
  const statuses = await Promise.all(
    Array.from({ length: rates.request.burst + 300 }, async () => (await ada.get("/api/me")).status),
  );
  expect(statuses).toContain(429);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(rates.request.burst / 2);
}, 20_000);
