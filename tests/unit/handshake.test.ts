// C1 with stores that answer when the test lets them: what changes between two of its steps.
import { expect, test } from "bun:test";

import { silentLog } from "../../src/domain/log.ts";
import type { Session, Stores } from "../../src/domain/stores.ts";
import type { Room } from "../../src/protocol/shapes.ts";
import { createMetrics } from "../../src/transport/metrics.ts";
import { createHandshake } from "../../src/transport/ws/handshake.ts";
import { createHub } from "../../src/transport/ws/hub.ts";
import { createPeer, type Socket } from "../../src/transport/ws/peer.ts";
import { createRoomBatches } from "../../src/transport/ws/room_batches.ts";
import { createHandClock } from "../support/hand_clock.ts";
import { plainPerson, plainRoom, plainUser, textOfRoom } from "../support/plain_values.ts";

const lounge = 1;
const garden = 7;
/** With Bob, who is 2. */
const directRoom = 90_009;
const members = [plainPerson({ id: 2, username: "Bob", displayName: "Bob", avatar: null })];
const session: Session = {
  id: 11,
  user: plainUser({ id: 1, username: "Ada", displayName: "Ada", avatar: null }),
  createdAt: 0,
  lastSeenAt: 0,
  expiresAt: 1000,
};

/** Ada comes in; `at` runs what happens while that read is on its way, the first time it is asked. */
async function connectAda({
  rooms,
  at,
}: {
  rooms: Set<number>;
  at: Partial<
    Record<"findSession" | "listMyGroupIds" | "planMine" | "findMineAsText", (scene: Scene) => void>
  >;
}) {
  const sent: string[] = [];
  const topics = new Set<string>();
  const closed: number[] = [];
  const left = new Set<string>();
  const heardAgain: string[] = [];
  const isHere: number[] = [];
  let isLive = true;
  const socket = {
    get subscriptions() {
      return [...topics];
    },
    subscribe: (topic: string) => {
      if (left.has(topic)) heardAgain.push(topic);
      topics.add(topic);
    },
    unsubscribe: (topic: string) => topics.delete(topic),
    isSubscribed: (topic: string) => topics.has(topic),
    send: (text: string) => sent.push(text),
    getBufferedAmount: () => 0,
    close: (code: number) => closed.push(code),
  };
  const hub = createHub({
    metrics: createMetrics(),
    monotonicMs: () => 0,
    listDirectPeople: async () => [],
    after: createHandClock().after,
    log: silentLog,
  });
  const peer = createPeer({
    id: 1,
    tokenHash: "t",
    from: "",
    heldEpoch: null,
    openRoomId: null,
    session,
    now: 0,
  });
  peer.socket = socket as unknown as Socket;
  hub.add(peer);
  const scene: Scene = {
    leave(roomId) {
      rooms.delete(roomId);
      left.add(`room:${roomId}`);
      hub.unsubscribe(1, roomId);
    },
    join(roomId) {
      rooms.add(roomId);
      hub.subscribe(1, roomId);
    },
    endSession() {
      isLive = false;
      hub.closeSession(session.id);
    },
  };

  /** The answer is read first, then something happens, then it arrives. */
  async function read<T>(name: keyof typeof at, answer: () => T): Promise<T> {
    const found = answer();
    const happens = at[name];
    delete at[name];
    happens?.(scene);
    await Bun.sleep(0);
    return found;
  }

  const stores = {
    accounts: { findSession: () => read("findSession", () => (isLive ? session : null)) },
    rooms: {
      listMyGroupIds: () => read("listMyGroupIds", () => [...rooms].filter((id) => id !== directRoom)),
      planMine: () =>
        read("planMine", () => ({
          listed: [...rooms].map((id) => ({ id, span: 0 })),
          rest: { rooms: 0, unread: 0, mentions: 0 },
        })),
      findMineAsText: (_userId: number, ids: number[]) =>
        read("findMineAsText", () =>
          ids
            .filter((id) => rooms.has(id))
            .map((id) => textOfRoom(plainRoom(id, id === directRoom ? { members } : {}))),
        ),
    },
    messages: { listSavedIds: async () => [5] },
    workspace: { read: async () => ({ name: "p", registration: "invite", deviceKey: "" }) },
    line: { epoch: "e" },
  } as unknown as Stores;
  const presence = {
    opened: () => void isHere.push(1),
    stateOf: (ids: Iterable<number>) => [...ids].map((userId) => ({ userId, state: "away" as const })),
  };
  const roomBatches = createRoomBatches({
    stores,
    now: () => 0,
    onTrouble: (_peer, error) => {
      throw error;
    },
  });
  await createHandshake({ stores, roomBatches, presence, fileBytes: 1000, now: () => 0 })(peer);
  const frames = sent.map((text) => JSON.parse(text));
  const { state } = peer;
  // No more pieces: the test is over.
  peer.state = "ended";
  return { topics: [...topics].sort(), frames, closed, heardAgain, isHere, state };
}

interface Scene {
  leave(roomId: number): void;
  join(roomId: number): void;
  endSession(): void;
}

const idsOf = (frames: { rooms: Room[] }[]) => frames[0]?.rooms.map(({ id }) => id);

for (const name of ["findSession", "listMyGroupIds", "planMine", "findMineAsText"] as const) {
  test(`[A2] leaving a room while ${name} is read: neither its topic nor hello holds it`, async () => {
    const rooms = new Set([lounge, garden]);
    const { topics, frames, heardAgain, state } = await connectAda({
      rooms,
      at: { [name]: (scene: Scene) => scene.leave(garden) },
    });
    expect(topics).toEqual(["everyone", "room:1"]);
    expect(idsOf(frames)).toEqual([lounge]);
    // Not even for a moment: in that moment something may be committed.
    expect(heardAgain).toEqual([]);
    expect(state).toBe("open");
  });

  test(`[C1] joining a room while ${name} is read: both its topic and hello hold it`, async () => {
    const rooms = new Set([lounge]);
    const { topics, frames } = await connectAda({
      rooms,
      at: { [name]: (scene: Scene) => scene.join(garden) },
    });
    expect(topics).toEqual(["everyone", "room:1", "room:7"]);
    expect(idsOf(frames)).toEqual([lounge, garden]);
  });

  test(`[A2] the session ends while ${name} is read: bye and nothing else`, async () => {
    const rooms = new Set([lounge]);
    const { topics, frames, closed, isHere, state } = await connectAda({
      rooms,
      at: { [name]: (scene: Scene) => scene.endSession() },
    });
    expect(topics).toEqual([]);
    expect(frames).toEqual([{ type: "bye", code: 4001, reconnect: false, afterMs: 0 }]);
    expect(closed).toEqual([4001]);
    expect(state).toBe("ended");
    // Who was turned away was never here (T2).
    expect(isHere).toEqual([]);
  });
}

test("[A2] leaving a room while topics are subscribed to, a portion at a time: it is not subscribed to after that", async () => {
  const rooms = new Set(Array.from({ length: 9000 }, (_, at) => at + 1));
  const { topics, heardAgain, state } = await connectAda({
    rooms,
    at: { listMyGroupIds: (scene: Scene) => void setImmediate(() => setImmediate(() => scene.leave(8999))) },
  });
  expect(topics.length).toBe(9000);
  expect(topics).not.toContain("room:8999");
  expect(heardAgain).toEqual([]);
  expect(state).toBe("open");
});

test("[C1] [T2] [N4] hello says how those of my direct rooms are and what I saved, and I am here from then on", async () => {
  const { frames, isHere, topics } = await connectAda({ rooms: new Set([lounge, directRoom]), at: {} });
  // C1: nothing for the direct room.
  expect(topics).toEqual(["everyone", "room:1"]);
  expect(frames[0]).toMatchObject({ presence: [{ userId: 2, state: "away" }], saved: [5] });
  expect(frames[0]).toMatchObject({ typing: { everyMs: 3000, expireMs: 7000 } });
  expect(isHere).toEqual([1]);
});
