// C9: the pieces behind `hello`, with a store that answers when the test lets it and a line that is full when it says so.
import { expect, test } from "bun:test";

import type { Session } from "../../src/domain/stores.ts";
import { limits } from "../../src/protocol/limits.ts";
import type { RoomsFrame } from "../../src/protocol/shapes.ts";
import { createPeer, type Socket } from "../../src/transport/ws/peer.ts";
import { createRoomBatches } from "../../src/transport/ws/room_batches.ts";
import { plainRoom, plainUser, textOfRoom } from "../support/plain_values.ts";

const session: Session = {
  id: 11,
  user: plainUser({ id: 1, username: "Ada", displayName: "Ada", avatar: null }),
  createdAt: 0,
  lastSeenAt: 0,
  expiresAt: 1000,
};
const rest = { rooms: 7, unread: 1, mentions: 0 };

interface SceneOptions {
  rooms: number;
  span?: number;
  topic?: string;
  /** Answers without letting anyone else have a turn, as a local database does. */
  isSwift?: boolean;
}

function start({ rooms, span = 0, topic = "", isSwift = false }: SceneOptions) {
  const mine = new Set(Array.from({ length: rooms }, (_, at) => at + 1));
  const sent: RoomsFrame[] = [];
  const asked: number[][] = [];
  const line = { buffered: 0 };
  let onRead = (_ids: number[]) => {};
  const peer = createPeer({
    id: 1,
    tokenHash: "t",
    from: "",
    heldEpoch: null,
    openRoomId: null,
    session,
    now: 0,
  });
  peer.state = "open";
  peer.socket = {
    send: (text: string) => sent.push(JSON.parse(text)),
    getBufferedAmount: () => line.buffered,
    subscriptions: [],
  } as unknown as Socket;
  const planned = { listed: [...mine].map((id) => ({ id, span })), rest };
  const roomBatches = createRoomBatches({
    stores: {
      rooms: {
        planMine: async () => planned,
        async findMineAsText(_userId: number, ids: number[]) {
          asked.push(ids);
          const found = ids.filter((id) => mine.has(id)).map((id) => textOfRoom(plainRoom(id, { topic })));
          onRead(ids);
          if (!isSwift) await Bun.sleep(0);
          return found;
        },
      },
      line: { epoch: "e" },
    } as unknown as Parameters<typeof createRoomBatches>[0]["stores"],
    now: () => 0,
    onTrouble: (_peer, error) => {
      throw error;
    },
  });
  const settled = async () => {
    let last: unknown;
    while (last !== peer.catchingUp) await (last = peer.catchingUp);
  };
  return {
    mine,
    sent,
    asked,
    line,
    peer,
    roomBatches,
    planned,
    settled,
    whenRead: (run: (ids: number[]) => void) => void (onRead = run),
  };
}

const idsOf = (frames: { rooms: { id: number }[] }[]) =>
  frames.map(({ rooms }) => rooms.map(({ id }) => id)).flat();

test("[C9] a piece has at most 100 rooms; they come in order, each once, and the last says what is left", async () => {
  const { peer, roomBatches, planned, sent, settled } = start({ rooms: 230 });
  const first = await roomBatches.read(peer, planned, 0);
  const rooms: { id: number }[] = JSON.parse(first.batch.rooms);
  expect(rooms.length).toBe(100);
  expect(first.batch.fields).toEqual({ line: "unknown", more: true });
  roomBatches.sendRest(peer, planned, first.next);
  await settled();
  expect(sent.map(({ rooms, more }) => [rooms.length, more])).toEqual([
    [100, true],
    [30, false],
  ]);
  expect(idsOf([{ rooms }, ...sent])).toEqual(planned.listed.map(({ id }) => id));
  expect(sent.map((frame) => frame.rest)).toEqual([undefined, rest]);
});

test("[C9] a piece has at most 64 KiB, counted in bytes", async () => {
  const { peer, roomBatches, planned, sent, settled } = start({ rooms: 150, topic: "漢".repeat(250) });
  roomBatches.sendRest(peer, planned, 0);
  await settled();
  for (const { rooms } of sent) {
    expect(Buffer.byteLength(JSON.stringify(rooms))).toBeLessThanOrEqual(limits.roomBytes);
  }
  expect(sent.length).toBeGreaterThan(2);
  expect(idsOf(sent)).toEqual(planned.listed.map(({ id }) => id));
});

test("[C9] a room that is larger than a piece is a piece of its own, so that the next one comes", async () => {
  const { peer, roomBatches, planned, sent, settled } = start({
    rooms: 3,
    topic: "x".repeat(limits.roomBytes),
  });
  roomBatches.sendRest(peer, planned, 0);
  await settled();
  expect(sent.map(({ rooms }) => rooms.length)).toEqual([1, 1, 1]);
});

test("[C9] [A5] what is counted in one statement is bounded, however much is unread", async () => {
  const { peer, roomBatches, planned, asked, settled } = start({ rooms: 60, span: limits.unreadCap });
  roomBatches.sendRest(peer, planned, 0);
  await settled();
  for (const ids of asked) expect(ids.length * limits.unreadCap).toBeLessThanOrEqual(10_000);
});

test("[C9] [U1] with much to count each piece is one statement, and others have their turn between two", async () => {
  const { peer, roomBatches, planned, asked, sent, settled } = start({
    rooms: 60,
    span: limits.unreadCap,
    isSwift: true,
  });
  let turnCount = 0;
  const next = () => {
    turnCount += 1;
    running = setImmediate(next);
  };
  let running = setImmediate(next);
  roomBatches.sendRest(peer, planned, 0);
  await settled();
  clearImmediate(running);
  expect([asked.length, sent.length]).toEqual([6, 6]);
  expect(turnCount).toBeGreaterThanOrEqual(5);
  expect(idsOf(sent)).toEqual(planned.listed.map(({ id }) => id));
});

test("[C9] [C5] between the reading of a piece and its sending nothing else goes out", async () => {
  const { peer, roomBatches, planned, sent, settled, whenRead } = start({
    rooms: 60,
    span: limits.unreadCap,
    isSwift: true,
  });
  const order: string[] = [];
  whenRead((ids) => {
    const sentBefore = sent.length;
    order.push(`read ${ids[0]}`);
    setImmediate(() => order.push(`turn after ${sent.length - sentBefore} sent`));
  });
  roomBatches.sendRest(peer, planned, 0);
  await settled();
  await new Promise(setImmediate);
  expect(order).toEqual(
    Array.from({ length: 6 }, (_, at) => [`read ${at * 10 + 1}`, "turn after 1 sent"]).flat(),
  );
});

test("[C9] [A2] a room that is left while its piece is read is not told", async () => {
  const { mine, peer, roomBatches, planned, sent, settled, whenRead } = start({ rooms: 150 });
  whenRead((ids) => {
    if (!ids.includes(120) || !mine.delete(120)) return;
    peer.accessVersion += 1;
  });
  roomBatches.sendRest(peer, planned, 100);
  await settled();
  const others = planned.listed.map(({ id }) => id).filter((id) => id > 100 && id !== 120);
  expect(idsOf(sent)).toEqual(others);
});

test("[C9] [D8] a piece waits until the line has room, and other answers have their turn between two", async () => {
  const { line, peer, roomBatches, planned, sent, settled } = start({ rooms: 300 });
  line.buffered = 10 ** 6;
  roomBatches.sendRest(peer, planned, 0);
  // Long enough for a piece that did not wait.
  for (let turnCount = 0; turnCount < 50; turnCount += 1) await Bun.sleep(0);
  expect(sent).toEqual([]);
  const order: string[] = [];
  peer.catchingUp = peer.catchingUp.then(() => void order.push(`sync after ${sent.length}`));
  line.buffered = 0;
  peer.whenDrained?.();
  await settled();
  expect(order).toEqual(["sync after 1"]);
  expect(sent.length).toBe(3);
});

test("[C9] [A5] nothing is read for a socket that has ended", async () => {
  const { peer, roomBatches, planned, asked, sent, settled } = start({ rooms: 300 });
  roomBatches.sendRest(peer, planned, 0);
  peer.state = "ended";
  await settled();
  expect([asked, sent]).toEqual([[], []]);
});

test("[C9] nothing is told to a socket that has ended", async () => {
  const { peer, roomBatches, planned, sent, settled, whenRead } = start({ rooms: 300 });
  whenRead((ids) => {
    if (ids.includes(150)) peer.state = "ended";
  });
  roomBatches.sendRest(peer, planned, 0);
  await settled();
  expect(sent.length).toBe(1);
});
