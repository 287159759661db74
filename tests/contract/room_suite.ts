// Private and direct rooms, members, roles, settings and logs, in any storage.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { displayKeysOf } from "../../src/domain/accounts/confusable_keys.ts";
import type { Actor, ChangeOf, Refusal } from "../../src/domain/journal.ts";
import { limits } from "../../src/protocol/limits.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function roomSuite(kind: StorageKind): void {
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
  const roles = async (roomId: number) =>
    Object.fromEntries(
      (await workspace.stores().rooms.pageMembers(roomId, { after: 0, limit: 100 })).map(({ user, role }) => [
        user.username,
        role,
      ]),
    );
  const log = async (roomId: number) =>
    (await workspace.stores().rooms.pageLog(roomId, { limit: 100 })).map(({ action, actor, user, detail }) =>
      [action, actor?.username ?? "", user?.username ?? "", detail].join(" "),
    );
  /** But for how the people of these tests came in. */
  const auditLog = async () =>
    (await workspace.stores().accounts.pageAudit({ limit: 100 }))
      .filter(({ action }) => action !== "user_registered" && action !== "invite_made")
      .map(({ action, actor, user, roomId, detail }) =>
        [action, actor?.username ?? "", user?.username ?? "", roomId ?? "", detail].join(" "),
      );

  test("[A1] to an outsider, an admin too, a private room is not there, whatever they ask for", async () => {
    const { ada, bob, createRoom, stores, submit } = workspace;
    const attic = await createRoom(bob, "attic", "private");
    const { roomId: direct } = done(await open(bob, carl));
    for (const roomId of [attic, direct, 9999]) {
      const outcomes = await Promise.all([
        submit({ kind: "join", actor: ada, roomId }),
        leave(ada, roomId),
        change(ada, roomId, { name: "mine" }),
        add(ada, roomId, ada),
        removeFrom(ada, roomId, bob),
        setRole(ada, roomId, ada, "owner"),
        submit({ kind: "changeRoomSettings", actor: ada, roomId, starred: true }),
        workspace.mark(ada, 1, { roomId }),
      ]);
      for (const outcome of outcomes) expect(outcome).toEqual(refused("not_found"));
      const { rooms } = stores();
      expect(await rooms.findRoom(ada.userId, roomId)).toBeNull();
      expect(await rooms.findMembership(ada.userId, roomId)).toBeNull();
      expect(await rooms.counts(ada.userId, roomId)).toBeNull();
      expect((await rooms.forMembers(roomId, [ada.userId])).size).toBe(0);
    }
    const page = { after: 0, limit: 100 };
    expect(
      (await stores().rooms.pageMine(ada.userId, { after: 0, limit: 1000 })).map(({ name }) => name),
    ).toEqual(["lounge"]);
    expect(await stores().rooms.pageJoinable(ada.userId, page)).toEqual([]);
    expect(await roles(attic)).toEqual({ Bob: "owner" });
  });

  test("[G12] rooms to join: public, in use, by name, with how many are in and what was said last", async () => {
    const { ada, bob, createRoom, stores } = workspace;
    const ids: number[] = [];
    for (const name of ["Garden", "old garden", "attic", "Ärger", "Gärten"]) {
      ids.push(await createRoom(ada, name, name === "attic" ? "private" : "public"));
    }
    const [garden = 0, old = 0, , , fresh = 0] = ids;
    await change(ada, old, { archived: true });
    await add(ada, garden, carl);
    await workspace.post(ada, "first", { roomId: garden });
    const { message } = done(await workspace.post(ada, "x".repeat(500), { roomId: garden }));
    const gone = done(await workspace.post(ada, "gone", { roomId: garden }));
    done(await workspace.remove(ada, gone.message));
    const { rooms } = stores();
    const all = await rooms.pageJoinable(bob.userId, { after: 0, limit: 100 });
    expect(all.map(({ name }) => name)).toEqual(["Garden", "Ärger", "Gärten"]);
    expect(all[0]).toMatchObject({ id: garden, joined: false, role: null, memberCount: 2, lastSeq: 3 });
    expect(all[0]?.last).toEqual({ author: "Ada", body: "x".repeat(200), createdAt: message.createdAt });
    expect(all[2]).toMatchObject({ id: fresh, memberCount: 1, last: null });
    const named = async (key: string, after = 0) =>
      (await rooms.pageJoinable(bob.userId, { after, limit: 1, key })).map(({ id }) => id);
    expect(await named("garden")).toEqual([garden]);
    expect(await named("rde")).toEqual([garden]);
    expect(await named("gärt", garden)).toEqual([fresh]);
    expect(await named("attic")).toEqual([]);
    // Whoever is in it does not find it.
    expect(await rooms.pageJoinable(carl.userId, { after: 0, limit: 100, key: "garden" })).toEqual([]);
  });

  test("[G13] whom one could add: active people who are not in, by id or by the beginning of a name", async () => {
    const { ada, bob, createRoom, stores, submit } = workspace;
    const attic = await createRoom(ada, "attic", "private");
    await add(ada, attic, carl);
    const others = async (page: { after?: number; limit?: number; key?: string } = {}) =>
      (await stores().accounts.pageNotIn(attic, { after: 0, limit: 100, ...page })).people.map(
        ({ username }) => username,
      );
    expect(await others()).toEqual(["Bob", "Eve"]);
    expect(await others({ after: bob.userId })).toEqual(["Eve"]);
    expect(await others({ limit: 1 })).toEqual(["Bob"]);
    expect(await others({ key: "e" })).toEqual(["Eve"]);
    expect(await others({ key: "ca" })).toEqual([]);
    await submit({ kind: "deactivate", actor: ada, userId: eve.userId });
    expect(await others()).toEqual(["Bob"]);
  });

  test("[L10] a room of the same look is found: public ones and my own, never another's private one", async () => {
    const { ada, bob, createRoom, stores } = workspace;
    const general = await createRoom(ada, "General");
    const secret = await createRoom(ada, "Ideas", "private");
    const find = (actor: Actor, name: string, but?: number) =>
      stores().rooms.findSameName(actor.userId, { keys: displayKeysOf(name), butRoomId: but });
    expect(await find(bob, " gеneral ")).toEqual({ id: general, name: "General" });
    expect(await find(bob, "generals")).toBeNull();
    expect(await find(ada, "IDEAS")).toEqual({ id: secret, name: "Ideas" });
    expect(await find(bob, "ideas")).toBeNull();
    expect(await find(ada, "general", general)).toBeNull();
    await change(ada, general, { archived: true });
    expect((await find(bob, "general"))?.id).toBe(general);
  });

  test("[G2] members add people and set name and topic; the rest is for owners", async () => {
    const { ada, bob, createRoom, stores } = workspace;
    const attic = await createRoom(ada, "attic", "private");
    expect(await add(ada, attic, bob)).toEqual({ ok: true, added: [bob.userId] });
    expect(await add(bob, attic, carl, bob)).toEqual({ ok: true, added: [carl.userId] });
    expect(await change(bob, attic, { name: "loft", topic: "under the roof" })).toMatchObject({
      changed: true,
    });
    expect(await change(bob, attic, { name: "loft" })).toMatchObject({ changed: false });
    for (const what of [
      { roomKind: "public" },
      { archived: true },
      { broadcasts: "owners" },
      { name: "x", archived: false },
    ] as const) {
      expect(await change(bob, attic, what)).toEqual(refused("not_allowed"));
    }
    expect(await setRole(bob, attic, bob, "owner")).toEqual(refused("not_allowed"));
    expect(await removeFrom(bob, attic, carl)).toEqual(refused("not_allowed"));
    expect(await change(ada, attic, { broadcasts: "owners", roomKind: "public" })).toMatchObject({
      changed: true,
    });
    expect(await stores().rooms.findRoom(carl.userId, attic)).toMatchObject({
      name: "loft",
      topic: "under the roof",
      kind: "public",
      broadcasts: "owners",
      role: "member",
    });
    expect(await removeFrom(ada, attic, carl)).toEqual({ ok: true, changed: true });
    expect(await removeFrom(ada, attic, carl)).toEqual({ ok: true, changed: false });
    expect(await setRole(ada, attic, carl, "owner")).toEqual(refused("not_found"));
    expect(await log(attic)).toEqual([
      "member_removed Ada Carl ",
      "room_kind Ada  public",
      "member_added Bob Carl ",
      "member_added Ada Bob ",
      "room_created Ada  private",
    ]);
    expect(await auditLog()).toEqual([]);
  });

  test("[G2] an admin who is a member rules a public room, and no private one", async () => {
    const { ada, bob, createRoom, submit } = workspace;
    const garden = await createRoom(bob, "garden");
    expect(await change(ada, garden, { archived: true })).toEqual(refused("not_found"));
    await submit({ kind: "join", actor: ada, roomId: garden });
    expect(await change(ada, garden, { broadcasts: "owners" })).toMatchObject({ changed: true });
    expect(await setRole(ada, garden, ada, "owner")).toEqual({ ok: true, changed: true });
    await setRole(ada, garden, ada, "member");
    await change(bob, garden, { roomKind: "private" });
    expect(await change(ada, garden, { roomKind: "public" })).toEqual(refused("not_allowed"));
    expect(await setRole(ada, garden, ada, "owner")).toEqual(refused("not_allowed"));
  });

  test("[G3] people are added all or none, and have read what is there", async () => {
    const { ada, bob, createRoom, post, submit, counts } = workspace;
    const attic = await createRoom(ada, "attic", "private");
    await post(ada, "one", { roomId: attic });
    await submit({ kind: "deactivate", actor: ada, userId: eve.userId });
    expect(await add(ada, attic, bob, eve)).toEqual(refused("person_gone"));
    expect(
      await submit({ kind: "addMembers", actor: ada, roomId: attic, userIds: [bob.userId, 9999] }),
    ).toEqual(refused("not_found"));
    expect(await roles(attic)).toEqual({ Ada: "owner" });
    done(await add(ada, attic, bob));
    expect(await counts(bob, attic)).toMatchObject({ readSeq: 1, unread: 0 });
    await workspace.mark(bob, 1, { roomId: attic, lower: true });
    expect(await add(ada, attic, bob)).toEqual({ ok: true, added: [] });
    expect(await counts(bob, attic)).toMatchObject({ readSeq: 0, unread: 1 });
  });

  test("[G4] the last owner cannot go while others are in the room", async () => {
    const { ada, bob, createRoom, submit } = workspace;
    const attic = await createRoom(bob, "attic", "private");
    await add(bob, attic, ada, carl);
    expect(await leave(bob, attic)).toEqual(refused("last_owner"));
    expect(await setRole(bob, attic, bob, "member")).toEqual(refused("last_owner"));
    expect(await removeFrom(bob, attic, bob)).toEqual(refused("last_owner"));
    await setRole(bob, attic, carl, "owner");
    // Of two owners who go at once, one stays.
    const outcomes = await Promise.all([leave(bob, attic), leave(carl, attic)]);
    expect(outcomes).toEqual([{ ok: true, changed: true, hidden: false }, refused("last_owner")]);
    // Whoever is gone is nobody to leave behind.
    const garden = await createRoom(bob, "garden");
    await add(bob, garden, eve);
    await submit({ kind: "deactivate", actor: ada, userId: eve.userId });
    expect(await setRole(bob, garden, eve, "owner")).toEqual(refused("person_gone"));
    expect(await leave(bob, garden)).toMatchObject({ changed: true });
    // An admin takes no public room from its last owner either.
    const park = await createRoom(bob, "park");
    await add(bob, park, ada);
    expect(await removeFrom(ada, park, bob)).toEqual(refused("last_owner"));
    expect(await setRole(ada, park, bob, "member")).toEqual(refused("last_owner"));
  });

  test("[G4] the lounge has no owner and may be left by anyone", async () => {
    const { ada, bob } = workspace;
    expect(await setRole(ada, 1, bob, "owner")).toEqual(refused("not_allowed"));
    expect(await leave(ada, 1)).toMatchObject({ changed: true });
    expect(await leave(ada, 1)).toMatchObject({ changed: false });
  });

  test("[G4] a room whose owner goes passes to who has been an active member for longest", async () => {
    const { ada, bob, clock, createRoom, submit, commits } = workspace;
    const attic = await createRoom(bob, "attic", "private");
    const shared = await createRoom(bob, "shared", "private");
    const alone = await createRoom(bob, "alone", "private");
    for (const [index, person] of [eve, carl, ada].entries()) {
      clock.now += index + 1;
      await add(bob, attic, person);
    }
    await add(bob, shared, ada, carl);
    await setRole(bob, shared, ada, "owner");
    await submit({ kind: "deactivate", actor: ada, userId: eve.userId });
    expect(await submit({ kind: "deactivate", actor: ada, userId: bob.userId })).toEqual({
      ok: true,
      changed: true,
      passed: [{ roomId: attic, userId: carl.userId }],
      ended: [bob.sessionId],
    });
    expect(await roles(attic)).toEqual({ Carl: "owner", Ada: "member" });
    expect(await roles(shared)).toEqual({ Ada: "owner", Carl: "member" });
    expect((await log(attic))[0]).toBe("member_role  Carl owner");
    expect(await workspace.stores().rooms.findMembership(carl.userId, attic)).toMatchObject({
      role: "owner",
    });
    await submit({ kind: "reactivate", actor: ada, userId: bob.userId });
    expect(await roles(attic)).toEqual({ Carl: "owner", Bob: "member", Ada: "member" });
    // Nobody could follow there.
    expect(await roles(alone)).toEqual({ Bob: "owner" });
    expect((await log(alone))[0]).toBe("member_role  Bob owner");
    expect(await workspace.stores().rooms.findMembership(bob.userId, alone)).toMatchObject({ role: "owner" });
    expect(commits.at(-1)?.change.kind).toBe("reactivate");
  });

  test("[G4] where all were gone, the first who is back becomes the owner, and the lounge still has none", async () => {
    const { ada, bob, createRoom, submit } = workspace;
    const attic = await createRoom(bob, "attic", "private");
    await add(bob, attic, eve, carl);
    for (const { userId } of [eve, bob, carl]) await submit({ kind: "deactivate", actor: ada, userId });
    expect(await roles(attic)).toEqual({});
    for (const { userId } of [bob, carl]) await submit({ kind: "reactivate", actor: ada, userId });
    expect(await roles(attic)).toEqual({ Bob: "owner", Carl: "member" });
    expect(await workspace.stores().rooms.findMembership(bob.userId, 1)).toMatchObject({ role: "member" });
    expect(await submit({ kind: "reactivate", actor: ada, userId: carl.userId })).toMatchObject({
      changed: false,
    });
    expect(await roles(attic)).toEqual({ Bob: "owner", Carl: "member" });
  });

  test("[G5] an archived room is read, marked and left, and stays as it is until it is opened again", async () => {
    const { ada, bob, clock, createRoom, post, stores, submit } = workspace;
    const garden = await createRoom(ada, "garden");
    await add(ada, garden, bob);
    await post(ada, "one", { roomId: garden });
    clock.now += 1;
    expect(await change(ada, garden, { archived: true })).toMatchObject({ changed: true });
    const archivedAt = clock.now;
    clock.now += 1;
    expect(await change(ada, garden, { archived: true })).toMatchObject({ changed: false });
    expect(await stores().rooms.findMembership(bob.userId, garden)).toMatchObject({ room: { archivedAt } });
    expect(await change(bob, garden, { topic: "late" })).toEqual(refused("archived"));
    expect(await change(ada, garden, { archived: true, roomKind: "private" })).toEqual(refused("archived"));
    expect(await add(bob, garden, carl)).toEqual(refused("archived"));
    expect(await submit({ kind: "join", actor: eve, roomId: garden })).toEqual(refused("archived"));
    expect(await submit({ kind: "join", actor: bob, roomId: garden })).toEqual({ ok: true, changed: false });
    expect(await workspace.mark(bob, 1, { roomId: garden })).toEqual({ ok: true, changed: true });
    // So that whoever archived it may go.
    expect(await setRole(ada, garden, bob, "owner")).toMatchObject({ changed: true });
    expect(await leave(ada, garden)).toMatchObject({ changed: true });
    expect(await change(bob, garden, { archived: false, name: "park" })).toMatchObject({ changed: true });
    expect(await stores().rooms.findRoom(bob.userId, garden)).toMatchObject({
      name: "park",
      archivedAt: null,
    });
    expect((await log(garden)).filter((line) => line.includes("archived"))).toEqual([
      "room_unarchived Bob  ",
      "room_archived Ada  ",
    ]);
  });

  test("[G5] what everyone joins is neither archived nor private", async () => {
    const { ada, stores } = workspace;
    expect(await change(ada, 1, { archived: true })).toEqual(refused("not_allowed"));
    expect(await change(ada, 1, { roomKind: "private" })).toEqual(refused("not_allowed"));
    expect(await change(ada, 1, { name: "hall" })).toMatchObject({ changed: true });
    expect(await stores().rooms.findRoom(ada.userId, 1)).toMatchObject({ kind: "public", archivedAt: null });
  });

  test("[G6] an admin enters a private room openly; nobody else, and nothing else", async () => {
    const { ada, bob, createRoom, post, counts, submit } = workspace;
    const attic = await createRoom(bob, "attic", "private");
    await post(bob, "secret", { roomId: attic });
    const garden = await createRoom(bob, "garden");
    const { roomId: direct } = done(await open(bob, carl));
    const enter = (actor: Actor, roomId: number) => submit({ kind: "enterRoom", actor, roomId });
    for (const roomId of [attic, garden, direct, 9999]) {
      expect(await enter(carl, roomId)).toEqual(refused("not_allowed"));
    }
    for (const roomId of [garden, direct, 9999])
      expect(await enter(ada, roomId)).toEqual(refused("not_found"));
    expect(await auditLog()).toEqual([]);
    expect(await enter(ada, attic)).toEqual({ ok: true, changed: true });
    expect(await enter(ada, attic)).toEqual({ ok: true, changed: false });
    expect(await roles(attic)).toEqual({ Ada: "owner", Bob: "owner" });
    expect(await counts(ada, attic)).toMatchObject({ readSeq: 1, unread: 0 });
    expect((await log(attic))[0]).toBe("room_entered Ada  ");
    // G7: the audit log says no more of it than that.
    await add(ada, attic, carl);
    await removeFrom(ada, attic, carl);
    expect(await auditLog()).toEqual([`room_entered Ada  ${attic} `]);
    // As a member too: an admin is made owner by entering alone.
    await setRole(bob, attic, ada, "member");
    expect(await enter(ada, attic)).toEqual({ ok: true, changed: true });
  });

  test("[G7] logs are read backwards by id", async () => {
    const { ada, bob, createRoom, stores } = workspace;
    const attic = await createRoom(ada, "attic", "private");
    await add(ada, attic, bob, carl, eve);
    const { rooms } = stores();
    const first = await rooms.pageLog(attic, { limit: 2 });
    const second = await rooms.pageLog(attic, { before: first[1]?.id ?? 0, limit: 10 });
    expect([...first, ...second].map(({ user }) => user?.username ?? null)).toEqual([
      "Eve",
      "Carl",
      "Bob",
      null,
    ]);
    expect(first[0]).toMatchObject({ at: workspace.clock.now, roomId: attic, action: "member_added" });
  });

  test("[W6] members are found by id, by look and by number", async () => {
    const { ada, bob, stores, submit, createRoom } = workspace;
    const { rooms } = stores();
    const garden = await createRoom(bob, "garden");
    expect((await rooms.findMembers(1, [eve.userId, bob.userId, 9999])).map(({ user }) => user.id)).toEqual([
      bob.userId,
      eve.userId,
    ]);
    expect(await rooms.findByFoldedKeys(1, ["bob", "eve", "nobody"])).toEqual(
      new Map([
        ["bob", bob.userId],
        ["eve", eve.userId],
      ]),
    );
    expect(await rooms.findByFoldedKeys(garden, ["bob", "eve"])).toEqual(new Map([["bob", bob.userId]]));
    expect([await rooms.hasMoreMembers(1, 3), await rooms.hasMoreMembers(1, 4)]).toEqual([true, false]);
    await submit({ kind: "deactivate", actor: ada, userId: eve.userId });
    expect(await rooms.findMembers(1, [eve.userId])).toEqual([]);
    expect(await rooms.findByFoldedKeys(1, ["eve"])).toEqual(new Map());
    expect(Object.keys(await roles(1))).toEqual(["Ada", "Bob", "Carl"]);
  });

  test("[A2] a role given or taken earlier at the same moment counts for what follows it", async () => {
    const { ada, bob, createRoom } = workspace;
    const attic = await createRoom(ada, "attic", "private");
    await add(ada, attic, bob, carl);
    const outcomes = await Promise.all([
      removeFrom(bob, attic, carl),
      setRole(ada, attic, bob, "owner"),
      removeFrom(bob, attic, carl),
      setRole(ada, attic, bob, "member"),
      removeFrom(bob, attic, carl),
      removeFrom(ada, attic, bob),
      change(bob, attic, { name: "mine" }),
    ]);
    expect(outcomes).toEqual([
      refused("not_allowed"),
      { ok: true, changed: true },
      { ok: true, changed: true },
      { ok: true, changed: true },
      refused("not_allowed"),
      { ok: true, changed: true },
      refused("not_found"),
    ]);
  });

  test("[G10] rooms in all and of one person are bounded; direct ones and admins are not counted there", async () => {
    const { ada } = workspace;
    const create = (actor: Actor, roomLimit: number) =>
      workspace.submit({
        kind: "createRoom",
        actor,
        roomKind: "private",
        name: "room",
        topic: "",
        roomLimit,
      });
    // The lounge is one.
    expect((await create(carl, 3)).ok).toBe(true);
    await open(carl, eve);
    expect((await create(eve, 3)).ok).toBe(true);
    expect([await create(eve, 3), await create(ada, 3)]).toEqual([refused("too_many"), refused("too_many")]);
    const before = await workspace.stores().rooms.listMyIds(eve.userId);

    const many = await Promise.all(Array.from({ length: limits.roomsMade }, () => create(carl, 1_000_000)));
    expect(many.filter(({ ok }) => ok)).toHaveLength(limits.roomsMade - 1);
    expect(many.at(-1)).toEqual(refused("too_many"));
    expect((await open(carl, ada)).ok).toBe(true);
    expect((await create(eve, 1_000_000)).ok).toBe(true);
    expect(await workspace.stores().rooms.listMyIds(eve.userId)).toHaveLength(before.length + 1);
    done(await workspace.submit({ kind: "setUserRole", actor: ada, userId: carl.userId, role: "admin" }));
    expect((await create(carl, 1_000_000)).ok).toBe(true);
  });
}
