// Direct rooms, and what each person sets and has read, in any storage.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { displayKeysOf } from "../../src/domain/accounts/confusable_keys.ts";
import type { Actor, ChangeOf, Refusal } from "../../src/domain/journal.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function directSuite(kind: StorageKind): void {
  let workspace: Workspace;
  let carl: Actor;
  let eve: Actor;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
    const { tokenHash } = await workspace.invite(workspace.ada);
    carl = await workspace.register("Carl", tokenHash);
    eve = await workspace.register("Eve", tokenHash);
  });
  afterEach(() => workspace.dispose());

  const refused = (reason: Exclude<Refusal["reason"], "conflict">): Refusal => ({ ok: false, reason });
  const open = (actor: Actor, ...others: Actor[]) => {
    const userIds = [...new Set([actor, ...others].map(({ userId }) => userId))].sort((a, b) => a - b);
    return workspace.submit({ kind: "openDirect", actor, userIds });
  };
  const add = (actor: Actor, roomId: number, ...people: Actor[]) =>
    workspace.submit({ kind: "addMembers", actor, roomId, userIds: people.map(({ userId }) => userId) });
  const setRole = (actor: Actor, roomId: number, { userId }: Actor, role: "owner" | "member") =>
    workspace.submit({ kind: "setRoomRole", actor, roomId, userId, role });
  const removeFrom = (actor: Actor, roomId: number, { userId }: Actor) =>
    workspace.submit({ kind: "removeMember", actor, roomId, userId });
  const leave = (actor: Actor, roomId: number) => workspace.submit({ kind: "leave", actor, roomId });
  const change = (actor: Actor, roomId: number, what: Partial<ChangeOf<"changeRoom">>) =>
    workspace.submit<"changeRoom">({ ...what, kind: "changeRoom", actor, roomId });

  test("[G1] two who open the same direct room at once get one room, and it is the same for ever", async () => {
    const { ada, bob, stores, clock } = workspace;
    clock.now += 5;
    const outcomes = (await Promise.all([open(ada, bob), open(bob, ada), open(ada, bob)])).map(done);
    expect(outcomes.map(({ created }) => created)).toEqual([true, false, false]);
    expect(new Set(outcomes.map(({ roomId }) => roomId)).size).toBe(1);
    expect(outcomes.map(({ shown }) => shown)).toEqual([false, true, false]);
    const roomId = outcomes[0]?.roomId ?? 0;
    expect(await stores().rooms.findRoom(ada.userId, roomId)).toEqual({
      id: roomId,
      kind: "direct",
      name: "",
      topic: "",
      createdAt: clock.now,
      archivedAt: null,
      broadcasts: "members",
      rev: 0,
      lastSeq: 0,
      readSeq: 0,
      unread: 0,
      mentions: 0,
      joined: true,
      role: "member",
      notify: "default",
      mutedUntil: null,
      starred: false,
      hiddenSeq: null,
      members: await stores().accounts.findPeople([ada.userId, bob.userId]),
      receipts: [{ userId: bob.userId, seq: 0 }],
      lastAt: clock.now,
    });
    clock.now += 1000;
    expect(await stores().rooms.hasDirect([ada.userId, bob.userId])).toBe(true);
    expect(await stores().rooms.hasDirect([ada.userId])).toBe(false);
    expect(await open(bob, ada)).toMatchObject({ roomId, created: false });
    expect(done(await open(ada, bob, carl)).roomId).not.toBe(roomId);
    expect(done(await open(ada)).created).toBe(true);
    expect(await stores().rooms.listDirectIds(carl.userId)).toHaveLength(1);
    expect(await stores().rooms.listDirectIds(eve.userId)).toEqual([]);
  });

  test("[G1] a direct room is there for the others from the first message on", async () => {
    const { ada, bob, stores, post, clock } = workspace;
    const { roomId } = done(await open(ada, bob));
    expect((await stores().rooms.findRoom(bob.userId, roomId))?.hiddenSeq).toBe(0);
    clock.now += 1000;
    await post(ada, "hello", { roomId });
    expect(await stores().rooms.findRoom(bob.userId, roomId)).toMatchObject({
      hiddenSeq: 0,
      lastSeq: 1,
      unread: 1,
      lastAt: clock.now,
    });
    const postedAt = clock.now;
    clock.now += 1000;
    const lastAt = async () => (await stores().rooms.findRoom(bob.userId, roomId))?.lastAt;
    const [first] = (await stores().messages.page(ada.userId, roomId, { limit: 1 })).messages;
    await workspace.submit({ kind: "pin", actor: ada, messageId: first?.id ?? 0, on: true });
    expect(await lastAt()).toBe(postedAt);
    // A reply moves what it answers, too: it is still the last that was said.
    await post(bob, "hello yourself", { roomId, replyTo: first?.id ?? 0 });
    expect(await lastAt()).toBe(clock.now);
  });

  test("[C1] whose a direct room is, is found by its id; of any other room nobody, and only those are subscribed to", async () => {
    const { ada, bob, stores } = workspace;
    const { roomId } = done(await open(ada, bob));
    const { rooms } = stores();
    const people = await rooms.listDirectPeople(roomId);
    expect(people.sort((one, other) => one - other)).toEqual([ada.userId, bob.userId]);
    expect([await rooms.listDirectPeople(1), await rooms.listDirectPeople(999)]).toEqual([[], []]);
    for (const { userId } of [ada, bob]) {
      expect([await rooms.listMyGroupIds(userId), await rooms.listMyIds(userId)]).toEqual([[1], [1, roomId]]);
      const texts = await rooms.findMineAsText(userId, [1, roomId]);
      expect(texts.map((text) => [text.id, text.people])).toEqual([
        [1, []],
        [roomId, people],
      ]);
    }
  });

  test("[G1] [C9] a direct room in which nothing was said is listed for nobody but who opened it", async () => {
    const { ada, bob, stores, post } = workspace;
    const { roomId } = done(await open(ada, bob));
    const { rooms } = stores();
    const first = { after: 0, limit: 100 };
    const lists = async ({ userId }: Actor) => {
      const plan = await rooms.planMine(userId, { openRoomId: roomId, now: workspace.clock.now });
      const page = await rooms.pageMine(userId, first);
      return [plan.listed, page].map((list) => list.some(({ id }) => id === roomId));
    };
    expect([await lists(ada), await lists(bob)]).toEqual([
      [true, true],
      [false, false],
    ]);
    await leave(ada, roomId);
    expect(await lists(ada)).toEqual([false, false]);
    // Who opens it finds it, whoever did before.
    await open(bob, ada);
    expect(await lists(bob)).toEqual([true, true]);
    await post(bob, "hello", { roomId });
    expect([await lists(ada), await lists(bob)]).toEqual([
      [true, true],
      [true, true],
    ]);
  });

  test("[C9] a direct room is found by the names of the others in it, once it is there for me", async () => {
    const { ada, bob, submit, stores, post } = workspace;
    const text = "Eve Evans";
    const displayName = { text, key: "eve evans", keys: displayKeysOf(text) };
    done(await submit({ kind: "changeProfile", actor: eve, displayName }));
    const find = async ({ userId }: Actor, key: string) =>
      (await stores().rooms.findMineByName(userId, { key, limit: 20 })).ids;
    const { roomId } = done(await open(ada, eve));
    const all = done(await open(ada, bob, eve)).roomId;
    const alone = done(await open(ada)).roomId;
    expect(await find(ada, "eve")).toEqual([all, roomId]);
    expect(await find(ada, "evans")).toEqual([all, roomId]);
    expect(await find(ada, "bob")).toEqual([all]);
    expect(await find(ada, "vans")).toEqual([]);
    // By my own name only what I have with myself.
    expect(await find(ada, "ada")).toEqual([alone]);
    expect(await find(eve, "ada")).toEqual([]);
    await post(ada, "hello", { roomId });
    expect(await find(eve, "ada")).toEqual([roomId]);
  });

  test("[G1] a direct room is hidden by leaving it, and shown by opening it", async () => {
    const { ada, bob, stores, post } = workspace;
    const { roomId } = done(await open(ada, bob));
    await post(bob, "hello", { roomId });
    const hidden = async () => (await stores().rooms.findRoom(ada.userId, roomId))?.hiddenSeq;
    expect(await leave(ada, roomId)).toEqual({ ok: true, changed: true, hidden: true });
    expect(await leave(ada, roomId)).toEqual({ ok: true, changed: false, hidden: true });
    expect(await hidden()).toBe(1);
    expect(await stores().rooms.findMembership(ada.userId, roomId)).toMatchObject({ role: "member" });
    expect(await open(ada, bob)).toMatchObject({ created: false, shown: true });
    expect(await hidden()).toBeNull();
    expect(await leave(eve, roomId)).toEqual(refused("not_found"));
  });

  test("[G1] who is gone or was never there is in no new direct room", async () => {
    const { ada, bob, submit } = workspace;
    const { roomId } = done(await open(bob, carl));
    await submit({ kind: "deactivate", actor: ada, userId: carl.userId });
    expect(await open(ada, carl)).toEqual(refused("person_gone"));
    expect(await submit({ kind: "openDirect", actor: ada, userIds: [ada.userId, 9999] })).toEqual(
      refused("not_found"),
    );
    // What was said before can still be read.
    expect(await open(bob, carl)).toMatchObject({ roomId, created: false });
  });

  test("[G1] [P3] a direct room with someone erased in which nothing was said goes, with what was uploaded for it", async () => {
    const { ada, bob, stores, submit } = workspace;
    const { rooms, files } = stores();
    const [byHim, byMe] = [done(await open(carl, bob)), done(await open(eve, carl))];
    expect(await rooms.findMembership(bob.userId, byHim.roomId)).not.toBeNull();
    const emptied = [
      { roomId: byHim.roomId, userId: bob.userId },
      { roomId: byMe.roomId, userId: eve.userId },
    ];
    const bytes = { hash: "a".repeat(64), thumbHash: null, size: 10, width: null, height: null };
    const file = { name: "notes.txt", type: "text/plain", quotaBytes: 1000, filesBytes: null, ...bytes };
    const { fileId } = done(await submit({ kind: "addFile", actor: eve, roomId: byMe.roomId, ...file }));
    expect(await rooms.hasDirect([bob.userId, carl.userId])).toBe(true);
    expect(await submit({ kind: "erasePerson", actor: ada, userId: carl.userId })).toMatchObject({ emptied });
    for (const { roomId, userId } of emptied) {
      expect(await rooms.hasDirect([userId, carl.userId].sort((a, b) => a - b))).toBe(false);
      expect(await rooms.findMembership(userId, roomId)).toBeNull();
      expect(await rooms.listMyIds(userId)).not.toContain(roomId);
    }
    expect(await files.findFile(fileId)).toBeNull();
    expect(await open(eve, carl)).toEqual(refused("person_gone"));
    // Among the living nothing has changed.
    const again = done(await open(eve, bob));
    expect([again.created, again.roomId > byMe.roomId]).toEqual([true, true]);
  });

  test("[G1] [P3] a direct room with someone erased stays the room with them, and is no room with oneself", async () => {
    const { ada, bob, stores, submit, post } = workspace;
    const { roomId } = done(await open(bob, carl));
    await post(bob, "hello", { roomId });
    await submit({ kind: "erasePerson", actor: ada, userId: carl.userId });
    const room = await stores().rooms.findRoom(bob.userId, roomId);
    expect(room?.members?.map(({ id, displayName }) => [id, displayName])).toEqual([
      [bob.userId, "Bob"],
      [carl.userId, ""],
    ]);
    // Who is erased is a member of nothing, and tells nothing.
    expect(room?.receipts).toEqual([]);
    expect(await stores().rooms.findMembers(roomId, [bob.userId, carl.userId])).toHaveLength(1);
    expect(await open(bob, carl)).toMatchObject({ roomId, created: false });
    const mine = await open(bob);
    expect(mine).toMatchObject({ created: true });
    expect(await stores().rooms.findRoom(bob.userId, done(mine).roomId)).toMatchObject({
      members: [{ id: bob.userId }],
    });
  });

  test("[G1] a direct room has no name, topic, owner or other members, ever", async () => {
    const { ada, bob } = workspace;
    const { roomId } = done(await open(ada, bob));
    expect(await change(ada, roomId, { name: "ours" })).toEqual(refused("not_allowed"));
    expect(await change(ada, roomId, { roomKind: "public" })).toEqual(refused("not_allowed"));
    expect(await change(ada, roomId, { archived: true })).toEqual(refused("not_allowed"));
    expect(await add(ada, roomId, carl)).toEqual(refused("not_allowed"));
    expect(await setRole(ada, roomId, ada, "owner")).toEqual(refused("not_allowed"));
    expect(await removeFrom(ada, roomId, bob)).toEqual(refused("not_allowed"));
  });

  test("[U5] marking all read moves each mark that was behind, and only mine", async () => {
    const { ada, bob, createRoom, post, submit, counts } = workspace;
    const garden = await createRoom(ada, "garden");
    await submit({ kind: "join", actor: bob, roomId: garden });
    await createRoom(bob, "attic");
    await post(ada, "one");
    await post(ada, "two", { roomId: garden });
    expect(await submit({ kind: "markAll", actor: bob })).toEqual({ ok: true, roomIds: [1, garden] });
    expect(await counts(bob, garden)).toMatchObject({ readSeq: 1, unread: 0 });
    expect(await submit({ kind: "markAll", actor: bob })).toEqual({ ok: true, roomIds: [] });
    expect(await counts(ada)).toMatchObject({ readSeq: 0 });
  });

  test("[U6] a receipt only rises, and whoever switched it off neither tells nor is told", async () => {
    const { ada, bob, post, stores, submit } = workspace;
    const { roomId } = done(await open(ada, bob, carl));
    for (const text of ["one", "two", "three"]) await post(ada, text, { roomId });
    await workspace.mark(bob, 3, { roomId });
    await workspace.mark(bob, 2, { roomId, lower: true });
    const receipts = async (actor: Actor) => (await stores().rooms.findRoom(actor.userId, roomId))?.receipts;
    expect(await receipts(ada)).toEqual([
      { userId: bob.userId, seq: 3 },
      { userId: carl.userId, seq: 0 },
    ]);
    await submit({ kind: "markAll", actor: carl });
    expect(await receipts(bob)).toEqual([
      { userId: ada.userId, seq: 0 },
      { userId: carl.userId, seq: 3 },
    ]);
    const off = { kind: "changeProfile", actor: bob, receipts: false } as const;
    expect(await submit<"changeProfile">(off)).toEqual({ ok: true, changed: true, receiptsChanged: true });
    expect(await submit<"changeProfile">(off)).toEqual({ ok: true, changed: false, receiptsChanged: false });
    expect(await receipts(ada)).toEqual([{ userId: carl.userId, seq: 3 }]);
    expect(await receipts(bob)).toEqual([]);
  });

  test("[U7] what I set for a room is mine alone", async () => {
    const { ada, bob, stores, submit, post } = workspace;
    const { roomId } = done(await open(ada, bob));
    await post(bob, "hello", { roomId });
    const settle = (what: Partial<ChangeOf<"changeRoomSettings">>, room = roomId) =>
      submit<"changeRoomSettings">({ ...what, kind: "changeRoomSettings", actor: ada, roomId: room });
    const settings = async (actor: Actor) => {
      const room = await stores().rooms.findRoom(actor.userId, roomId);
      return [room?.notify, room?.mutedUntil, room?.starred, room?.hiddenSeq];
    };
    expect(await settle({ notify: "nothing", mutedUntil: 99, starred: true, hidden: true })).toEqual({
      ok: true,
      changed: true,
    });
    expect(await settings(ada)).toEqual(["nothing", 99, true, 1]);
    expect(await settings(bob)).toEqual(["default", null, false, 0]);
    expect(await settle({ starred: true, hidden: true })).toEqual({ ok: true, changed: false });
    expect(await settle({ mutedUntil: null, starred: false, hidden: false })).toMatchObject({
      changed: true,
    });
    expect(await settings(ada)).toEqual(["nothing", null, false, null]);
    expect(await settle({ hidden: true }, 1)).toEqual(refused("not_allowed"));
    expect(await settle({ notify: "hidden" }, 1)).toMatchObject({ changed: true });
  });
}
