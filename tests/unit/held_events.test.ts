// W15: what a large room hears together, and what does not wait, with a clock moved by hand and a topic that writes down what it gets.
import { expect, test } from "bun:test";

import type { Chat, Written } from "../../src/domain/chat.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Session } from "../../src/domain/stores.ts";
import { createMetrics } from "../../src/transport/metrics.ts";
import { createRates } from "../../src/transport/rates.ts";
import { createCommands } from "../../src/transport/ws/commands.ts";
import { createHeldEvents, holdMs, largeRoom } from "../../src/transport/ws/held_events.ts";
import { createHub } from "../../src/transport/ws/hub.ts";
import { createPeer, type Socket } from "../../src/transport/ws/peer.ts";
import { shutDownSockets } from "../../src/transport/ws/shutdown.ts";
import { createHandClock } from "../support/hand_clock.ts";
import { plainRoom, plainStored, plainUser } from "../support/plain_values.ts";

const lounge = 7;
const garden = 8;
const ada = 1;
const session = 20;
const message = (rev: number, roomId = lounge) => plainStored(rev, { roomId, rev });

/** What comes after it was not committed together with what came before. */
const turn = () => Promise.resolve();

/** Rooms of so many sockets; Ada's is the only one that is looked at. `story`: what leaves, and what ends, in order. */
function open({ sockets = largeRoom } = {}) {
  const clock = createHandClock(0);
  const story: string[] = [];
  const nameOf = (text: string) => {
    const { type, roomId, rev, message: hasMessage } = JSON.parse(text);
    if (type !== "message") return type;
    return `${roomId === garden ? "garden " : ""}${hasMessage ? rev : `bare ${rev}`}`;
  };
  const hub = createHub({
    metrics: createMetrics(),
    monotonicMs: clock.now,
    listDirectPeople: async () => [],
    after: clock.after,
    log: silentLog,
  });
  hub.serveTopics({
    publish: (_topic, text) => story.push(nameOf(text)),
    subscriberCount: () => sockets,
  });
  const user = plainUser({ id: ada, username: "Ada", displayName: "Ada", avatar: null });
  const own: Session = { id: session, user, createdAt: 0, lastSeenAt: 0, expiresAt: 1000 };
  const peer = createPeer({
    id: 1,
    tokenHash: "t",
    from: "",
    heldEpoch: null,
    openRoomId: null,
    session: own,
    now: 0,
  });
  const socket = {
    subscriptions: [],
    send: (text: string) => story.push(`to Ada: ${nameOf(text)}`),
    subscribe: () => story.push("Ada is in"),
    unsubscribe: () => story.push("Ada is out"),
    close: () => story.push("closed"),
    getBufferedAmount: () => 0,
  };
  peer.socket = socket as unknown as Socket;
  peer.state = "open";
  hub.add(peer);
  return {
    hub,
    story,
    clock,
    publish: (...revs: number[]) => revs.forEach((rev) => hub.publish(message(rev))),
  };
}

test("[W15] what is first in a large room leaves at once, the next together a moment later, in their order", async () => {
  const { story, clock, publish } = open();
  // Of one commit.
  publish(1, 2);
  await turn();
  expect(story).toEqual(["1", "2"]);
  publish(3, 4);
  await turn();
  clock.pass(holdMs - 1);
  publish(5);
  expect(story).toEqual(["1", "2"]);
  clock.pass(1);
  expect(story).toEqual(["1", "2", "3", "4", "5"]);
  await turn();
  publish(6);
  expect(story).toHaveLength(5);
  clock.pass(holdMs);
  expect(story.at(-1)).toBe("6");
  expect(holdMs).toBeLessThan(5);
});

test("[W15] after a moment of silence an event waits for nothing, and nothing is remembered of the room", async () => {
  const { story, clock, publish } = open();
  publish(1);
  await turn();
  publish(2);
  clock.pass(2 * holdMs);
  expect(clock.nextAt()).toBe(Infinity);
  publish(3);
  expect(story).toEqual(["1", "2", "3"]);
});

test("[W15] in a smaller room each event leaves at once, and no timer runs", () => {
  const { story, clock, publish } = open({ sockets: largeRoom - 1 });
  publish(1, 2, 3);
  expect([story, clock.nextAt()]).toEqual([["1", "2", "3"], Infinity]);
});

test("[W15] rooms wait each by itself", async () => {
  const { hub, story, clock, publish } = open();
  publish(1);
  hub.publish(message(5, garden));
  await turn();
  publish(2);
  hub.publish(message(6, garden));
  hub.publishToRoom(garden, { type: "typing", roomId: garden, userId: 3, on: true });
  expect(story).toEqual(["1", "garden 5", "garden 6", "typing"]);
  clock.pass(holdMs);
  expect(story.at(-1)).toBe("2");
});

const room = { ...plainRoom(lounge), name: "renamed" };
const others: { [name: string]: { act: (hub: ReturnType<typeof open>["hub"]) => void; leaves: string } } = {
  typing: {
    act: (hub) => hub.publishToRoom(lounge, { type: "typing", roomId: lounge, userId: 3, on: true }),
    leaves: "typing",
  },
  "a member who left": {
    act: (hub) => {
      const user = { id: 3, username: "Eve", displayName: "Eve", avatar: null };
      hub.publishToRoom(lounge, { type: "member", roomId: lounge, user, role: null });
    },
    leaves: "member",
  },
  "a room renamed": { act: (hub) => hub.sendToUser(ada, { type: "room", room }), leaves: "to Ada: room" },
  "a room left": {
    act: (hub) => hub.sendToUser(ada, { type: "left", roomId: lounge }),
    leaves: "to Ada: left",
  },
  "a frame to one socket": {
    act: (hub) => hub.sendToSocket(1, { type: "left", roomId: lounge }),
    leaves: "to Ada: left",
  },
  "much that changed": { act: (hub) => hub.publishBare(lounge, 9), leaves: "bare 9" },
  "a frame to everyone": {
    act: (hub) => hub.publishToAll({ type: "workspace", workspace: { name: "Home" } }),
    leaves: "workspace",
  },
  "a removal": { act: (hub) => hub.unsubscribe(ada, lounge), leaves: "Ada is out" },
  "a join": { act: (hub) => hub.subscribe(ada, lounge), leaves: "Ada is in" },
  "the end of a session": { act: (hub) => hub.closeSession(session), leaves: "to Ada: bye" },
};

for (const [name, { act, leaves }] of Object.entries(others)) {
  test(`[W15] [A2] what waits leaves before ${name}, which does not wait`, async () => {
    const { hub, story, clock, publish } = open();
    publish(1);
    await turn();
    publish(2, 3);
    act(hub);
    expect(story.slice(0, 4)).toEqual(["1", "2", "3", leaves]);
    publish(4);
    clock.pass(2 * holdMs);
    expect(story.filter((one) => /^\d/.test(one))).toEqual(["1", "2", "3", "4"]);
  });
}

test("[W15] [W11] what waits leaves before `bye`", async () => {
  const { hub, story, publish } = open();
  publish(1);
  await turn();
  publish(2);
  await shutDownSockets({ hub, random: () => 0, sleep: async () => {} });
  expect(story.slice(0, 3)).toEqual(["1", "2", "to Ada: bye"]);
});

test("[W15] `ok` comes after its event, and without waiting where nothing waits", async () => {
  const { hub, story, clock } = open();
  let rev = 0;
  const chat = {
    // The event is published before the outcome is known, as the journal does it.
    async postMessage() {
      rev += 1;
      const stored = message(rev);
      hub.publish(stored);
      return { outcome: Promise.resolve<Written>({ message: stored, changed: true }) };
    },
  };
  const notHere = () => Promise.reject(new Error("not here"));
  const commands = createCommands({
    chat: chat as unknown as Chat,
    reactions: { react: notHere },
    typing: { setTyping: notHere },
    presence: { reportState: () => {}, watch: () => [] },
    rates: createRates({ monotonicMs: () => 0, enabled: false }),
    hub,
  });
  const post = async (ref: number) => {
    const frame = { type: "post", ref, roomId: lounge, clientId: `${ref}`, body: "hello" } as const;
    const { outcome } = await commands
      .prepare(frame)
      .run({ actor: { userId: 1, sessionId: 1 }, socketId: 1 });
    void outcome.then(() => story.push(`ok ${ref}`));
  };
  await post(1);
  await Bun.sleep(0);
  expect(story).toEqual(["1", "ok 1"]);
  await post(2);
  await post(3);
  await Bun.sleep(0);
  expect(story).toHaveLength(2);
  clock.pass(holdMs);
  await Bun.sleep(0);
  expect(story.slice(2)).toEqual(["2", "3", "ok 2", "ok 3"]);
});

test("[W15] an event that could not be published keeps no `ok` waiting", async () => {
  const clock = createHandClock();
  let isBroken = false;
  const held = createHeldEvents({
    after: clock.after,
    publish() {
      if (isBroken) throw new Error("no socket takes it");
      return largeRoom;
    },
  });
  held.publish(1, "first");
  await Promise.resolve();
  held.publish(1, "second");
  const sent = held.whenSent(1);
  isBroken = true;
  expect(() => held.flush(1)).toThrow("no socket takes it");
  await sent;
});
