// R3: rooms of the largest messages, with the page's own core. Pages are short, and going on reaches everything.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { rates } from "../../src/protocol/rates.ts";
import { setUpWorkspace, type Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import { startCoreClient, type CoreClient } from "../support/core_client.ts";
import { startWire, type Wire } from "../support/proxy.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { expectStatus, makeRoom, postMessage } from "../support/message_rooms.ts";

// 25,000 bytes in JSON.
const large = "上\n".repeat(5000);
const pageBytes = 256 * 1024;

let server: TestServer;
let ada: Person;
let bob: Person;
let wire: Wire;
let client: CoreClient;

beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace());
  wire = await startWire(server.url);
  client = startCoreClient({ person: bob, wire, random: Math.random, haste: 20 });
});
afterAll(async () => {
  client.stop();
  await wire.close();
  await server.dispose();
});

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const roomOf = (roomId: number) => client.core.state().rooms.get(roomId);
const seqsOf = (roomId: number) => roomOf(roomId)?.window?.messages.map(({ seq }) => seq) ?? [];

async function until(isTrue: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(what);
    await Bun.sleep(10);
  }
}

async function openAtEnd(count: number, name: string): Promise<number> {
  const roomId = await makeRoom(ada, { name, members: [bob] });
  for (const _ of upTo(count)) await postMessage(ada, roomId, large);
  await until(() => roomOf(roomId)?.counter.counts.lastSeq === count, "It did not hear of the room.");
  return roomId;
}

test("[R3] scrolling up and down in a room of the largest messages reaches both ends", async () => {
  const roomId = await openAtEnd(60, "long");
  await client.core.histories.newest(roomId);
  expect(seqsOf(roomId).at(-1)).toBe(60);
  let pages = 1;
  for (; roomOf(roomId)?.window?.hasBefore; pages += 1) await client.core.histories.before(roomId);
  expect(seqsOf(roomId)).toEqual(upTo(60));
  expect(pages).toBeGreaterThan(4);
  await client.core.histories.around(roomId, 30);
  expect(seqsOf(roomId)).toContain(30);
  while (!roomOf(roomId)?.window?.atEnd) await client.core.histories.after(roomId);
  expect(seqsOf(roomId).at(-1)).toBe(60);
});

test("[R3] a room of large messages opens at the first unread one", async () => {
  const roomId = await openAtEnd(30, "unread");
  expectStatus(await bob.put(`/api/rooms/${roomId}/read`, { seq: 3 }), 200);
  await until(() => roomOf(roomId)?.counter.counts.readSeq === 3, "It did not hear of the mark.");
  await client.core.openRoom(roomId);
  expect(seqsOf(roomId)).toContain(4);
  expect(seqsOf(roomId)).toContain(3);
});

test("[R3] [N2] originals that fit into no page are asked for until all are there", async () => {
  const count = 48;
  const roomId = await openAtEnd(count, "quoted");
  const { messages } = expectStatus(await ada.get(`/api/rooms/${roomId}/messages?limit=1&around=1`), 200);
  const ids: number[] = upTo(count).map((seq) => messages[0].id + seq - 1);
  for (const id of ids) await postMessage(ada, roomId, "yes", { replyTo: id });
  await until(() => roomOf(roomId)?.counter.counts.lastSeq === 2 * count, "It did not hear of the replies.");
  await client.core.openRoom(null);
  await client.core.openRoom(roomId);
  await client.core.histories.newest(roomId);
  const isThere = (id: number) =>
    roomOf(roomId)?.quoted.has(id) || roomOf(roomId)?.window?.messages.some((one) => one.id === id);
  await until(() => ids.every(isThere), "Not all originals came.");
});

test("[R3] no list is larger than it may be, whatever is asked for", async () => {
  const roomId = await openAtEnd(20, "lists");
  const { messages } = expectStatus(await ada.get(`/api/rooms/${roomId}/messages?limit=1&around=1`), 200);
  const first = messages[0].id;
  for (const at of upTo(19)) {
    await postMessage(ada, roomId, large, { replyTo: first });
    expectStatus(await bob.put(`/api/messages/${first + at}/pin`), 200);
    expectStatus(await bob.put(`/api/messages/${first + at}/save`), 204);
  }
  const ids = upTo(20).map((at) => first + at - 1);
  for (const path of [
    `/api/rooms/${roomId}/messages?limit=100`,
    `/api/rooms/${roomId}/messages?ids=${ids.join(",")}`,
    `/api/rooms/${roomId}/pins`,
    `/api/rooms/${roomId}/sync?rev=0`,
    `/api/messages/${first}/replies`,
    "/api/saved",
    "/api/search?q=上&limit=50",
  ]) {
    const body = expectStatus(await bob.get(path), 200);
    const bodies: string[] = body.messages.map((message: { body: string }) => message.body);
    const bytes = bodies.reduce((sum, text) => sum + Buffer.byteLength(JSON.stringify(text)), 0);
    expect([path, bodies.length > 1, bytes <= pageBytes]).toEqual([path, true, true]);
    const hasMore = body.hasBefore ?? body.more ?? (body.left ? body.left.length > 0 : body.next !== null);
    expect([path, hasMore]).toEqual([path, true]);
  }
});

test("[A5] large pages spend the rate of history by their bytes, small ones do not", async () => {
  const limited = await startTestServer({ rateLimits: "on" });
  try {
    const eve = await setUpWorkspace(limited.url);
    for (const _ of upTo(8)) await postMessage(eve, 1, large);
    const statuses: number[] = [];
    for (const _ of upTo(70)) statuses.push((await eve.get("/api/rooms/1/messages")).status);
    // Each is some 200 kB: one, and three for that.
    const passed = statuses.indexOf(429);
    expect(passed).toBeGreaterThan(rates.history.burst / 8);
    expect(passed).toBeLessThan(70);
  } finally {
    await limited.dispose();
  }
});
