// C9, A5: what is kept of someone's rooms between their connections: read once, then only where something changed.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "../../src/storage/client.ts";
import { afterAll, beforeAll, expect, test } from "bun:test";

import type { Effect } from "../../src/domain/effects.ts";
import { openClient, openReader } from "../../src/storage/database.ts";
import { createBoundedCache } from "../../src/storage/stores/bounded_cache.ts";
import { createRecentChanges } from "../../src/storage/stores/recent_changes.ts";
import { createRoomPlanCache } from "../../src/storage/stores/room_plan_cache.ts";
import { createRoomTextCache } from "../../src/storage/stores/room_text_cache.ts";
import { plainStored } from "../support/plain_values.ts";
import { seedWorkspace } from "../support/seed.ts";

const rooms = 300;
const ada = 1;
const now = Date.now();
let folder = "";
let ids: number[] = [];
let reader: Client;
let writer: Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "confab-caches-"));
  const firstIsEverywhere = { unread: 0 };
  const [first] = await seedWorkspace({
    dataDir: folder,
    rooms,
    membersPerRoom: 2,
    messages: rooms,
    firstIsEverywhere,
  });
  ids = Array.from({ length: rooms }, (_, at) => (first?.roomId ?? 0) + at);
  const path = join(folder, "confab.db");
  reader = await openReader(path);
  writer = openClient({ path, timeoutMs: 5000 });
});

afterAll(async () => {
  reader.close();
  writer.close();
  await rm(folder, { recursive: true, force: true });
});

/** A reader that says what it was asked, and lets the test do something between a read and its answer. */
function start(options: { maxBytes?: number; maxEntries?: number; minRooms?: number } = {}) {
  const { maxBytes, maxEntries, minRooms = 1 } = options;
  let reads = 0;
  let whenRead = () => {};
  const client = {
    execute: async (...args: Parameters<Client["execute"]>) => {
      reads += 1;
      const answer = await reader.execute(...args);
      whenRead();
      return answer;
    },
  } as Client;
  const changes = createRecentChanges(maxEntries === undefined ? {} : { maxEntries });
  const deps = { client, changes, minRooms, ...(maxBytes !== undefined && { maxBytes }) };
  const plans = createRoomPlanCache(deps);
  const texts = createRoomTextCache(deps);
  /** As coming in does it. */
  async function connect({ at = now, openRoomId = null }: { at?: number; openRoomId?: number | null } = {}) {
    const groupIds = await plans.groupIds(ada, at);
    const plan = await plans.plan(ada, { openRoomId, now: at });
    const roomTexts = [];
    for (let from = 0; from < plan.listed.length; from += 100) {
      roomTexts.push(
        ...(await texts.find(
          ada,
          plan.listed.slice(from, from + 100).map(({ id }) => id),
        )),
      );
    }
    return { groupIds, plan, roomTexts };
  }

  return {
    connect,
    plans,
    texts,
    changes,
    reads: () => {
      const count = reads;
      reads = 0;
      return count;
    },
    whenRead: (run: () => void) => void (whenRead = run),
  };
}

const post = (roomId: number): Effect => ({
  kind: "message",
  what: "posted",
  message: plainStored(1, { roomId }),
});
const profile = (userId: number): Effect => ({
  kind: "person",
  userId,
  isPublic: true,
  inRooms: false,
  receipts: false,
});

async function bumpRoom(roomId: number, at: number): Promise<void> {
  await writer.batch(
    [`UPDATE rooms SET last_seq = last_seq + 1, rev = rev + 1, last_at = ${at} WHERE id = ${roomId}`],
    "write",
  );
}

test("[A5] [C9] of ten connects the first reads, and the others find all of it", async () => {
  const { connect, reads } = start();
  const first = await connect();
  // The order, and 300 rooms in pieces of 100.
  expect(reads()).toBe(4);
  expect([first.roomTexts.length, first.groupIds.length]).toEqual([rooms, rooms]);
  for (let times = 1; times < 10; times += 1) expect(await connect()).toEqual(first);
  expect(reads()).toBe(0);
});

test("[A5] [C9] after a post in one room two reads look at this room alone", async () => {
  const { connect, reads, changes } = start();
  await connect();
  reads();
  const [, , third = 0] = ids;
  await bumpRoom(third, now + 1000);
  changes.note([post(third)]);
  const { plan, roomTexts } = await connect();
  expect(reads()).toBe(2);
  expect(plan.listed[0]).toMatchObject({ id: third, span: 1 });
  expect(JSON.parse(roomTexts[0]?.text ?? "")).toMatchObject({ id: third, lastSeq: 2, rev: 2 });
  expect(new Set(roomTexts.map(({ id }) => id)).size).toBe(rooms);
  await connect();
  expect(reads()).toBe(0);
});

test("[C9] the room that is open comes first, and is not moved for the next connect", async () => {
  const { connect } = start();
  const usual = await connect();
  const last = usual.plan.listed.at(-1)?.id ?? 0;
  const { plan } = await connect({ openRoomId: last });
  expect(plan.listed.map(({ id }) => id)).toEqual([
    last,
    ...usual.plan.listed.slice(0, -1).map(({ id }) => id),
  ]);
  expect(await connect()).toEqual(usual);
});

test("[U7] [C9] a room that is muted for a time moves when that time is over, though nothing was changed", async () => {
  const { connect } = start();
  const [first = 0] = ids;
  const mutedUntil = now + 60_000;
  await bumpRoom(first, now - 5000);
  await writer.batch(
    [`UPDATE members SET muted_until = ${mutedUntil} WHERE user_id = ${ada} AND room_id = ${first}`],
    "write",
  );
  const isFirst = async (at: number) => {
    const { listed } = (await connect({ at })).plan;
    const unread = listed.filter(({ span }) => span > 0);
    return listed.findIndex(({ id }) => id === first) < unread.length;
  };
  expect(await isFirst(now)).toBe(false);
  expect(await isFirst(mutedUntil - 1)).toBe(false);
  expect(await isFirst(mutedUntil)).toBe(true);
  // A clock that was set back.
  expect(await isFirst(now)).toBe(false);
});

test("[C9] what changes while rooms are read is not kept", async () => {
  const { texts, plans, changes, reads, whenRead } = start();
  const [first = 0, second = 0] = ids;
  whenRead(() => changes.note([post(first)]));
  await texts.find(ada, [first, second]);
  whenRead(() => {});
  reads();
  await texts.find(ada, [second]);
  expect(reads()).toBe(0);
  await texts.find(ada, [first]);
  expect(reads()).toBe(1);
  let times = 0;
  whenRead(() => {
    times += 1;
    if (times === 1) changes.note([post(first)]);
  });
  await plans.groupIds(ada, now);
  // The order, and the room that was touched while it was read.
  expect(reads()).toBe(2);
});

test("[A5] [C9] what changes with every read keeps nobody from reading, whether or not anything is kept", async () => {
  for (const minRooms of [1, rooms + 1]) {
    const { connect, changes, reads, whenRead } = start({ minRooms });
    whenRead(() => changes.note([post(ids[0] ?? 0)]));
    const { plan, roomTexts } = await connect();
    expect([plan.listed.length, roomTexts.length]).toEqual([rooms, rooms]);
    expect(reads()).toBeLessThan(12);
  }
});

test("[P1] [C9] when a person changes, what they have is read anew, and rooms of others without them are not", async () => {
  const { texts, changes, reads } = start();
  await texts.find(ada, ids.slice(0, 10));
  changes.note([profile(2)]);
  reads();
  await texts.find(ada, ids.slice(0, 10));
  expect(reads()).toBe(0);
  changes.note([profile(ada)]);
  await texts.find(ada, ids.slice(0, 10));
  expect(reads()).toBe(1);
});

test("[A5] what changed too long ago to say is read as a whole", async () => {
  const { connect, changes, reads } = start({ maxEntries: 20 });
  await connect();
  reads();
  changes.note(Array.from({ length: 21 }, (_, at) => post(1_000_000 + at)));
  await connect();
  expect(reads()).toBe(4);
});

test("[A5] a thousand posts in one room are remembered as one", async () => {
  const changes = createRecentChanges({ maxEntries: 20 });
  const before = changes.position();
  changes.note([post(1), ...Array.from({ length: 1000 }, () => post(2))]);
  expect(changes.since(before)).toEqual({ rooms: new Set([1, 2]), people: new Set() });
});

test("[A5] what is kept has a bound in bytes: the least recently used goes first", () => {
  const cache = createBoundedCache<string, number>({ maxBytes: 100 });
  cache.set("a", 1, 40);
  cache.set("b", 2, 40);
  expect(cache.get("a")).toBe(1);
  cache.set("c", 3, 40);
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([1, undefined, 3]);
  cache.set("a", 4, 50);
  expect([cache.get("a"), cache.get("c"), cache.bytes()]).toEqual([4, 3, 90]);
  cache.set("c", 5, 101);
  expect([cache.get("c"), cache.bytes()]).toEqual([undefined, 50]);
});

test("[A5] someone with more rooms than the bound takes is read each time, and nothing of them is kept", async () => {
  const { connect, reads, texts, plans } = start({ maxBytes: 2000 });
  await connect();
  expect(await connect()).toEqual(await connect());
  expect(reads()).toBeGreaterThanOrEqual(15);
  expect([texts.bytes(), plans.bytes()]).toEqual([0, 0]);
});

test("[A5] of someone in few rooms no texts are cached, and their order among those who came last", async () => {
  const few = start({ minRooms: rooms + 1 });
  await few.connect();
  expect(few.texts.bytes()).toBe(0);
  expect(few.plans.bytes()).toBeLessThan(256 * 1024);
  const many = start({ minRooms: rooms });
  await many.connect();
  await many.texts.find(ada, ids);
  expect([many.texts.bytes(), many.plans.bytes()].every((bytes) => bytes > 0)).toBe(true);
});

test("[A5] the order of few rooms is read once for who comes in, though it is asked twice", async () => {
  const { connect, reads } = start({ minRooms: rooms + 1 });
  await connect();
  // The order, and the rooms in portions.
  expect(reads()).toBe(1 + Math.ceil(rooms / 100));
});
