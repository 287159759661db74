import { expect, test } from "bun:test";

import type { Change, Done } from "../../src/domain/journal.ts";
import type { Membership } from "../../src/domain/stores.ts";
import { effectsOf } from "../../src/storage/changes/effects_of.ts";
import { createMembershipCache } from "../../src/storage/stores/membership_cache.ts";

const garden: Membership = {
  role: "member",
  room: {
    id: 7,
    kind: "private",
    name: "garden",
    topic: "",
    createdAt: 0,
    archivedAt: null,
    broadcasts: "members",
  },
};
const actor = { userId: 1, sessionId: 1 };
const other = { userId: 2, sessionId: 2 };
type DoneChange = Extract<Done, { change: Change }>;
const effectsIn = ({ change, outcome }: DoneChange) => effectsOf(change, outcome);

const leave: DoneChange = {
  change: { kind: "leave", actor, roomId: 7 },
  outcome: { ok: true, changed: true, hidden: false },
};

test("[A3] a membership is asked for once, and again after a leave", async () => {
  const cache = createMembershipCache();
  let asked = 0;
  const read = () => Promise.resolve((asked += 1) === 1 ? garden : null);
  expect(await cache.find(1, 7, read)).toEqual(garden);
  expect(await cache.find(1, 7, read)).toEqual(garden);
  expect(asked).toBe(1);
  cache.forget(effectsIn(leave));
  expect(await cache.find(1, 7, read)).toBeNull();
});

const endings: DoneChange[] = [
  leave,
  { change: { kind: "enterRoom", actor, roomId: 7 }, outcome: { ok: true, changed: true } },
  {
    change: { kind: "removeMember", actor: other, roomId: 7, userId: 1 },
    outcome: { ok: true, changed: true },
  },
  {
    change: { kind: "setRoomRole", actor: other, roomId: 7, userId: 1, role: "owner" },
    outcome: { ok: true, changed: true },
  },
  {
    change: { kind: "changeRoom", actor: other, roomId: 7, archived: true },
    outcome: { ok: true, changed: true },
  },
  {
    change: { kind: "deactivate", actor: other, userId: 1 },
    outcome: { ok: true, changed: true, passed: [], ended: [] },
  },
  {
    change: { kind: "deactivate", actor: other, userId: 3 },
    outcome: { ok: true, changed: true, passed: [{ roomId: 7, userId: 1 }], ended: [] },
  },
  {
    change: { kind: "erasePerson", actor: other, userId: 1 },
    outcome: {
      ok: true,
      changed: true,
      passed: [],
      roomIds: [7],
      directIds: [],
      emptied: [],
      ended: [],
      dropped: null,
    },
  },
  {
    change: { kind: "erasePerson", actor: other, userId: 3 },
    outcome: {
      ok: true,
      changed: true,
      passed: [],
      roomIds: [7],
      directIds: [],
      emptied: [{ roomId: 7, userId: 1 }],
      ended: [],
      dropped: null,
    },
  },
  { change: { kind: "reactivate", actor: other, userId: 1 }, outcome: { ok: true, changed: true } },
];
for (const ending of endings) {
  const { kind } = ending.change;
  test(`[A3] a membership is asked for again after ${kind}, also where it was being read meanwhile`, async () => {
    const cache = createMembershipCache();
    await cache.find(1, 7, () => Promise.resolve(garden));
    await cache.find(2, 8, () => Promise.resolve(garden));
    cache.forget(effectsIn(ending));
    expect(await cache.find(1, 7, () => Promise.resolve(null))).toBeNull();
    // What concerns nobody here stays.
    expect(await cache.find(2, 8, () => Promise.resolve(null))).toEqual(garden);

    const slow = Promise.withResolvers<Membership | null>();
    const early = cache.find(1, 7, () => slow.promise);
    cache.forget(effectsIn(ending));
    slow.resolve(garden);
    await early;
    expect(await cache.find(1, 7, () => Promise.resolve(null))).toBeNull();
  });
}

test("[A3] what was read before a leave and comes after it is not kept", async () => {
  const cache = createMembershipCache();
  const slow = Promise.withResolvers<Membership | null>();
  const early = cache.find(1, 7, () => slow.promise);
  cache.forget(effectsIn(leave));
  slow.resolve(garden);
  await early;
  expect(await cache.find(1, 7, () => Promise.resolve(null))).toBeNull();
});

test("[A3] the cache does not grow without end", async () => {
  const cache = createMembershipCache({ maxEntries: 10 });
  let asked = 0;
  const read = () => Promise.resolve(((asked += 1), garden));
  for (let userId = 1; userId <= 11; userId += 1) await cache.find(userId, 7, read);
  await cache.find(1, 7, read);
  expect(asked).toBe(12);
});
