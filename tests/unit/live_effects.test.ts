// What the sockets are guaranteed of effects (CONTRIBUTING, "Effects"), over stores that say when they are read and answer when the test
// lets them.
import { describe, expect, test } from "bun:test";

import type { Audience } from "../../src/domain/audience.ts";
import type { Effect } from "../../src/domain/effects.ts";
import type { Committed } from "../../src/domain/journal.ts";
import { createLive } from "../../src/domain/live/live.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Stores } from "../../src/domain/stores.ts";
import { createPerUserQueue } from "../../src/domain/per_user_queue.ts";
import type { ServerFrame } from "../../src/protocol/shapes.ts";
import { effectsOf } from "../../src/storage/changes/effects_of.ts";
import { kinds, everyChange } from "../support/changes/every_change.ts";
import { plainStored, plainPerson, plainRoom, plainUser } from "../support/plain_values.ts";

const namesOf = (id: number) => ({ id, username: `user${id}`, displayName: `User ${id}`, avatar: null });
const message = (id: number) => plainStored(id, { roomId: 7, seq: id, rev: id });

interface SceneOptions {
  /** Whether anyone has an open socket here. */
  isAnyoneHere?: boolean;
  breaks?: Partial<Audience>;
}

/** Ada (1) and Bob (2) are here, in a room 7; `story` is what happened, in order. */
function open({ isAnyoneHere = true, breaks = {} }: SceneOptions = {}) {
  const story: string[] = [];
  const logged: unknown[] = [];
  const subscribed = new Set<string>();
  const ended = new Set<number>();
  const frames = new Set<string>();
  const onlineIds = isAnyoneHere ? [1, 2, 3] : [];
  let listener: (committed: Committed) => void = () => {};
  const room = plainRoom(7, { rev: 3, lastSeq: 3 });

  function reading<T>(name: string, answer: (...args: never[]) => T) {
    return async (...args: never[]): Promise<T> => {
      story.push(`read ${name}`);
      await Bun.sleep(0);
      return answer(...args);
    };
  }

  const stores = {
    rooms: {
      forMembers: reading(
        "forMembers",
        (_roomId: number, ids: number[]) => new Map(ids.map((id) => [id, room])),
      ),
      findMembers: reading("findMembers", () => []),
      findMembership: reading("findMembership", () => ({ room, role: "member" })),
      counts: reading("counts", () => ({ rev: 3, lastSeq: 3, readSeq: 3, unread: 0, mentions: 0 })),
      findMine: reading("findMine", (_userId: number, ids: number[]) => ids.map((id) => plainRoom(id))),
      listDirectPeople: reading("listDirectPeople", () => [1, 2]),
      listMyIds: reading("listMyIds", () => [7]),
      listDirectIds: reading("listDirectIds", () => [7]),
    },
    messages: {
      listSavedIds: reading("listSavedIds", () => [5]),
      changedAfter: reading("changedAfter", () => ({ floorRev: 0, messages: [] })),
    },
    accounts: {
      findPeople: reading("findPeople", (ids: number[]) => ids.map((id) => plainPerson(namesOf(id)))),
      findUser: reading("findUser", (id: number) => plainUser(namesOf(id))),
    },
    workspace: {
      read: reading("workspace", () => ({ name: "Harbour", registration: "invite", deviceKey: "" })),
    },
  } as unknown as Stores;

  function send(to: string, frame: ServerFrame): void {
    story.push(`send ${frame.type} to ${to}`);
    frames.add(`${to} ${JSON.stringify(frame)}`);
  }

  const perUserQueue = createPerUserQueue();
  const { stop } = createLive({
    journal: { onCommitted: (next) => void (listener = next) },
    stores,
    audience: {
      publish: ({ rev }) => void story.push(`send message ${rev}`),
      publishBare: (_roomId, rev) => void story.push(`send bare ${rev}`),
      publishToRoom: (roomId, frame) => send(`room ${roomId}`, frame),
      publishToAll: (frame) => send("all", frame),
      sendToUser: (userId, frame) => send(`${userId}`, frame),
      sendToSocket: (socketId, frame) => send(`socket ${socketId}`, frame),
      hasSockets: () => isAnyoneHere,
      isSubscribed: async () => isAnyoneHere,
      openDirect: (roomId, userIds) => {
        for (const userId of userIds) story.push(`access ${userId} ${roomId}`);
      },
      isOnline: (userId) => onlineIds.includes(userId),
      isIn: (userId) => onlineIds.includes(userId),
      usersIn: () => onlineIds,
      size: () => onlineIds.length,
      subscribe(userId, roomId) {
        story.push(`access ${userId} ${roomId}`);
        subscribed.add(`${userId} ${roomId}`);
      },
      unsubscribe(userId, roomId) {
        story.push(`no access ${userId} ${roomId}`);
        subscribed.delete(`${userId} ${roomId}`);
      },
      closeSession(sessionId) {
        story.push(`over ${sessionId}`);
        ended.add(sessionId);
      },
      ...breaks,
    },
    typing: {
      posted: (userId) => void story.push(`send typing over ${userId}`),
      left: (userId) => void story.push(`send typing left ${userId}`),
    },
    perUserQueue,
    after: (_delayMs, run) => {
      queueMicrotask(run);
      return { cancel() {} };
    },
    log: { ...silentLog, error: (event, fields) => void logged.push([event, fields?.["kind"]]) },
  });
  return {
    story,
    logged,
    perUserQueue,
    stop,
    seen: () => ({
      subscribed: [...subscribed].sort(),
      ended: [...ended].sort((one, other) => one - other),
      frames: [...frames].sort(),
    }),
    // Whatever the change was: only the effects are heard.
    hear: (effects: Effect[]) => listener({ effects } as Committed),
    settle: async () => {
      for (let turn = 0; turn < 40; turn += 1) await Bun.sleep(0);
    },
  };
}

const isAccess = (one: string) => /^(?:no )?access |^over /.test(one);

test("[EFFECTS] [A2] within a change access ends and begins before anything is sent or read, whoever's turn it is", () => {
  for (const isBusy of [false, true]) {
    const { story, perUserQueue, hear } = open();
    if (isBusy) void perUserQueue.enqueue([0, 1, 2, 3], () => new Promise(() => {}));
    hear([
      { kind: "message", what: "posted", message: message(1) },
      { kind: "joined", roomId: 8, userIds: [1, 2] },
      { kind: "person", userId: 1, isPublic: true, inRooms: true, receipts: true },
      { kind: "left", roomId: 7, userId: 1 },
      { kind: "sessionsOver", sessionIds: [21, 22] },
    ]);
    const access = ["access 1 8", "access 2 8", "no access 1 7", "over 21", "over 22"];
    expect(story.slice(0, access.length)).toEqual(access);
    expect(story.slice(access.length).filter(isAccess)).toEqual([]);
    expect(story.some((one) => one.startsWith("read"))).toBe(!isBusy);
  }
});

test("[EFFECTS] [A2] [D2] it is all done when the journal goes on: access, and every message", () => {
  const { story, hear } = open();
  hear([
    { kind: "left", roomId: 7, userId: 1 },
    { kind: "message", what: "text", message: message(4) },
  ]);
  story.push("submit resolves");
  expect(story.filter((one) => isAccess(one) || /message|submit/.test(one))).toEqual([
    "no access 1 7",
    "send message 4",
    "submit resolves",
  ]);
});

test("[EFFECTS] [N1] across changes the order is that of the commits, what was moved along in its place", () => {
  const { story, hear } = open();
  hear([{ kind: "joined", roomId: 7, userIds: [3] }]);
  hear([{ kind: "message", what: "posted", message: message(4) }]);
  hear([5, 6].map((rev): Effect => ({ kind: "message", what: "marks", message: message(rev) })));
  hear([{ kind: "left", roomId: 7, userId: 3 }]);
  hear([{ kind: "message", what: "posted", message: message(7) }]);
  expect(story.filter((one) => isAccess(one) || one.startsWith("send message"))).toEqual([
    "access 3 7",
    "send message 4",
    "send message 5",
    "send message 6",
    "no access 3 7",
    "send message 7",
  ]);
});

test("[EFFECTS] an effect that fails keeps no other back, neither where access ends nor where it is sent", () => {
  const { story, logged, hear } = open({
    breaks: {
      closeSession: () => {
        throw new Error("on purpose");
      },
      publishBare: () => {
        throw new Error("on purpose");
      },
    },
  });
  hear([
    { kind: "sessionsOver", sessionIds: [21] },
    { kind: "left", roomId: 7, userId: 1 },
    { kind: "cut", roomId: 9, rev: 4 },
    { kind: "saved", userId: 2, messageId: 1, on: true },
  ]);
  hear([{ kind: "message", what: "posted", message: message(4) }]);
  expect(story).toContain("no access 1 7");
  expect(story).toContain("send saved to 2");
  expect(story.at(-1)).toBe("send message 4");
  expect(logged).toEqual([
    ["effect_failed", "sessionsOver"],
    ["effect_failed", "cut"],
  ]);
});

describe("[EFFECTS] each kind of change", () => {
  for (const kind of kinds) {
    const { change, outcome } = everyChange[kind];
    const effects = effectsOf(change, outcome);

    test(`[EFFECTS] what follows from ${kind} does no harm twice`, async () => {
      const once = open();
      once.hear(effects);
      await once.settle();
      const twice = open();
      twice.hear(effects);
      twice.hear(effects);
      await twice.settle();
      expect(twice.seen()).toEqual(once.seen());
      const messages = ({ story }: typeof once) => story.filter((one) => /^send (?:message|bare)/.test(one));
      expect(messages(twice)).toEqual(messages(once));
    });

    test(`[EFFECTS] [A5] ${kind}: where nobody has a socket nothing is read`, async () => {
      const { story, hear, settle } = open({ isAnyoneHere: false });
      hear(effects);
      await settle();
      expect(story.filter((one) => one.startsWith("read"))).toEqual([]);
    });

    test(`[EFFECTS] [C1] ${kind}: nothing is read before the turn of those whom it concerns has come`, async () => {
      const { story, perUserQueue, hear, settle } = open();
      const everyone = Promise.withResolvers<void>();
      void perUserQueue.enqueue([0, 1, 2, 3], () => everyone.promise);
      hear(effects);
      await settle();
      expect(story.filter((one) => one.startsWith("read"))).toEqual([]);
      const early = story.length;
      everyone.resolve();
      await settle();
      // Where something is read it is read now.
      const isRead = !["message", "cut", "saved", "sessionsOver", "sessionUsed", "index"].includes(
        effects[0]?.kind ?? "index",
      );
      if (isRead) expect(story.length).toBeGreaterThan(early);
    });
  }
});

test("[EFFECTS] [A5] news for people who have no socket here is not read, though others do", async () => {
  const { story, hear, settle } = open();
  hear([
    { kind: "room", roomId: 7, to: [8, 9] },
    { kind: "person", userId: 9, isPublic: false, inRooms: false, receipts: false },
  ]);
  await settle();
  expect(story).toEqual([]);
  hear([{ kind: "room", roomId: 7, to: [1, 8] }]);
  await settle();
  expect(story).toEqual(["read forMembers", "send room to 1"]);
});
