// C9: what is kept of rooms between two connections equals what is read anew, after every kind of change.
import { join } from "node:path";
import { expect, test } from "bun:test";

import type { Actor, ChangeKind, ChangeOf, Journal } from "../../src/domain/journal.ts";
import { openReader } from "../../src/storage/database.ts";
import { defaultMinRooms } from "../../src/storage/stores/bounded_cache.ts";
import { createRecentChanges } from "../../src/storage/stores/recent_changes.ts";
import { createRoomPlanCache } from "../../src/storage/stores/room_plan_cache.ts";
import { setUpWorkspace, signUp } from "../support/client.ts";
import { everyChange, kinds } from "../support/changes/every_change.ts";
import { noteDone, type World } from "../support/changes/world.ts";
import { startInProcess } from "../support/in_process.ts";
import { createRandom, freshSeed } from "../support/random.ts";

/** How often each kind is done. */
const rounds = 4;

async function submit<K extends ChangeKind>(journal: Journal, change: ChangeOf<K>) {
  return journal.submit(change);
}

test("[C9] [A5] after every kind of change, rooms that are kept are as they are read anew", async () => {
  const seed = freshSeed();
  const random = createRandom(seed);
  const server = await startInProcess();
  const { stores, journal } = server.storage;
  const reader = await openReader(join(server.dataDir, "confab.db"));
  try {
    const owner = await setUpWorkspace(server.url);
    const people = [owner];
    for (const username of ["Bob", "Cleo"])
      people.push(await signUp(server.url, { username, invitedBy: owner }));
    const watched: Actor[] = [];
    for (const { user } of people) {
      const [session] = await stores.accounts.listSessions(user.id, Date.now());
      watched.push({ userId: user.id, sessionId: session?.id ?? 0 });
    }
    const world: World = {
      stores,
      random,
      now: Date.now,
      watched,
      guests: new Set(),
      erased: new Set(),
      invites: [],
      resets: new Map(),
      uploads: [],
    };
    // So many that they are kept.
    for (let at = 0; at <= defaultMinRooms; at += 1) {
      const { room } = (await owner.post("/api/rooms", { name: `room ${at}` })).body;
      await owner.post(`/api/rooms/${room.id}/members`, {
        userIds: watched.slice(1).map((one) => one.userId),
      });
    }
    const accepted = new Set<ChangeKind>();
    let serial = 0;

    async function compare(after: string): Promise<void> {
      for (const userId of [...watched.map((one) => one.userId), ...world.guests]) {
        const what = `seed ${seed}: of ${userId} after ${after}`;
        const ids = await stores.rooms.listMyIds(userId);
        const texts = await stores.rooms.findMineAsText(userId, ids);
        const fresh = await stores.rooms.findMine(userId, ids);
        expect(
          texts.map(({ text }) => JSON.parse(text)),
          what,
        ).toEqual(fresh);
        const options = { openRoomId: null, now: Date.now() };
        const plans = createRoomPlanCache({ client: reader, changes: createRecentChanges() });
        expect(await stores.rooms.planMine(userId, options), what).toEqual(await plans.plan(userId, options));
        const groupIds = fresh.flatMap(({ id, kind }) => (kind === "direct" ? [] : [id]));
        expect(
          (await stores.rooms.listMyGroupIds(userId)).toSorted((a, b) => a - b),
          what,
        ).toEqual(groupIds);
      }
    }

    /** In a direct room with a new guest, in which both say something, everyone sees what becomes of them. */
    async function befriend(userId: number): Promise<void> {
      const [session] = await stores.accounts.listSessions(userId, Date.now());
      const guest: Actor = { userId, sessionId: session?.id ?? 0 };
      for (const actor of watched) {
        const userIds = [actor.userId, userId].sort((one, other) => one - other);
        const opened = await journal.submit<"openDirect">({ kind: "openDirect", actor, userIds });
        const { roomId } = opened.ok ? opened : { roomId: 0 };
        for (const author of [guest, actor, guest]) {
          const clientId = `${roomId} of ${author.userId} ${(serial += 1)}`;
          const words = { body: "hello", replyTo: null, mentions: [], fileIds: [] };
          const post: ChangeOf<"post"> = {
            kind: "post",
            actor: author,
            roomId,
            clientId,
            ...words,
            broadcast: null,
          };
          expect((await journal.submit<"post">(post)).ok).toBe(true);
        }
      }
      await compare("befriend");
    }

    async function change(kind: ChangeKind): Promise<void> {
      const wanted = await everyChange[kind].deed(world);
      const outcome = wanted && (await submit(journal, wanted));
      if (!wanted || !outcome?.ok) return;
      accepted.add(kind);
      noteDone(world, wanted, outcome);
      await compare(kind);
      if (kind === "register" && "userId" in outcome) await befriend(outcome.userId);
    }

    for (let guests = 0; guests < 2; guests += 1) {
      for (const kind of ["createInvite", "register"] as const) await change(kind);
    }
    const steps = [
      ...kinds.flatMap((kind) => Array<ChangeKind>(rounds).fill(kind)),
      ...Array<ChangeKind>(20).fill("post"),
      ...Array<ChangeKind>(6).fill("openDirect"),
    ];
    while (steps.length > 0) {
      const [kind] = steps.splice(random.between(0, steps.length - 1), 1);
      if (kind) await change(kind);
    }
    const missing = () => kinds.filter((kind) => !accepted.has(kind) && !everyChange[kind].isNeverAccepted);
    for (let tries = 0; tries < 200 && missing().length > 0; tries += 1) {
      for (const kind of ["createInvite", "register"] as const) await change(kind);
      for (const kind of missing()) {
        const before = everyChange[kind].needs;
        if (before) await change(before);
        await change(kind);
      }
    }
    expect(missing(), `seed ${seed}`).toEqual([]);
  } finally {
    reader.close();
    await server.dispose();
  }
}, 120_000);
