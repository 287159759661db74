// What a committed change does to the open sockets, over stores that answer when the test lets them.
import { describe, expect, test } from "bun:test";

import type { Effect, EffectOf } from "../../src/domain/effects.ts";
import type { Change, ChangeKind, ChangeOf, Committed, DoneOf } from "../../src/domain/journal.ts";
import { createLive } from "../../src/domain/live/live.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Stores } from "../../src/domain/stores.ts";
import { createPerUserQueue } from "../../src/domain/per_user_queue.ts";
import type { Member, Message, Room, RoomKind, RoomRole, ServerFrame } from "../../src/protocol/shapes.ts";
import { effectsOf, movedAlong } from "../../src/storage/changes/effects_of.ts";
import { everyChange, kinds } from "../support/changes/every_change.ts";
import { ada, message, person, written } from "../support/changes/examples.ts";
import { plainMessage, plainStored, plainPerson, plainRoom, plainUser } from "../support/plain_values.ts";

const namesOf = (id: number) => ({ id, username: `user${id}`, displayName: `User ${id}`, avatar: null });

interface SceneOptions {
  members?: [number, RoomRole][];
  kind?: RoomKind;
  /** Whose receipts the room shows. */
  receipts?: { userId: number; seq: number }[];
  /** What whoever comes in has saved there. */
  saved?: number[];
}

/** `seen` is what reached the sockets, in order. */
function live({
  members: roles = [[1, "member"]],
  kind = "public",
  receipts = [],
  saved = [],
}: SceneOptions = {}) {
  const seen: string[] = [];
  const frames: ServerFrame[] = [];
  const reads: (() => void)[] = [];
  const members = new Map(roles);
  let listener: (committed: Committed) => void = () => {};
  const held = <T>(answer: () => T) => new Promise<T>((resolve) => reads.push(() => resolve(answer())));
  const room = plainRoom(7, { kind, rev: 3, lastSeq: 3, readSeq: 3 });

  function roomFor(userId: number): Room {
    if (kind !== "direct") return { ...room, role: members.get(userId) ?? null };
    const people = [...members.keys()].map((id) => plainPerson(namesOf(id)));
    return { ...room, members: people, receipts: receipts.filter((one) => one.userId !== userId) };
  }

  const stores = {
    rooms: {
      forMembers: (_roomId: number, ids: number[]) =>
        held(() => new Map(ids.filter((id) => members.has(id)).map((id) => [id, roomFor(id)]))),
      findMembers: (_roomId: number, ids: number[]) =>
        held((): Member[] =>
          ids.flatMap((id) => {
            const role = members.get(id);
            return role ? [{ user: plainPerson(namesOf(id)), role, joinedAt: 0 }] : [];
          }),
        ),
      findMembership: (userId: number) =>
        held(() => (members.has(userId) ? { room, role: members.get(userId) } : null)),
      counts: () => held(() => ({ rev: 3, lastSeq: 3, readSeq: 3, unread: 0, mentions: 0 })),
      findMine: (_userId: number, ids: number[]) =>
        held(() => ids.map((id) => (id === 7 ? room : plainRoom(id)))),
      listMyIds: () => held(() => [7]),
      listDirectIds: () => held(() => [7]),
      listDirectPeople: () => held(() => (kind === "direct" ? [...members.keys()] : [])),
    },
    messages: { listSavedIds: () => held(() => saved) },
    accounts: {
      findPeople: (ids: number[]) => held(() => ids.map((id) => plainPerson(namesOf(id)))),
      findUser: (id: number) => held(() => plainUser(namesOf(id))),
    },
    workspace: {
      read: () => held(() => ({ name: "Harbour", registration: "invite", deviceKey: "" })),
    },
  } as unknown as Stores;

  function send(to: string, frame: ServerFrame): void {
    frames.push(frame);
    seen.push(`${frame.type} to ${to}`);
  }

  createLive({
    journal: { onCommitted: (next) => void (listener = next) },
    stores,
    audience: {
      publish: (message, by) => void seen.push(`publish ${message.rev}${by ? ` by ${by.length}` : ""}`),
      publishBare: (roomId, rev) => void seen.push(`bare ${roomId} ${rev}`),
      publishToRoom: (roomId, frame) => send(`room ${roomId}`, frame),
      publishToAll: (frame) => send("all", frame),
      sendToUser: (userId, frame) => send(`${userId}`, frame),
      hasSockets: () => true,
      isSubscribed: async () => true,
      isOnline: () => true,
      isIn: (userId) => kind !== "direct" && members.has(userId),
      usersIn: () => (kind === "direct" ? [] : [...members.keys()]),
      size: () => 1,
      sendToSocket: (socketId, frame) => send(`socket ${socketId}`, frame),
      subscribe: (userId, roomId) => void seen.push(`subscribe ${userId} ${roomId}`),
      openDirect: (roomId, userIds) => void seen.push(`direct ${roomId} of ${userIds.join(" ")}`),
      unsubscribe: (userId, roomId) => void seen.push(`unsubscribe ${userId} ${roomId}`),
      closeSession: (sessionId) => void seen.push(`close session ${sessionId}`),
    },
    typing: {
      posted: (userId, roomId) => void seen.push(`posted ${userId} ${roomId}`),
      left: (userId, roomId) => void seen.push(`typing left ${userId} ${roomId}`),
    },
    perUserQueue: createPerUserQueue(),
    // What waits for a moment waits for its turn among the reads.
    after: (_delayMs, run) => {
      reads.push(run);
      return { cancel() {} };
    },
    log: silentLog,
  });
  return {
    seen,
    frames,
    members,
    commit: <K extends ChangeKind>(change: ChangeOf<K>, outcome: DoneOf<K>) =>
      listener({ change, outcome, effects: effectsOf<K>(change, outcome) } as unknown as Committed),
    act: (effects: Effect[]) => listener({ ...movedAlong([]), effects }),
    touch: (messages: Message[]) => listener(movedAlong(messages)),
    refuse: (change: Change) => {
      const outcome = { ok: false, reason: "not_found" } as const;
      listener({ change, outcome, effects: effectsOf(change, outcome) } as Committed);
    },
    /** Lets the reads that wait, and those that they lead to, have their answers. */
    answer: async () => {
      for (let turn = 0; turn < 50; turn += 1) {
        reads.shift()?.();
        await Bun.sleep(0);
      }
    },
  };
}

const done = { ok: true, changed: true } as const;
const {
  join: { change: join },
  leave: { change: leave },
} = everyChange;

interface ExpectedEffects {
  in?: SceneOptions;
  /** What reaches the sockets at once, in this order, and what in turn. */
  immediate?: string[];
  later?: string[];
}

const people = (...ids: number[]): SceneOptions => ({ members: ids.map((id) => [id, "member"]) });
const newMember = { immediate: ["subscribe 1 7"], later: ["room to 1", "member to room 7"] };

/** Of each kind of effect, by what it is. */
const expectedOf: { [K in Effect["kind"]]: Record<string, ExpectedEffects & { effect: EffectOf<K> }> } = {
  message: {
    posted: {
      effect: { kind: "message", what: "posted", message },
      immediate: ["posted 1 7", "publish 4"],
    },
    text: { effect: { kind: "message", what: "text", message }, immediate: ["publish 4"] },
    marks: { effect: { kind: "message", what: "marks", message }, immediate: ["publish 4"] },
    reactions: {
      effect: { kind: "message", what: "marks", message, by: [{ userId: 1, emoji: "👍", on: true }] },
      immediate: ["publish 4 by 1"],
    },
  },
  cut: { "": { effect: { kind: "cut", roomId: 7, rev: 9 }, immediate: ["bare 7 9"] } },
  saved: {
    "": { effect: { kind: "saved", userId: 1, messageId: 1, on: true }, immediate: ["saved to 1"] },
  },
  joined: {
    "by oneself": { effect: { kind: "joined", roomId: 7, userIds: [1] }, ...newMember },
    "by others": {
      in: people(1, 2, 3),
      effect: { kind: "joined", roomId: 7, userIds: [2, 3] },
      immediate: ["subscribe 2 7", "subscribe 3 7"],
      later: ["room to 2", "room to 3", "member to room 7", "member to room 7"],
    },
    openly: {
      in: { kind: "private", members: [[1, "owner"]] },
      effect: { kind: "joined", roomId: 7, userIds: [1], entered: true },
      ...newMember,
    },
    "of a direct room": {
      in: { kind: "direct", ...people(1, 2) },
      effect: { kind: "joined", roomId: 7, userIds: [1, 2], direct: true },
      immediate: ["direct 7 of 1 2"],
    },
  },
  left: {
    "": {
      effect: { kind: "left", roomId: 7, userId: 2 },
      immediate: ["unsubscribe 2 7", "typing left 2 7"],
      later: ["left to 2", "member to room 7"],
    },
    "with the room": {
      effect: { kind: "left", roomId: 7, userId: 2, gone: true },
      immediate: ["unsubscribe 2 7", "typing left 2 7"],
      later: ["left to 2"],
    },
  },
  role: {
    "": {
      in: people(1, 2),
      effect: { kind: "role", roomId: 7, userIds: [2] },
      later: ["room to 2", "member to room 7"],
    },
  },
  room: {
    "of all": {
      in: people(1, 2),
      effect: { kind: "room", roomId: 7, to: "all" },
      later: ["room to 1", "room to 2"],
    },
    "of one": {
      in: people(1, 2),
      effect: { kind: "room", roomId: 7, to: [1] },
      later: ["room to 1"],
    },
  },
  person: {
    public: { effect: person(1), later: ["user to all", "me to 1"] },
    private: { effect: person(1, { isPublic: false }), later: ["me to 1"] },
    "in their rooms": {
      effect: person(1, { inRooms: true }),
      later: ["user to all", "me to 1", "member to room 7"],
    },
    "who switched receipts": {
      in: { kind: "direct", ...people(1, 2) },
      effect: person(1, { isPublic: false, receipts: true }),
      later: ["me to 1", "room to 1", "room to 2"],
    },
  },
  sessionsOver: {
    "": {
      effect: { kind: "sessionsOver", sessionIds: [12, 13] },
      immediate: ["close session 12", "close session 13"],
    },
  },
  sessionUsed: { "": { effect: { kind: "sessionUsed", sessionId: 12 } } },
  read: {
    "": {
      effect: { kind: "read", userId: 1, roomIds: [7, 8], lower: false },
      later: ["read to 1", "read to 1"],
    },
  },
  workspace: { "": { effect: { kind: "workspace" }, later: ["workspace to all"] } },
  index: { "": { effect: { kind: "index" } } },
};

/** Of changes with several: what ends or grants access comes first of all. */
const together: { [K in ChangeKind]?: ExpectedEffects } = {
  openDirect: {
    in: { kind: "direct", ...people(1, 2) },
    immediate: ["direct 7 of 1 2"],
    later: ["room to 1"],
  },
  register: { later: ["user to all", "me to 1", "member to room 7", "me to 3"] },
  deactivate: {
    in: { members: [[1, "owner"]] },
    immediate: ["close session 21"],
    later: ["room to 1", "user to all", "member to room 7", "member to room 7", "me to 2"],
  },
  erasePerson: {
    in: { kind: "direct" },
    immediate: ["close session 21", "unsubscribe 3 9", "unsubscribe 2 7"],
    later: [
      "typing left 3 9",
      "typing left 2 7",
      "left to 3",
      "user to all",
      "me to 2",
      "me to 3",
      "left to 2",
      "room to 1",
      "member to room 7",
      "member to room 7",
    ],
  },
};

async function expectEffects(
  effects: Effect[],
  { in: scene, immediate = [], later = [] }: ExpectedEffects,
): Promise<void> {
  const { seen, act, answer } = live(scene);
  act(effects);
  // What needs no reading may follow at once.
  expect(seen.slice(0, immediate.length)).toEqual(immediate);
  await answer();
  expect(seen.slice(immediate.length).sort()).toEqual(later.toSorted());
}

for (const [kind, all] of Object.entries(expectedOf)) {
  for (const [what, { effect, ...expected }] of Object.entries(all)) {
    test(`[A2] [W3] ${[kind, what].join(" ").trimEnd()}: what ends or grants access acts at once, what is told of it follows`, () =>
      expectEffects([effect], expected));
  }
}

test.each(Object.entries(together))(
  "[A2] [W3] %s: whatever ends or grants access acts before anything is sent",
  (kind, expected) => expectEffects(everyChange[kind as ChangeKind].effects, expected),
);

test("[A2] [W5] what was refused, or altered nothing, is told to nobody", async () => {
  for (const kind of kinds) {
    const { change, outcome } = everyChange[kind];
    const { seen, refuse, commit, answer } = live();
    refuse(change);
    if ("changed" in outcome) commit(change, { ...outcome, changed: false, passed: [] });
    await answer();
    expect(seen).toEqual([]);
  }
});

test("[C1] joining and leaving at once ends with left, though the room is read slowly", async () => {
  const { seen, commit, members, answer } = live();
  commit(join, done);
  members.delete(1);
  commit(leave, { ...done, hidden: false });
  await answer();
  expect(seen.filter((one) => one.endsWith("to 1"))).toEqual(["left to 1"]);
  expect(seen.slice(0, 2)).toEqual(["subscribe 1 7", "unsubscribe 1 7"]);
});

test("[C1] leaving and joining again at once ends with the room, and the room hears of a member", async () => {
  const { seen, frames, commit, answer } = live();
  commit(leave, { ...done, hidden: false });
  commit(join, done);
  await answer();
  expect(seen.filter((one) => one.endsWith("to 1")).at(-1)).toBe("room to 1");
  expect(frames.findLast(({ type }) => type === "member")).toMatchObject({ role: "member" });
});

test("[G1] the first message of a direct room tells the others that it is there, the second does not", async () => {
  const scene = {
    kind: "direct" as const,
    members: [
      [1, "member"],
      [2, "member"],
    ] as [number, "member"][],
  };
  const post = everyChange.post.change;
  const { seen, commit, answer } = live(scene);
  commit(post, { ...written, message: plainStored(1, { roomId: 7, rev: 1 }) });
  await answer();
  expect(seen.filter((one) => one.startsWith("room"))).toEqual(["room to 2"]);
  commit(post, { ...written, message: plainStored(2, { roomId: 7, rev: 2 }) });
  await answer();
  expect(seen.filter((one) => one.startsWith("room"))).toEqual(["room to 2"]);
});

test("[N4] whoever comes into a room again has what they saved there before", async () => {
  const { frames, commit, answer } = live({ saved: [5, 6] });
  commit(join, done);
  await answer();
  expect(frames.filter(({ type }) => type === "saved")).toEqual([
    { type: "saved", messageId: 5, on: true },
    { type: "saved", messageId: 6, on: true },
  ]);
});

test("[W3] member tells who is in now: a role, or null for who is gone; entered when an admin came openly", async () => {
  const { frames, commit, answer } = live({ members: [[1, "owner"]] });
  commit({ kind: "removeMember", actor: ada, roomId: 7, userId: 2 }, done);
  commit({ kind: "enterRoom", actor: ada, roomId: 7 }, done);
  await answer();
  expect(frames.filter(({ type }) => type === "member")).toEqual([
    { type: "member", roomId: 7, user: namesOf(2), role: null },
    { type: "member", roomId: 7, user: namesOf(1), role: "owner", entered: true },
  ]);
});

test("[W3] a changed room is told to all its members here, a hundred at a time", async () => {
  const members = Array.from({ length: 250 }, (_, at): [number, RoomRole] => [at + 1, "member"]);
  const { seen, commit, answer } = live({ members });
  commit({ kind: "changeRoom", actor: ada, roomId: 7, name: "garden" }, done);
  await answer();
  expect(seen.length).toBe(250);
  expect(new Set(seen).size).toBe(250);
});

test("[G1] leaving a direct room hides it: no access ends, the room is told to me alone", async () => {
  const { seen, commit, answer } = live({ kind: "direct" });
  commit(leave, { ...done, hidden: true });
  await answer();
  expect(seen).toEqual(["room to 1"]);
});

test("[U2] a mark is told to all my tabs, and says when it was lowered by hand", async () => {
  const { frames, commit, answer } = live();
  commit({ kind: "mark", actor: ada, roomId: 7, seq: 3, lower: false }, done);
  commit({ kind: "mark", actor: ada, roomId: 7, seq: 3, lower: true }, done);
  await answer();
  expect(frames.map((frame) => frame.type === "read" && frame.unread)).toEqual([undefined, true]);
});

describe("receipts", () => {
  const two: SceneOptions = {
    kind: "direct",
    members: [
      [1, "member"],
      [2, "member"],
    ],
  };
  const mark: ChangeOf<"mark"> = { kind: "mark", actor: ada, roomId: 7, seq: 3, lower: false };

  test("[U6] a raised mark in a direct room is told to the others, not to me", async () => {
    const { frames, seen, commit, answer } = live({ ...two, receipts: [{ userId: 1, seq: 3 }] });
    commit(mark, done);
    await answer();
    expect(seen).toEqual(["read to 1", "receipt to 2"]);
    expect(frames.at(-1)).toEqual({ type: "receipt", roomId: 7, userId: 1, seq: 3 });
  });

  test("[U6] nothing is told where the room shows none: one of the two has switched them off", async () => {
    const { seen, commit, answer } = live({ ...two, receipts: [] });
    commit(mark, done);
    await answer();
    expect(seen).toEqual(["read to 1"]);
  });

  test("[U6] a mark in another kind of room is no receipt", async () => {
    const { seen, commit, answer } = live({ ...two, kind: "private", receipts: [{ userId: 1, seq: 3 }] });
    commit(mark, done);
    await answer();
    expect(seen).toEqual(["read to 1"]);
  });

  test("[U6] a mark set by hand tells the receipt as it stands: it may have risen, it never falls", async () => {
    const { frames, commit, answer } = live({ ...two, receipts: [{ userId: 1, seq: 3 }] });
    commit({ ...mark, seq: 2, lower: true }, done);
    await answer();
    expect(frames.at(-1)).toEqual({ type: "receipt", roomId: 7, userId: 1, seq: 3 });
  });

  test("[U6] switching tells my direct rooms anew to all in them; otherwise only I hear of it", async () => {
    const { seen, commit, answer } = live(two);
    commit({ kind: "changeProfile", actor: ada, receipts: false }, { ...done, receiptsChanged: true });
    await answer();
    expect([...seen].sort()).toEqual(["me to 1", "room to 1", "room to 2"]);
  });
});

test("[E3] of many reactions to one message in a commit one event goes out, with all of them", () => {
  const { seen, commit } = live();
  const by = [1, 2, 3].map((userId) => ({ userId, emoji: "👍", on: true }));
  for (const { userId } of by) {
    const actor = { userId, sessionId: userId };
    commit({ kind: "react", actor, messageId: 1, emoji: "👍", on: true }, { ...written, by });
  }
  expect(seen).toEqual(["publish 4 by 3"]);
});

test("[N1] what a reply touched goes out right after it, by rising rev", () => {
  const { seen, commit, touch } = live();
  commit(everyChange.post.change, written);
  touch([plainMessage(2, { roomId: 7, rev: 5 }), plainMessage(3, { roomId: 7, rev: 6 })]);
  expect(seen.slice(1)).toEqual(["publish 4", "publish 5", "publish 6"]);
});
