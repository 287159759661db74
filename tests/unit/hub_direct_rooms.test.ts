// C1, D3: what is sent to direct rooms, which have no topics, with a store that answers when the test lets it.
import { expect, test } from "bun:test";

import { silentLog } from "../../src/domain/log.ts";
import type { Session } from "../../src/domain/stores.ts";
import { createMetrics } from "../../src/transport/metrics.ts";
import { createHub } from "../../src/transport/ws/hub.ts";
import { createPeer, type Peer, type Socket } from "../../src/transport/ws/peer.ts";
import { createHandClock } from "../support/hand_clock.ts";
import { plainStored, plainUser } from "../support/plain_values.ts";

const direct = 9;
const ada = 1;
const bob = 2;
const eve = 3;

function start() {
  const clock = createHandClock();
  const reads: { roomId: number; answer: (people: number[]) => void; fail: () => void }[] = [];
  const hub = createHub({
    metrics: createMetrics(),
    monotonicMs: () => 0,
    listDirectPeople: (roomId) =>
      new Promise((resolve, reject) => {
        reads.push({ roomId, answer: resolve, fail: () => reject(new Error("on purpose")) });
      }),
    after: clock.after,
    log: silentLog,
  });
  hub.serveTopics({ publish: () => 0, subscriberCount: () => 0 });
  let lastId = 0;

  function connect(userId: number, { hearsRooms = true } = {}) {
    const sent: string[] = [];
    lastId += 1;
    const user = plainUser({ id: userId, username: "x", displayName: "x", avatar: null });
    const session: Session = { id: lastId, user, createdAt: 0, lastSeenAt: 0, expiresAt: 1000 };
    const peer: Peer = createPeer({
      id: lastId,
      tokenHash: "t",
      from: "",
      heldEpoch: null,
      openRoomId: null,
      session,
      now: 0,
    });
    const send = (text: string) => {
      const { type, rev, on } = JSON.parse(text);
      return sent.push(type === "message" ? `rev ${rev}` : `${type} ${on}`);
    };
    peer.socket = { send, getBufferedAmount: () => 0, subscriptions: [], close() {} } as unknown as Socket;
    peer.hearsRooms = hearsRooms;
    hub.add(peer);
    return { peer, sent };
  }

  async function answer(people: number[]): Promise<void> {
    reads.shift()?.answer(people);
    await Bun.sleep(0);
  }

  /** What was asked for fails, and is asked for again as often as it is. */
  async function fail(times: number): Promise<void> {
    for (let at = 0; at < times; at += 1) {
      reads.shift()?.fail();
      await Bun.sleep(0);
      clock.step();
    }
  }

  return { hub, reads, connect, answer, fail };
}

const message = (rev: number) => plainStored(rev, { roomId: direct });

test("[C1] [D3] what is sent to a direct room reaches each socket of its people in order, and nobody else", async () => {
  const { hub, connect, answer } = start();
  const [one, two, other, stranger] = [connect(ada), connect(ada), connect(bob), connect(eve)];
  hub.publish(message(1));
  hub.publishToRoom(direct, { type: "typing", roomId: direct, userId: bob, on: true });
  hub.publishBare(direct, 2);
  expect(one.sent).toEqual([]);
  await answer([ada, bob]);
  hub.publish(message(3));
  for (const { sent } of [one, two, other]) expect(sent).toEqual(["rev 1", "typing true", "rev 2", "rev 3"]);
  expect(stranger.sent).toEqual([]);
});

test("[C1] [A5] whose a direct room is, is read once, and not at all when it was made here", async () => {
  const { hub, reads, connect, answer } = start();
  const { sent } = connect(ada);
  for (let rev = 1; rev <= 5; rev += 1) hub.publish(message(rev));
  expect(reads.map(({ roomId }) => roomId)).toEqual([direct]);
  await answer([ada, bob]);
  hub.publish(message(6));
  hub.openDirect(10, [ada, bob]);
  hub.publish(plainStored(1, { roomId: 10 }));
  expect(reads).toEqual([]);
  expect(sent).toEqual(["rev 1", "rev 2", "rev 3", "rev 4", "rev 5", "rev 6", "rev 1"]);
});

test("[C1] [A2] a socket that has not subscribed yet, or has ended, hears nothing of a direct room", async () => {
  const { hub, connect, answer } = start();
  const coming = connect(ada, { hearsRooms: false });
  const ended = connect(ada);
  hub.publish(message(1));
  ended.peer.state = "ended";
  await answer([ada, bob]);
  expect([coming.sent, ended.sent]).toEqual([[], []]);
});

test("[C1] opening a direct room makes a socket that is just coming in read anew", () => {
  const { hub, connect } = start();
  const { peer } = connect(bob);
  hub.openDirect(direct, [ada, bob]);
  expect(peer.accessVersion).toBe(1);
});

test("[C1] a direct room that is not known yet counts as heard until it is asked for", async () => {
  const { hub, connect, answer } = start();
  connect(eve);
  expect(hub.hasSockets(direct)).toBe(true);
  const isHeard = hub.isSubscribed(direct);
  await answer([ada, bob]);
  expect(await isHeard).toBe(false);
  expect(hub.hasSockets(direct)).toBe(false);
  connect(bob);
  expect([hub.hasSockets(direct), await hub.isSubscribed(direct)]).toEqual([true, true]);
});

test("[C1] people that were read before a membership ended are not kept", async () => {
  const { hub, reads, connect, answer } = start();
  connect(ada);
  hub.publish(message(1));
  hub.unsubscribe(bob, direct);
  await answer([ada, bob]);
  hub.publish(message(2));
  expect(reads.length).toBe(1);
});

test("[C1] [D5] a read that fails is tried again, and what was sent meanwhile comes in its order", async () => {
  const { hub, connect, answer, fail } = start();
  const { sent } = connect(ada);
  hub.publish(message(1));
  await fail(3);
  hub.publish(message(2));
  await answer([ada]);
  expect(sent).toEqual(["rev 1", "rev 2"]);
});

test("[C1] [C2] where its people cannot be read at all, an event is a hole, and the next one is read for anew", async () => {
  const { hub, reads, connect, answer, fail } = start();
  const { sent } = connect(ada);
  hub.publish(message(1));
  await fail(4);
  expect(reads).toEqual([]);
  hub.publish(message(2));
  await answer([ada]);
  expect(sent).toEqual(["rev 2"]);
});
