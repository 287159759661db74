import { expect, test } from "bun:test";

import type { Committed, Journal } from "../../src/domain/journal.ts";
import { createLive } from "../../src/domain/live.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { RoomStore } from "../../src/domain/stores.ts";
import { createTurns } from "../../src/domain/turns.ts";
import type { Counts, Message, Room } from "../../src/protocol/shapes.ts";

const counts: Counts = { rev: 3, lastSeq: 3, readSeq: 3, unread: 0, mentions: 0 };
const room: Room = {
  id: 7,
  kind: "public",
  name: "garden",
  topic: "",
  createdAt: 0,
  joined: true,
  notify: "default",
  ...counts,
};
const ada = { userId: 1, sessionId: 11 };

/** Live over stores that answer when the test lets them; `seen` is what reached the sockets, in order. */
function live({ members = new Set([1]) }: { members?: Set<number> } = {}) {
  const seen: string[] = [];
  const reads: (() => void)[] = [];
  let listener: (committed: Committed) => void = () => {};
  const journal: Pick<Journal, "onCommitted"> = { onCommitted: (next) => void (listener = next) };
  const held = <T>(answer: () => T) => new Promise<T>((resolve) => reads.push(() => resolve(answer())));
  const rooms: Pick<RoomStore, "forMembers" | "counts"> = {
    forMembers: (_roomId, userIds) =>
      held(() => new Map(userIds.filter((id) => members.has(id)).map((id) => [id, room]))),
    counts: () => held(() => counts),
  };
  createLive({
    journal,
    stores: { rooms: rooms as RoomStore, messages: undefined as never },
    audience: {
      publish: () => void seen.push("publish"),
      sendToUser: (userId, frame) => void seen.push(`${frame.type} to ${userId}`),
      hasSockets: () => true,
      usersIn: () => [...members],
      subscribe: (userId, roomId) => void seen.push(`subscribe ${userId} ${roomId}`),
      unsubscribe: (userId, roomId) => void seen.push(`unsubscribe ${userId} ${roomId}`),
      closeSession: (sessionId) => void seen.push(`close session ${sessionId}`),
      closeUser: (userId, { exceptSession }) => void seen.push(`close user ${userId} but ${exceptSession}`),
    },
    turns: createTurns(),
    log: silentLog,
  });
  return {
    seen,
    members,
    commit: (committed: Committed) => listener(committed),
    /** Lets the reads that wait, and those that they lead to, have their answers. */
    answer: async () => {
      for (let turn = 0; turn < 20; turn += 1) {
        reads.shift()?.();
        await Bun.sleep(0);
      }
    },
  };
}

const join: Committed = {
  change: { kind: "join", actor: ada, roomId: 7 },
  outcome: { ok: true, changed: true },
};
const leave: Committed = {
  change: { kind: "leave", actor: ada, roomId: 7 },
  outcome: { ok: true, changed: true },
};

test("[A2] what ends access acts on the sockets before the commit is told to anyone", () => {
  const { seen, commit } = live();
  commit(leave);
  commit({ change: { kind: "endSession", actor: ada, sessionId: 12 }, outcome: { ok: true } });
  commit({ change: { kind: "endOtherSessions", actor: ada }, outcome: { ok: true } });
  commit({
    change: { kind: "changePassword", actor: ada, verifiedHash: "", passwordHash: "" },
    outcome: { ok: true },
  });
  commit({
    change: {
      kind: "resetPassword",
      tokenHash: "",
      passwordHash: "",
      session: { tokenHash: "", expiresAt: 0, address: "", agent: "" },
    },
    outcome: { ok: true, userId: 1, sessionId: 13 },
  });
  expect(seen.filter((one) => !one.startsWith("left"))).toEqual([
    "unsubscribe 1 7",
    "close session 12",
    "close user 1 but 11",
    "close user 1 but 11",
    "close user 1 but 13",
  ]);
});

test("[A2] what was refused acts on nothing", () => {
  const { seen, commit } = live();
  commit({
    change: { kind: "endSession", actor: ada, sessionId: 12 },
    outcome: { ok: false, reason: "not_found" },
  });
  commit({ change: { kind: "leave", actor: ada, roomId: 7 }, outcome: { ok: true, changed: false } });
  expect(seen).toEqual([]);
});

test("[C1] joining and leaving at once ends with left, though the room is read slowly", async () => {
  const { seen, commit, members, answer } = live();
  commit(join);
  members.delete(1);
  commit(leave);
  await answer();
  expect(seen).toEqual(["subscribe 1 7", "unsubscribe 1 7", "left to 1"]);
});

test("[C1] leaving and joining again at once ends with the room", async () => {
  const { seen, commit, answer } = live();
  commit(leave);
  commit(join);
  await answer();
  expect(seen.at(-1)).toBe("room to 1");
});

test("[W3] a changed room is told to all its members here, a hundred at a time", async () => {
  const members = new Set(Array.from({ length: 250 }, (_, at) => at + 1));
  const { seen, commit, answer } = live({ members });
  commit({
    change: { kind: "changeRoom", actor: ada, roomId: 7, name: "garden" },
    outcome: { ok: true, changed: true },
  });
  await answer();
  expect(seen.length).toBe(250);
  expect(new Set(seen).size).toBe(250);
});

test("[U2] a mark is told to all my tabs, and says when it was lowered by hand", async () => {
  const { seen, commit, answer } = live();
  commit({
    change: { kind: "mark", actor: ada, roomId: 7, seq: 3, lower: false },
    outcome: { ok: true, changed: true },
  });
  await answer();
  expect(seen).toEqual(["read to 1"]);
});

test("[W5] what alters nothing is published to nobody", () => {
  const { seen, commit } = live();
  const message = { id: 1, roomId: 7, rev: 4 } as Message;
  const change = { kind: "delete", actor: ada, messageId: 1 } as const;
  commit({ change, outcome: { ok: true, changed: false, message } });
  expect(seen).toEqual([]);
  commit({ change, outcome: { ok: true, changed: true, message } });
  expect(seen).toEqual(["publish"]);
});
