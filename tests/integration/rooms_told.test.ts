// C9: rooms come in pieces, over real sockets and a real database.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "bun:test";

import { limits } from "../../src/protocol/limits.ts";
import type { HelloFrame, RoomsFrame } from "../../src/protocol/shapes.ts";
import { openSocket, setUpWorkspace, type TestSocket } from "../support/client.ts";
import { startInProcess } from "../support/in_process.ts";
import { seedWorkspace } from "../support/seed.ts";
import { startTestServer } from "../support/server.ts";
import { openDirect, postMessage } from "../support/message_rooms.ts";
import { signUpPeople } from "../support/workspace.ts";

async function batchesOf(socket: TestSocket): Promise<(HelloFrame | RoomsFrame)[]> {
  const found: (HelloFrame | RoomsFrame)[] = [await socket.next("hello")];
  while (found.at(-1)?.more) found.push(await socket.next("rooms"));
  return found;
}

test("[C9] someone in 2,100 rooms: pieces of at most 100 rooms and 64 KiB, 2,000 rooms in all, and what is left", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "confab-told-"));
  const rooms = 2100;
  const [ada] = await seedWorkspace({
    dataDir,
    rooms,
    membersPerRoom: 2,
    messages: rooms,
    firstIsEverywhere: { unread: rooms },
  });
  const server = await startTestServer({ dataDir });
  try {
    const open = (ada?.roomId ?? 0) + 77;
    const socket = await openSocket(server.url, { cookie: ada?.cookie ?? "", query: `?room=${open}` });
    const batches = await batchesOf(socket);
    for (const piece of batches) {
      expect(piece.rooms.length).toBeLessThanOrEqual(100);
      expect(Buffer.byteLength(JSON.stringify(piece.rooms))).toBeLessThanOrEqual(limits.roomBytes);
    }
    const ids = batches.flatMap((piece) => piece.rooms.map(({ id }) => id));
    expect([ids.length, new Set(ids).size]).toEqual([2000, 2000]);
    expect(ids[0]).toBe(open);
    expect(batches.map(({ rest }) => rest).filter(Boolean)).toEqual([
      { rooms: 100, unread: 100, mentions: 0 },
    ]);
    expect(batches[0]?.rooms[0]).toMatchObject({ unread: 1, lastSeq: 1 });
    await socket.close();
  } finally {
    await server.dispose();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 60_000);

test("[C9] [G1] empty direct rooms that others opened are in no piece, and the first word in one brings it", async () => {
  const inProcess = await startInProcess();
  try {
    const { ada, bob } = await signUpPeople(inProcess.url);
    const { room } = (await openDirect(bob, ada)).body;
    const { hello, ...socket } = await ada.connect();
    expect([hello.rooms.map(({ id }) => id), hello.more, hello.rest]).toEqual([
      [1],
      false,
      { rooms: 0, unread: 0, mentions: 0 },
    ]);
    expect((await bob.connect()).hello.rooms.map(({ id }) => id)).toContain(room.id);
    await postMessage(bob, room.id, "hello");
    expect((await socket.next("room")).room).toMatchObject({ id: room.id, unread: 1 });
    const again = await ada.connect();
    expect(again.hello.rooms.map(({ id }) => id)).toEqual([room.id, 1]);
  } finally {
    await inProcess.dispose();
  }
});

test("[C9] [H2] after a restart each room of each piece says up to where it is still so", async () => {
  const first = await startTestServer();
  const ada = await setUpWorkspace(first.url);
  for (let at = 0; at < 120; at += 1) await ada.post("/api/rooms", { name: `room ${at}` });
  await postMessage(ada, 1, "hello");
  const { hello } = await ada.connect();
  await first.kill();
  const again = await startTestServer({ dataDir: first.dataDir });
  try {
    const socket = await openSocket(again.url, { cookie: ada.cookie, query: `?epoch=${hello.epoch}` });
    const batches = await batchesOf(socket);
    expect(batches.length).toBe(2);
    const revs = batches.flatMap((piece) => piece.rooms.map(({ id, sameTo }) => [id, sameTo]));
    expect(revs.length).toBe(121);
    expect(revs.every(([id, sameTo]) => sameTo === (id === 1 ? 1 : 0))).toBe(true);
  } finally {
    await again.dispose();
    await first.dispose();
  }
}, 60_000);
