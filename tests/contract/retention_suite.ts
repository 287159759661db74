// Emptying what is older than it is kept (SPEC section 15), in any storage.
import { afterEach, beforeEach, expect, test } from "bun:test";

import type { Actor } from "../../src/domain/journal.ts";
import { limits } from "../../src/protocol/limits.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

const dayMs = 24 * 3600 * 1000;

export function retentionSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  const today = () => Math.floor(workspace.clock.now / dayMs);
  const expire = async (roomId = 1, day = today()) =>
    done(await workspace.submit({ kind: "expire", roomId, day }));
  const keep = async (days: number | null, actor = workspace.ada) =>
    workspace.submit({ kind: "setRetention", actor, days });
  const keepInRoom = (roomId: number, days: number | null, actor: Actor) =>
    workspace.submit({ kind: "setRoomRetention", actor, roomId, days });
  const hold = (roomId: number, on: boolean, actor = workspace.ada) =>
    workspace.submit({ kind: "holdRoom", actor, roomId, on });
  const refused = (outcome: { ok: boolean }) => ("reason" in outcome ? outcome.reason : null);
  const passDays = (days: number) => (workspace.clock.now += days * dayMs);
  const bodies = async () => (await workspace.page()).messages.map(({ body }) => body);

  test("[J1] an admin sets the workspace's number, who rules a room the room's own; the smaller applies", async () => {
    const { ada, bob, stores } = workspace;
    expect(await stores().retention.workspace()).toEqual({ days: null, day: null, hasRooms: false });
    expect(refused(await keep(30, bob))).toBe("not_allowed");
    expect(done(await keep(30)).changed).toBe(true);
    expect(done(await keep(30)).changed).toBe(false);
    expect(await stores().retention.workspace()).toEqual({ days: 30, day: today(), hasRooms: false });
    const attic = await workspace.createRoom(bob, "attic", "private");
    expect(refused(await keepInRoom(attic, 10, ada))).toBe("not_found");
    expect(refused(await keepInRoom(1, 10, bob))).toBe("not_allowed");
    expect(done(await keepInRoom(1, 10, ada)).changed).toBe(true);
    expect(done(await keepInRoom(attic, 90, bob)).changed).toBe(true);
    expect(await stores().retention.ofRoom(attic)).toEqual({ days: 90, workspaceDays: 30, heldAt: null });
    const userIds = [ada.userId, bob.userId].toSorted((a, b) => a - b);
    const { roomId: direct } = done(await workspace.submit({ kind: "openDirect", actor: ada, userIds }));
    expect(refused(await keepInRoom(direct, 10, ada))).toBe("not_allowed");
    for (const roomId of [1, attic, direct]) await workspace.post(bob, "old", { roomId });
    passDays(12);
    expect((await expire(1)).emptied).toBe(1);
    expect((await expire(attic)).emptied).toBe(0);
    expect((await expire(direct)).emptied).toBe(0);
    passDays(19);
    expect((await expire(attic)).emptied).toBe(1);
    expect((await expire(direct)).emptied).toBe(1);
    expect(done(await keep(null)).changed).toBe(true);
    expect(done(await keep(null)).changed).toBe(false);
    expect((await stores().retention.workspace()).days).toBeNull();
  });

  test("[J2] what is older goes from its room's history, with all that was in it; nothing else moves", async () => {
    const { ada, bob, post, react, pin, save, now, stores } = workspace;
    await keep(30);
    const mentions = [{ name: "Bob", userId: bob.userId }];
    const { message: first } = done(
      await post(ada, "@Bob @everyone", { mentions, broadcast: { to: "everyone" } }),
    );
    const { message: answer } = done(await post(bob, "an answer", { replyTo: first.id }));
    await react(bob, first, "👍");
    await pin(bob, first);
    await save(bob, first);
    const before = await now(answer);
    passDays(25);
    const { message: young } = done(await post(ada, "young", { replyTo: answer.id }));
    expect((await now(first)).replies).toBe(1);
    expect((await workspace.counts(bob))?.unread).toBe(2);
    passDays(6);
    const { rev } = await workspace.page();
    const step = await expire();
    expect(step).toEqual({ ok: true, isDone: true, rev: rev + 1, emptied: 2 });
    expect(await now(first)).toMatchObject({
      body: "",
      deletedBy: null,
      mentions: [],
      broadcast: null,
      reactions: [],
      pinnedAt: null,
      replies: 0,
      rev: rev + 1,
    });
    expect(await now(answer)).toEqual({
      ...before,
      body: "",
      replies: 1,
      rev: rev + 1,
      deletedAt: (await now(first)).deletedAt,
    });
    expect(await now(young)).toEqual(young);
    // Ahead of everything that is kept there is no page, and what is quoted is a tombstone.
    const page = await workspace.page();
    expect(page.messages).toEqual([young]);
    expect(page).toMatchObject({ hasBefore: false, keptFrom: { seq: young.seq, at: young.createdAt } });
    expect(page.quoted.map(({ id, body }) => [id, body])).toEqual([[answer.id, ""]]);
    const around = await stores().messages.page(ada.userId, 1, { around: first.seq, limit: 10 });
    expect(around.messages.map(({ id }) => id)).toEqual([young.id]);
    const at = await stores().messages.page(ada.userId, 1, { at: first.createdAt, limit: 10 });
    expect(at.messages.map(({ id }) => id)).toEqual([young.id]);
    expect((await stores().messages.page(ada.userId, 1, { before: young.seq, limit: 10 })).messages).toEqual(
      [],
    );
    // Counts, lists and search know nothing of it; what is saved is a tombstone (N4).
    expect(await workspace.counts(bob)).toMatchObject({ unread: 1, mentions: 0, lastSeq: 3, rev: rev + 1 });
    expect((await stores().messages.pagePins(ada.userId, 1, { limit: 9 })).messages).toEqual([]);
    expect(
      (await stores().messages.pageMentions(bob.userId, { limit: 9 })).messages.map(({ id }) => id),
    ).toEqual([young.id]);
    expect(
      (await stores().messages.pageSaved(bob.userId, { limit: 9 })).messages.map(({ body }) => body),
    ).toEqual([""]);
    const query = { words: ["everyone"], hasLink: false, hasFile: false, limit: 9 };
    expect((await stores().search.find(ada.userId, query)).messages).toEqual([]);
    // Again: nothing.
    expect(await expire()).toEqual({ ok: true, isDone: true, rev: null, emptied: 0 });
    // A retry of what was emptied makes no second message (D4), and it is changed no more.
    expect(refused(await workspace.edit(ada, first, "again"))).toBe("gone");
  });

  test("[J2] a client that is below the floor reads anew; the next rev follows it, and the next post stands in an emptied room", async () => {
    const { ada, post, stores } = workspace;
    await keep(1);
    await post(ada, "old");
    passDays(3);
    const { rev } = await expire();
    expect(await workspace.page()).toMatchObject({ messages: [], hasBefore: false, keptFrom: { seq: 2 } });
    const after = (from: number) => stores().messages.after(ada.userId, 1, from);
    expect(await after((rev ?? 0) - 1)).toMatchObject({ complete: false, rev, messages: [] });
    expect(await after(rev ?? 0)).toMatchObject({ complete: true, messages: [] });
    expect((await stores().messages.changedAfter(1, 0, 9)).floorRev).toBe(rev ?? 0);
    const { message } = done(await post(ada, "new"));
    expect([message.seq, message.rev]).toEqual([2, (rev ?? 0) + 1]);
    expect(await workspace.page()).toMatchObject({
      messages: [message],
      keptFrom: { seq: 2, at: message.createdAt },
    });
  });

  test(`[J2] a step takes ${limits.expireBatchSize} messages of the room, and the next goes on behind it, also after a restart`, async () => {
    const { ada, post } = workspace;
    const count = limits.expireBatchSize + 20;
    await Promise.all(Array.from({ length: count }, (_, index) => post(ada, `old ${index}`)));
    await keep(1);
    passDays(3);
    const first = await expire();
    expect(first).toMatchObject({ isDone: false, emptied: limits.expireBatchSize });
    expect((await workspace.page()).messages[0]?.seq).toBe(limits.expireBatchSize + 1);
    await workspace.reopen();
    expect(await expire()).toEqual({ ok: true, isDone: true, rev: (first.rev ?? 0) + 1, emptied: 20 });
    expect(await bodies()).toEqual([]);
  });

  test("[J3] it goes by the order of the room: the first that is young ends it, and a time in the future tells nothing", async () => {
    const { ada, clock, post } = workspace;
    await keep(10);
    const start = clock.now;
    await post(ada, "old");
    clock.now = start + 300 * dayMs;
    await post(ada, "from the future");
    clock.now = start + dayMs;
    await post(ada, "old, too");
    clock.now = start + 20 * dayMs;
    await post(ada, "young");
    clock.now = start - 50 * dayMs;
    await post(ada, "young, though its time is old");
    clock.now = start + 25 * dayMs;
    expect((await expire()).emptied).toBe(3);
    expect(await bodies()).toEqual(["young", "young, though its time is old"]);
    expect((await expire(1, today() + 10)).emptied).toBe(2);
  });

  test("[J3] days are whole ones in UTC: nothing is due before the last of them is over", async () => {
    const { ada, clock, post } = workspace;
    clock.now = 20_000 * dayMs + dayMs / 2;
    await workspace.submit({
      kind: "touchSession",
      sessionId: ada.sessionId,
      expiresAt: clock.now + 1000 * dayMs,
    });
    await keep(2);
    done(await post(ada, "at noon"));
    expect((await expire(1, 20_002)).emptied).toBe(0);
    expect((await expire(1, 20_003)).emptied).toBe(1);
    expect((await workspace.stores().retention.workspace()).day).toBe(20_003);
    await expire(1, 20_001);
    expect((await workspace.stores().retention.workspace()).day).toBe(20_003);
  });

  test("[J4] of a room that an admin holds nothing goes until it is released; the room's log and the audit log say so", async () => {
    const { ada, bob, post, stores } = workspace;
    const attic = await workspace.createRoom(bob, "attic", "private");
    await post(bob, "kept", { roomId: attic });
    await keep(1);
    expect(refused(await hold(attic, true, bob))).toBe("not_allowed");
    expect(refused(await hold(999, true))).toBe("not_found");
    const userIds = [ada.userId, bob.userId].toSorted((a, b) => a - b);
    const { roomId: direct } = done(await workspace.submit({ kind: "openDirect", actor: ada, userIds }));
    expect(refused(await hold(direct, true))).toBe("not_found");
    expect(done(await hold(attic, true)).changed).toBe(true);
    expect(done(await hold(attic, true)).changed).toBe(false);
    expect((await stores().retention.ofRoom(attic))?.heldAt).toBe(workspace.clock.now);
    passDays(3);
    const due = () =>
      stores().retention.dueRooms({ day: today(), now: workspace.clock.now, workspaceDays: 1, after: 0 });
    expect(await expire(attic)).toEqual({ ok: true, isDone: true, rev: null, emptied: 0 });
    expect((await due()).rooms).toEqual([]);
    expect(done(await hold(attic, false)).changed).toBe(true);
    expect((await due()).rooms.map(({ roomId }) => roomId)).toEqual([attic]);
    expect((await expire(attic)).emptied).toBe(1);
    const actions = (entries: { action: string }[]) => entries.map(({ action }) => action).slice(0, 2);
    expect(actions(await stores().rooms.pageLog(attic, { limit: 9 }))).toEqual([
      "room_released",
      "room_held",
    ]);
    const audit = await stores().accounts.pageAudit({ limit: 9 });
    expect(audit.map(({ action, detail, roomId }) => [action, detail, roomId])).toEqual([
      ["messages_expired", "1", null],
      ["room_released", "", attic],
      ["room_held", "", attic],
      ["retention", "1", null],
      ["user_registered", "", null],
      ["invite_made", "", null],
    ]);
    expect(audit[0]?.actor).toBeNull();
  });

  test("[J4] the audit log has one entry a day, with how many went", async () => {
    const { ada, post, stores } = workspace;
    const garden = await workspace.createRoom(ada, "garden");
    await keep(1);
    for (const roomId of [1, garden, garden]) await post(ada, "old", { roomId });
    passDays(3);
    await expire(1);
    await expire(garden);
    await post(ada, "old, too");
    passDays(3);
    await expire(1);
    const audit = await stores().accounts.pageAudit({ limit: 9 });
    expect(audit.filter(({ action }) => action === "messages_expired").map(({ detail }) => detail)).toEqual([
      "1",
      "3",
    ]);
  });

  test("[J5] a preview tells how many messages, files and bytes would go, and the oldest; of what is gone already nothing", async () => {
    const { ada, bob, post, remove, clock, stores } = workspace;
    const addFile = async (roomId: number, size: number) => {
      const file = {
        hash: `h${size}`,
        thumbHash: null,
        name: "f",
        type: "text/plain",
        size,
        width: null,
        height: null,
      };
      const bounds = { quotaBytes: 1e9, filesBytes: null };
      return done(await workspace.submit({ kind: "addFile", actor: ada, roomId, ...file, ...bounds })).fileId;
    };
    const start = clock.now;
    await post(ada, "with files", { fileIds: [await addFile(1, 5), await addFile(1, 7)] });
    const { message } = done(await post(bob, "taken back"));
    await remove(bob, message);
    passDays(1);
    await post(bob, "second");
    passDays(20);
    await post(bob, "young", { fileIds: [] });
    const garden = await workspace.createRoom(ada, "garden");
    await post(ada, "young", { roomId: garden });
    const { rooms, next } = await stores().retention.dueRooms({
      day: today(),
      now: clock.now,
      workspaceDays: 10,
      after: 0,
    });
    expect([rooms, next]).toEqual([[{ roomId: 1, firstSeq: 1, cutoff: (today() - 10) * dayMs }], null]);
    const [lounge] = rooms;
    if (!lounge) throw new Error("The lounge is due.");
    expect(await stores().retention.duePortion(lounge, clock.now)).toEqual({
      last: 3,
      messages: 2,
      files: 2,
      bytes: 12,
      oldest: start,
    });
    expect(await stores().retention.duePortion({ ...lounge, firstSeq: 4 }, clock.now)).toEqual({
      last: null,
      messages: 0,
      files: 0,
      bytes: 0,
      oldest: null,
    });
    const only = { roomId: garden, days: 5 };
    const other = await stores().retention.dueRooms({
      day: today() + 6,
      now: clock.now,
      workspaceDays: null,
      only,
      after: 0,
    });
    expect(other.rooms.map(({ roomId }) => roomId)).toEqual([garden]);
    // What the files take is given back with them.
    await keep(10);
    await expire(1);
    expect(await stores().files.totalUsage()).toBe(0);
    expect(await stores().files.listUsed(["h5", "h7"])).toEqual([]);
  });
}
