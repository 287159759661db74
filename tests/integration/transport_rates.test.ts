import { connect } from "node:net";

import { afterAll, beforeAll, expect, test } from "bun:test";

import { rates } from "../../src/protocol/rates.ts";
import { call, setUpWorkspace, signUp, type Loose, type Person } from "../support/client.ts";
import { startInProcess, type InProcess } from "../support/in_process.ts";

const lounge = 1;
// Rates recover by a clock that the tests move: on a busy machine they would recover between two requests.
const clock = { ms: 1_000_000 };
let server: InProcess;
let ada: Person;

beforeAll(async () => {
  server = await startInProcess({ env: { RATE_LIMITS: "on" }, monotonicMs: () => clock.ms });
  ada = await setUpWorkspace(server.url);
});
afterAll(() => server.dispose());

test("[W9] a burst of posts over socket and REST together: some pass, the rest are told when to come again", async () => {
  const a = await ada.connect();
  const posts = Array.from({ length: rates.post.burst + 20 }, (_, at) => `burst-${at}`);
  const replies: Loose[] = await Promise.all(
    posts.map((clientId) => a.ask({ type: "post", roomId: lounge, clientId, body: clientId })),
  );
  const refused = replies.filter((reply) => reply.type === "error");
  expect(replies.length - refused.length).toBe(rates.post.burst);
  for (const reply of refused) {
    expect(reply.code).toBe("too_fast");
    expect(reply.retryAfterMs).toBeGreaterThan(0);
  }
  const rest = await ada.post(`/api/rooms/${lounge}/messages`, { clientId: "rest", body: "rest" });
  expect(rest).toMatchObject({ status: 429, body: { error: { code: "too_fast" } } });
  expect(Number(rest.headers.get("Retry-After"))).toBeGreaterThan(0);

  // Whoever waits as told gets through.
  const [first] = refused;
  clock.ms += first.retryAfterMs;
  const clientId = posts[replies.indexOf(first)];
  expect(await a.ask({ type: "post", roomId: lounge, clientId, body: clientId })).toMatchObject({
    type: "ok",
  });
  await a.close();
});

test("[M2] posts that call everyone have a rate of their own over socket and REST, and one that is refused is not written", async () => {
  const dan = await signUp(server.url, { username: "Dan", invitedBy: ada });
  const socket = await dan.connect();
  const call = (body: string) => socket.ask({ type: "post", roomId: lounge, clientId: body, body });
  const words = ["@everyone", "@here", "look, @Everyone!", "`@here` @here", "@here @everyone"];
  expect(words).toHaveLength(rates.broadcast.burst);
  for (const body of words) expect(await call(body)).toMatchObject({ type: "ok" });
  const refused: Loose = await call("@here again");
  expect(refused).toMatchObject({ type: "error", code: "too_fast" });
  // A minute of posts would be back sooner.
  expect(refused.retryAfterMs).toBeGreaterThan(rates.post.everyMs * rates.post.burst);
  const path = `/api/rooms/${lounge}/messages`;
  const rest = await dan.post(path, { clientId: "rest", body: "@everyone, by REST" });
  expect(rest).toMatchObject({ status: 429, body: { error: { code: "too_fast" } } });
  // Texts go on, and so do others.
  for (const body of ["> @here", "`@everyone`", "plain"])
    expect(await call(body)).toMatchObject({ type: "ok" });
  const eve = await signUp(server.url, { username: "Eve", invitedBy: ada });
  expect((await eve.post(path, { clientId: "eve", body: "@here" })).status).toBe(201);
  const { messages } = (await dan.get(`${path}?limit=9`)).body;
  expect(messages.map(({ body }: Loose) => body)).toEqual([
    ...words,
    "> @here",
    "`@everyone`",
    "plain",
    "@here",
  ]);
  await socket.close();
});

test("[W9] a flood is closed with 4008, a bye before it, and others go on", async () => {
  const other = await ada.connect();
  const cy = await signUp(server.url, { username: "Cy", invitedBy: ada });
  const flood = await cy.connect();
  for (let frame = 0; frame < rates.frame.burst * 3; frame += 1) flood.send("{}");
  expect(await flood.next("bye")).toMatchObject({ code: 4008, reconnect: true });
  expect((await flood.closed).code).toBe(4008);
  expect(await other.ask({ type: "ping" })).toMatchObject({ type: "pong" });
  await other.close();
});

test("[A5] sockets of one person share the rate of frames, and others go on", async () => {
  const bob = await signUp(server.url, { username: "Bob", invitedBy: ada });
  const other = await ada.connect();
  const tabs = await Promise.all(Array.from({ length: 4 }, () => bob.connect()));
  // Each stays far below the rate; together they are a flood.
  for (let frame = 0; frame < rates.frame.burst / 2; frame += 1) for (const tab of tabs) tab.send("{}");
  const { code } = await Promise.race(tabs.map((tab) => tab.closed));
  expect(code).toBe(4008);
  expect(await other.ask({ type: "ping" })).toMatchObject({ type: "pong" });
  for (const tab of tabs) tab.terminate();
  await other.close();
});

test("[A5] who is refused a socket again and again is refused before a session is read", async () => {
  const knock = (cookie: string) =>
    call(server.url, "/ws", { cookie, headers: { Connection: "Upgrade", Upgrade: "websocket" } });
  const wrong = `confab_session=${"A".repeat(43)}`;
  const statuses: number[] = [];
  while (statuses.length < rates.upgradeRefused.burst + 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => knock(wrong)));
    statuses.push(...answers.map(({ status }) => status));
  }
  expect(statuses.filter((status) => status === 401)).toHaveLength(rates.upgradeRefused.burst);
  expect(statuses.filter((status) => status === 429)).toHaveLength(50);
  // Who waits as told gets in.
  clock.ms += rates.upgradeRefused.everyMs;
  expect([(await knock(wrong)).status, (await knock(wrong)).status]).toEqual([401, 429]);
});

test("[A5] without a session the refusal comes before the body, for every path", async () => {
  const { port, host } = new URL(server.url);
  for (const path of [
    "/api/direct",
    "/api/rooms/1/messages",
    "/api/rooms/1/files?name=x",
    "/api/me/avatar",
  ]) {
    const method = path.endsWith("avatar") ? "PUT" : "POST";
    const head = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, "Content-Length: 60000", "", ""].join(
      "\r\n",
    );
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), "127.0.0.1", () => socket.write(head));
      socket.once("data", (data) => {
        socket.destroy();
        resolve(String(data));
      });
      socket.on("error", reject);
      socket.setTimeout(10_000, () => reject(new Error(`${path} waits for the body.`)));
    });
    expect([path, answer.split("\r\n")[0]]).toEqual([path, "HTTP/1.1 401 Unauthorized"]);
    expect(answer).toContain("not_signed_in");
  }
});

test("[W9] requests are counted too", async () => {
  const statuses = await Promise.all(
    Array.from({ length: rates.request.burst + 300 }, async () => (await ada.get("/api/me")).status),
  );
  expect(statuses).toContain(429);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(rates.request.burst / 2);
});
