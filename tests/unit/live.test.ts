// What a committed change does to the open sockets, over stores that answer when the test lets them.
import { describe, expect, test } from "bun:test";

import type { Change, ChangeOf, Committed, DoneOf } from "../../src/domain/journal.ts";
import { createLive } from "../../src/domain/live/live.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Stores } from "../../src/domain/stores.ts";
import { createTurns } from "../../src/domain/turns.ts";
import type { Member, Message, Room, RoomKind, RoomRole, ServerFrame } from "../../src/protocol/shapes.ts";
import { effectsOf, movedAlong } from "../../src/storage/changes/effects_of.ts";
import { ada, kinds, oneOfEach } from "../support/one_of_each.ts";
import { plainMessage, plainPerson, plainRoom, plainUser } from "../support/plain_values.ts";

const namesOf = (id: number) => ({ id, username: `user${id}`, displayName: `User ${id}`, avatar: null });

interface HouseOptions {
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
}: HouseOptions = {}) {
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
    place: {
      place: () => held(() => ({ name: "Harbour", registration: "invite", deviceKey: "" })),
    },
  } as unknown as Stores;

  function tell(to: string, frame: ServerFrame): void {
    frames.push(frame);
    seen.push(`${frame.type} to ${to}`);
  }

  createLive({
    journal: { onCommitted: (next) => void (listener = next) },
    stores,
    audience: {
      publish: (message, by) => void seen.push(`publish ${message.rev}${by ? ` by ${by.length}` : ""}`),
      publishBare: (roomId, rev) => void seen.push(`bare ${roomId} ${rev}`),
      publishToRoom: (roomId, frame) => tell(`room ${roomId}`, frame),
      publishToAll: (frame) => tell("all", frame),
      sendToUser: (userId, frame) => tell(`${userId}`, frame),
      hasSockets: () => true,
      isHeard: async () => true,
      isOnline: () => true,
      isIn: (userId) => kind !== "direct" && members.has(userId),
      usersIn: () => (kind === "direct" ? [] : [...members.keys()]),
      size: () => 1,
      sendToSocket: (socketId, frame) => tell(`socket ${socketId}`, frame),
      subscribe: (userId, roomId) => void seen.push(`subscribe ${userId} ${roomId}`),
      openDirect: (roomId, userIds) => void seen.push(`direct ${roomId} of ${userIds.join(" ")}`),
      unsubscribe: (userId, roomId) => void seen.push(`unsubscribe ${userId} ${roomId}`),
      closeSession: (sessionId) => void seen.push(`close session ${sessionId}`),
    },
    typing: {
      posted: (userId, roomId) => void seen.push(`posted ${userId} ${roomId}`),
      left: (userId, roomId) => void seen.push(`typing left ${userId} ${roomId}`),
    },
    turns: createTurns(),
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
    commit: <K extends Change["kind"]>(change: ChangeOf<K>, outcome: DoneOf<K>) =>
      listener({ change, outcome, effects: effectsOf<K>(change, outcome) } as unknown as Committed),
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

const { message, ...rest } = oneOfEach.post.outcome;
const written = { ...rest, message };
const done = { ok: true, changed: true } as const;
const {
  join: { change: join },
  leave: { change: leave },
} = oneOfEach;

/** What reaches the sockets of each kind of change: at once, and in turn. */
const told: {
  [K in Change["kind"]]: { in?: HouseOptions; atOnce: string[]; later: string[] };
} = {
  post: {
    atOnce: ["posted 1 7", "publish 4"],
    later: [],
  },
  edit: {
    atOnce: ["publish 4"],
    later: [],
  },
  delete: {
    atOnce: ["publish 4"],
    later: [],
  },
  react: {
    atOnce: ["publish 4 by 1"],
    later: [],
  },
  pin: {
    atOnce: ["publish 4"],
    later: [],
  },
  eraseMore: {
    atOnce: ["bare 7 9"],
    later: [],
  },
  expire: {
    atOnce: ["bare 7 9"],
    later: [],
  },
  setRetention: {
    atOnce: [],
    later: [],
  },
  setRoomRetention: {
    atOnce: [],
    later: [],
  },
  holdRoom: {
    atOnce: [],
    later: [],
  },
  save: {
    atOnce: ["saved to 1"],
    later: [],
  },
  mark: {
    atOnce: [],
    later: ["read to 1"],
  },
  markAll: {
    atOnce: [],
    later: ["read to 1", "read to 1"],
  },
  createRoom: {
    in: { members: [[1, "owner"]] },
    atOnce: ["subscribe 1 7"],
    later: ["room to 1", "member to room 7"],
  },
  openDirect: {
    in: {
      kind: "direct",
      members: [
        [1, "member"],
        [2, "member"],
      ],
    },
    atOnce: ["direct 7 of 1 2"],
    later: ["room to 1"],
  },
  changeRoom: {
    in: {
      members: [
        [1, "owner"],
        [2, "member"],
      ],
    },
    atOnce: [],
    later: ["room to 1", "room to 2"],
  },
  join: {
    atOnce: ["subscribe 1 7"],
    later: ["room to 1", "member to room 7"],
  },
  leave: {
    in: { members: [] },
    atOnce: ["unsubscribe 1 7", "typing left 1 7"],
    later: ["left to 1", "member to room 7"],
  },
  enterRoom: {
    in: { kind: "private", members: [[1, "owner"]] },
    atOnce: ["subscribe 1 7"],
    later: ["room to 1", "member to room 7"],
  },
  addMembers: {
    in: {
      members: [
        [1, "owner"],
        [2, "member"],
        [3, "member"],
      ],
    },
    atOnce: ["subscribe 2 7", "subscribe 3 7"],
    later: ["room to 2", "room to 3", "member to room 7", "member to room 7"],
  },
  removeMember: {
    atOnce: ["unsubscribe 2 7", "typing left 2 7"],
    later: ["left to 2", "member to room 7"],
  },
  setRoomRole: {
    in: {
      members: [
        [1, "owner"],
        [2, "owner"],
      ],
    },
    atOnce: [],
    later: ["room to 2", "member to room 7"],
  },
  changeRoomSettings: {
    atOnce: [],
    later: ["room to 1"],
  },
  setUp: {
    atOnce: [],
    later: ["user to all", "me to 1", "member to room 7"],
  },
  register: {
    atOnce: [],
    later: ["user to all", "me to 1", "member to room 7", "me to 3"],
  },
  addUser: {
    atOnce: [],
    later: ["user to all", "me to 1", "member to room 7", "me to 3"],
  },
  signIn: {
    atOnce: ["close session 10"],
    later: [],
  },
  touchSession: {
    atOnce: [],
    later: [],
  },
  endSession: {
    atOnce: ["close session 12"],
    later: [],
  },
  endOtherSessions: {
    atOnce: ["close session 12", "close session 13"],
    later: [],
  },
  changePassword: {
    atOnce: ["close session 12"],
    later: [],
  },
  resetPassword: {
    atOnce: ["close session 11", "close session 12"],
    later: [],
  },
  changeProfile: {
    atOnce: [],
    later: ["user to all", "me to 1", "me to 3"],
  },
  setAvatar: {
    atOnce: [],
    later: ["user to all", "me to 1"],
  },
  removeAvatar: {
    atOnce: [],
    later: ["user to all", "me to 2"],
  },
  setUserRole: {
    atOnce: [],
    later: ["user to all", "me to 2"],
  },
  deactivate: {
    in: { members: [[1, "owner"]] },
    atOnce: ["close session 21"],
    later: ["room to 1", "user to all", "member to room 7", "member to room 7", "me to 2"],
  },
  reactivate: {
    atOnce: [],
    later: ["user to all", "me to 2", "member to room 7"],
  },
  erasePerson: {
    in: { kind: "direct" },
    atOnce: ["close session 21", "unsubscribe 3 9", "unsubscribe 2 7"],
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
  createInvite: {
    atOnce: [],
    later: [],
  },
  revokeInvite: {
    atOnce: [],
    later: [],
  },
  createReset: {
    atOnce: [],
    later: [],
  },
  changePlace: {
    atOnce: [],
    later: ["place to all"],
  },
  addFile: {
    atOnce: [],
    later: [],
  },
  indexMore: {
    atOnce: [],
    later: [],
  },
  replaceIndex: {
    atOnce: [],
    later: [],
  },
  rebuildIndex: {
    atOnce: [],
    later: [],
  },
  dropIndex: {
    atOnce: [],
    later: [],
  },
  dropUnposted: {
    atOnce: [],
    later: [],
  },
};

describe("each kind of change", () => {
  for (const kind of kinds) {
    const { in: house, atOnce, later } = told[kind];
    const { change, outcome } = oneOfEach[kind];
    test(`[A2] [W3] ${kind}: what ends or grants access acts at once, what is told of it follows`, async () => {
      const { seen, commit, answer } = live(house);
      commit(change as never, outcome as never);
      // What needs no reading may follow at once.
      expect(seen.slice(0, atOnce.length)).toEqual(atOnce);
      await answer();
      expect(seen.slice(atOnce.length).sort()).toEqual([...later].sort());
    });

    test(`[A2] ${kind} that was refused acts on nothing`, async () => {
      const { seen, refuse, answer } = live(house);
      refuse(change);
      await answer();
      expect(seen).toEqual([]);
    });
  }
});

test("[A2] [W5] what altered nothing is told to nobody", async () => {
  for (const kind of kinds) {
    const { change, outcome } = oneOfEach[kind];
    if (!("changed" in outcome)) continue;
    const { seen, commit, answer } = live(told[kind].in);
    commit(change, { ...outcome, changed: false, passed: [] });
    await answer();
    expect(seen.filter((one) => !one.startsWith("posted"))).toEqual([]);
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
  const house = {
    kind: "direct" as const,
    members: [
      [1, "member"],
      [2, "member"],
    ] as [number, "member"][],
  };
  const post = oneOfEach.post.change;
  const { seen, commit, answer } = live(house);
  commit(post, { ...written, message: plainMessage(1, { roomId: 7, rev: 1 }) });
  await answer();
  expect(seen.filter((one) => one.startsWith("room"))).toEqual(["room to 2"]);
  commit(post, { ...written, message: plainMessage(2, { roomId: 7, rev: 2 }) });
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
  const two: HouseOptions = {
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
  commit(oneOfEach.post.change, written);
  touch([plainMessage(2, { roomId: 7, rev: 5 }), plainMessage(3, { roomId: 7, rev: 6 })]);
  expect(seen.slice(1)).toEqual(["publish 4", "publish 5", "publish 6"]);
});
