// Whoever was away, or reads far back, over real lines and with the page's own core: nothing is missing, nothing is there twice.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { setTimeout as wait } from "node:timers/promises";

import type { Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import { startCoreClient, type CoreClient } from "../support/core_client.ts";
import { inParallel } from "../support/in_parallel.ts";
import { portray } from "../support/portrait.ts";
import { startWire } from "../support/proxy.ts";
import type { TestServer } from "../support/server.ts";
import { makeRoom, postMessage } from "../support/message_rooms.ts";

let server: TestServer;
let ada: Person;
let bob: Person;
const clients: CoreClient[] = [];

beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace());
});
afterAll(async () => {
  for (const client of clients) client.stop();
  await Promise.all(clients.map(({ wire }) => wire.close()));
  await server.dispose();
});

async function come(person: Person, { haste = 20 } = {}): Promise<CoreClient> {
  const wire = await startWire(server.url);
  const client = startCoreClient({ person, wire, random: Math.random, haste });
  clients.push(client);
  await until(() => client.isSettled(), "It did not come in.");
  return client;
}

async function until(isTrue: () => boolean, what: string, maxMs = 60_000): Promise<void> {
  const deadline = performance.now() + maxMs;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(what);
    await wait(20);
  }
}

async function socketsLost(): Promise<number> {
  const { body } = await ada.get("/metrics");
  return Number(/^confab_sockets_lost_total (\d+)/m.exec(body)?.[1]);
}

const seqsOf = ({ core }: CoreClient, roomId: number) =>
  core
    .state()
    .rooms.get(roomId)
    ?.window?.messages.map(({ seq }) => seq);

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("back after a while", () => {
  test("[D5] [D8] [W10] a weekend, 300 rooms that changed and a slow line: all is there, and no answer was too large", async () => {
    const rooms: number[] = [];
    await inParallel(upTo(300), 16, async (at) => {
      rooms.push(await makeRoom(ada, { name: `room ${at}`, members: [bob] }));
    });
    const client = await come(bob);
    const opened = rooms.slice(0, 3);
    for (const roomId of opened) {
      await postMessage(ada, roomId, "before");
      await client.core.openRoom(roomId);
    }
    await until(() => client.isSettled(), "It did not hear of what was said before.");
    client.wire.refuse();
    await until(() => !client.isOpen(), "The line is still there.");

    const a = await ada.connect();
    const post = (roomId: number, n: number, body: string) =>
      a.askOk({ type: "post", roomId, clientId: `away ${roomId} ${n}`, body });
    await Promise.all(rooms.map((roomId) => post(roomId, 0, `@Bob in ${roomId}`)));
    // Two pages of a sync in each of those that are held.
    const long = "x".repeat(9000);
    await Promise.all(opened.flatMap((roomId) => upTo(40).map((n) => post(roomId, n, long))));
    await a.close();

    const lost = await socketsLost();
    // Its `hello` takes longer than the page calls a line dead at first, and so does each page of a sync.
    client.wire.heal();
    client.wire.throttle(150_000);
    await until(() => client.isSettled(), "It never caught up.");
    expect(await socketsLost()).toBe(lost);
    for (const roomId of opened) expect(seqsOf(client, roomId)).toEqual(upTo(42));
    const known = client.core.state().rooms;
    expect(rooms.map((roomId) => known.get(roomId)?.counter.counts)).toEqual(
      rooms.map((roomId, at) => {
        const seq = at < opened.length ? 42 : 1;
        return { rev: seq, lastSeq: seq, readSeq: 0, unread: seq, mentions: 1 };
      }),
    );
  }, 180_000);
});

describe("reading on", () => {
  test("[C4] [D3] paging up through 500 messages while others post: the union is everything, each once", async () => {
    const roomId = await makeRoom(ada, { name: "long", members: [bob] });
    const a = await ada.connect();
    const post = (n: number) => a.askOk({ type: "post", roomId, clientId: `long ${n}`, body: `${n}` });
    await Promise.all(upTo(500).map(post));
    await bob.put(`/api/rooms/${roomId}/read`, { seq: 500 });
    const client = await come(bob);
    await client.core.openRoom(roomId);
    let posted = 500;
    const has = () => client.core.state().rooms.get(roomId)?.window;
    while (has()?.hasBefore) {
      // Each page is asked for while another post is on its way.
      posted += 1;
      await Promise.all([client.core.histories.before(roomId), post(posted)]);
    }
    expect(posted).toBeGreaterThan(505);
    await until(
      () => client.isSettled() && has()?.messages.at(-1)?.seq === posted,
      "It did not hear the last.",
    );
    expect(has()?.messages.map(({ seq, body }) => [seq, body])).toEqual(upTo(posted).map((n) => [n, `${n}`]));
    await a.close();
  }, 60_000);

  test("[U1] my own posts from another tab, and a reaction as the last event, leave a read room read in all my tabs", async () => {
    const roomId = await makeRoom(ada, { name: "read", members: [bob] });
    const tabs = [await come(bob), await come(bob)];
    const countsIn = ({ core }: CoreClient) => core.state().rooms.get(roomId)?.counter.counts;
    const { id } = await postMessage(ada, roomId, "one");
    await until(() => tabs.every((tab) => countsIn(tab)?.unread === 1), "Not heard.");
    await tabs[0]?.core.openRoom(roomId);
    tabs[0]?.core.markRead(roomId, 1);
    await until(() => tabs.every((tab) => countsIn(tab)?.unread === 0), "Not read in both.");
    await postMessage(bob, roomId, "mine");
    await ada.put(`/api/messages/${id}/reactions/${encodeURIComponent("👍")}`);
    const revOf = ({ core }: CoreClient) => core.state().rooms.get(roomId)?.rev;
    await until(() => tabs.every((tab) => revOf(tab) === 3), "The reaction was not heard.");
    const fresh = await come(bob);
    for (const tab of [...tabs, fresh]) {
      expect(countsIn(tab)).toMatchObject({ lastSeq: 2, unread: 0, mentions: 0 });
    }
    const [held, anew] = await Promise.all(
      [...tabs.slice(0, 1), fresh].map((tab) => portray(tab, new Map())),
    );
    expect(held?.rooms[roomId]).toEqual(anew?.rooms[roomId]);
  }, 60_000);
});
