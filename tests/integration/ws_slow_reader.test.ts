// D8: a reader too slow for the stream is disconnected and catches up; catching up itself never trips the limit.
import { connect, type Socket } from "node:net";

import { afterAll, beforeAll, expect, test } from "bun:test";

import { type Loose, type Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import { within, type TestServer } from "../support/server.ts";

const lounge = 1;
let server: TestServer;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace());
});
afterAll(() => server.dispose());

/** A socket of which the test reads as much as it wants: nothing, until `resume`. */
function openRaw(person: Person): Promise<{ socket: Socket; ended: Promise<void>; bytes: () => number }> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    const { host, origin, port } = new URL(person.url);
    const socket = connect(Number(port), "127.0.0.1", () => {
      socket.write(
        [
          "GET /ws HTTP/1.1",
          `Host: ${host}`,
          `Origin: ${origin}`,
          `Cookie: ${person.cookie}`,
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "Sec-WebSocket-Version: 13",
          "\r\n",
        ].join("\r\n"),
      );
    });
    const ended = new Promise<void>((end) => socket.on("close", () => end()));
    socket.on("error", () => undefined);
    socket.once("error", reject);
    socket.on("data", (data) => {
      bytes += data.length;
      resolve({ socket, ended, bytes: () => bytes });
    });
  });
}

/** A text frame as clients send it: masked, here with a mask of zeros. */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 255, 0, 0, 0, 0]);
  return Buffer.concat([head, payload]);
}

async function metric(name: string): Promise<number> {
  const { body } = await ada.get("/metrics");
  return Number(new RegExp(`^${name} (\\d+)`, "m").exec(body)?.[1]);
}

test("[D8] who reads nothing is disconnected and counted, others go on, and everything is there to catch up", async () => {
  const slow = await openRaw(bob);
  slow.socket.pause();
  const a = await ada.connect();
  const from = a.hello.rooms[0]?.rev ?? 0;
  const body = "x".repeat(9000);
  const sockets = await metric("confab_sockets");
  let posts = 0;
  // Kernel buffers of both sides come before the server's own limit; how much they hold is not ours to know.
  while ((await metric("confab_sockets")) === sockets && posts < 3000) {
    const burst = Array.from({ length: 100 }, (_, at) => `slow-${posts + at}`);
    posts += burst.length;
    await Promise.all(burst.map((clientId) => a.askOk({ type: "post", roomId: lounge, clientId, body })));
  }
  expect(posts).toBeLessThan(3000);
  expect(await metric("confab_sockets_lost_total")).toBeGreaterThan(0);
  expect(await metric("confab_slow_readers_closed_total")).toBe(1);
  expect(a.isOpen()).toBe(true);
  slow.socket.resume();
  await within(slow.ended, 10_000, () => "The slow reader is still connected.");

  // Back, not slow any more: every change once, in order, in small pages.
  const b = await bob.connect();
  const revs: number[] = [];
  for (let rev = from, more = true; more;) {
    const page: Loose = await b.ask({ type: "sync", roomId: lounge, rev });
    if (!page.complete) {
      expect(posts).toBeGreaterThan(2000);
      break;
    }
    expect(JSON.stringify(page).length).toBeLessThan(300 * 1024);
    revs.push(...page.messages.map((one: Loose) => one.rev));
    ({ rev, more } = page);
  }
  if (posts <= 2000) expect(revs).toEqual(Array.from({ length: posts }, (_, at) => from + at + 1));
  await Promise.all([a.close(), b.close()]);
}, 60_000);

test("[D8] a slow line that asks for everything at once is never closed by its own answers", async () => {
  const a = await ada.connect();
  const { rooms }: Loose = a.hello;
  const lastRev = rooms[0].rev;
  const raw = await openRaw(bob);
  raw.socket.pause();
  const asked = 200;
  for (let at = 0; at < asked; at += 1) {
    const frame = { type: "sync", ref: `s${at}`, roomId: lounge, rev: Math.max(0, lastRev - 200) };
    raw.socket.write(textFrame(JSON.stringify(frame)));
  }
  // Far more is asked for than the limit of a line, and nothing is read; meanwhile others are served.
  for (let at = 0; at < 20; at += 1) await a.ask({ type: "ping" });
  const before = await metric("confab_sockets_lost_total");
  raw.socket.resume();
  await within(
    (async () => {
      while (raw.bytes() < asked * 200_000) await Bun.sleep(20);
    })(),
    30_000,
    () => `Only ${raw.bytes()} bytes came.`,
  );
  expect(await metric("confab_sockets_lost_total")).toBe(before);
  // A line that breaks while nothing waits in it is lost, and not slow.
  raw.socket.destroy();
  while ((await metric("confab_sockets_lost_total")) === before) await Bun.sleep(10);
  expect(await metric("confab_slow_readers_closed_total")).toBe(1);
  await a.close();
}, 60_000);
