// What the command line does to accounts, invites and rooms, in any storage (O7): without an actor.
import { afterEach, beforeEach, expect, test } from "bun:test";

import type { Refusal } from "../../src/domain/journal.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function commandLineSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());
  const refused = (reason: Exclude<Refusal["reason"], "conflict">): Refusal => ({ ok: false, reason });

  test("[O7] the first account must be an admin's, and then there is one", async () => {
    const opened = await kind.open({ now: 1 });
    const add = (role: "admin" | "member") =>
      opened.storage.journal.submit<"addUser">({
        kind: "addUser",
        user: workspace.newUser("Cleo"),
        role,
        reset: null,
      });
    expect(await add("member")).toEqual(refused("not_allowed"));
    expect(await opened.storage.stores.accounts.hasUsers()).toBe(false);
    expect(await add("admin")).toMatchObject({ ok: true });
    const setUp = { kind: "setUp", workspaceName: "x", user: workspace.newUser("Dora") } as const;
    expect(await opened.storage.journal.submit({ ...setUp, session: workspace.newSession() })).toEqual(
      refused("already_set_up"),
    );
    await opened.dispose();
  });

  test("[O7] an added account is in the first rooms, has its link, and no name of someone else", async () => {
    const { clock, submit, newUser, newSession, stores } = workspace;
    const add = (name: string, more: Partial<ReturnType<typeof newUser>> = {}, role = "member" as const) =>
      submit<"addUser">({
        kind: "addUser",
        user: { ...newUser(name), ...more },
        role,
        reset: { tokenHash: `link of ${name}`, expiresAt: clock.now + 1000 },
      });
    const { userId } = done(await add("Cleo"));
    expect(await stores().accounts.findPeople([userId])).toMatchObject([
      { username: "Cleo", role: "member", isDeactivated: false },
    ]);
    expect((await stores().rooms.pageMine(userId, { after: 0, limit: 9 })).map(({ id }) => id)).toEqual([1]);
    expect((await stores().accounts.findReset("link of Cleo", clock.now))?.userId).toBe(userId);
    const use = { kind: "resetPassword", tokenHash: "link of Cleo", passwordHash: "hers" } as const;
    expect(await submit({ ...use, session: newSession() })).toMatchObject({ ok: true, userId });
    expect(await add("CLEO")).toEqual(refused("name_taken"));
    expect(await add("Dora", { displayKeys: newUser("Ada").displayKeys })).toEqual(refused("display_taken"));
    expect(await stores().accounts.findReset("link of Dora", clock.now)).toBeNull();
    expect(await stores().accounts.findUserId("dora")).toBeNull();
    // Someone else's display name is hers: the others are told (L9).
    const eve = done(await add("Eve"));
    const finn = await add("Finn", { displayKeys: newUser("Eve").displayKeys });
    expect(finn).toMatchObject({ ok: true, twins: [eve.userId] });
  });

  test("[O7] roles and accounts change without an actor, but the last admin stays", async () => {
    const { ada, bob, submit, stores } = workspace;
    const role = (userId: number, to: "admin" | "member") =>
      submit({ kind: "setUserRole", actor: null, userId, role: to });
    expect(await role(ada.userId, "member")).toEqual(refused("last_admin"));
    expect(await submit({ kind: "deactivate", actor: null, userId: ada.userId })).toEqual(
      refused("last_admin"),
    );
    expect(await role(bob.userId, "admin")).toEqual({ ok: true, changed: true });
    expect(await role(bob.userId, "admin")).toEqual({ ok: true, changed: false });
    expect(await role(4711, "admin")).toEqual(refused("not_found"));
    expect(await submit({ kind: "deactivate", actor: null, userId: bob.userId })).toMatchObject({
      ok: true,
      changed: true,
    });
    expect(await stores().accounts.findUserId("bob")).toBe(bob.userId);
    expect(await role(bob.userId, "member")).toEqual(refused("person_gone"));
    expect(await submit({ kind: "reactivate", actor: null, userId: bob.userId })).toEqual({
      ok: true,
      changed: true,
    });
    done(await submit({ kind: "erasePerson", actor: ada, userId: bob.userId }));
    expect(await stores().accounts.findUserId("bob")).toBeNull();
  });

  test("[O7] an invite and a room are of the person who is named, and only of someone active", async () => {
    const { ada, bob, clock, submit, register, stores, createRoom } = workspace;
    const invite = (forUserId: number, tokenHash: string) =>
      submit({ kind: "createInvite", actor: null, forUserId, tokenHash, expiresAt: clock.now + 1000 });
    const { inviteId } = done(await invite(bob.userId, "of bob"));
    expect(await stores().accounts.findInvite("of bob", clock.now)).toMatchObject({
      id: inviteId,
      createdBy: { username: "Bob" },
    });
    await register("Cleo", "of bob");
    expect(await submit({ kind: "revokeInvite", actor: null, inviteId })).toEqual({ ok: true });
    expect(await submit({ kind: "revokeInvite", actor: null, inviteId })).toEqual(refused("not_found"));
    const make = (forUserId: number, roomLimit = 100) =>
      submit({
        kind: "createRoom",
        actor: null,
        forUserId,
        roomKind: "private",
        name: "attic",
        topic: "old things",
        roomLimit,
      });
    const { roomId } = done(await make(bob.userId));
    expect(await stores().rooms.findMembership(bob.userId, roomId)).toMatchObject({ role: "owner" });
    expect(await stores().rooms.findMembership(ada.userId, roomId)).toBeNull();
    expect(await make(bob.userId, 2)).toEqual(refused("too_many"));
    const archive = (id: number) => submit({ kind: "changeRoom", actor: null, roomId: id, archived: true });
    expect(await archive(roomId)).toEqual({ ok: true, changed: true });
    expect(await archive(roomId)).toEqual({ ok: true, changed: false });
    expect(await archive(1)).toEqual(refused("not_allowed"));
    expect(await archive(4711)).toEqual(refused("not_found"));
    const userIds = [ada.userId, bob.userId].toSorted((a, b) => a - b);
    const direct = done(await submit({ kind: "openDirect", actor: ada, userIds }));
    expect(await archive(direct.roomId)).toEqual(refused("not_allowed"));
    await createRoom(ada, "garden");
    done(await submit({ kind: "deactivate", actor: ada, userId: bob.userId }));
    expect(await invite(bob.userId, "late")).toEqual(refused("person_gone"));
    expect(await make(bob.userId)).toEqual(refused("person_gone"));
  });

  test("[O7] [G7] the audit log has each once, without an actor", async () => {
    const { bob, clock, submit, newUser, stores } = workspace;
    const log = async () =>
      (await stores().accounts.pageAudit({ limit: 100 })).map(({ action, actor, user, detail }) =>
        [action, actor?.username ?? "-", user?.username ?? "-", detail].join(" ").trim(),
      );
    const before = (await log()).length;
    const twice = async (run: () => Promise<unknown>) => {
      await run();
      await run();
    };
    let hashes = 0;
    await twice(() => {
      // A hash is salted: no two are the same.
      const user = { ...newUser("Cleo"), passwordHash: `hash ${(hashes += 1)}` };
      return submit({ kind: "addUser", user, role: "member", reset: null });
    });
    for (const role of ["admin", "member"] as const) {
      await twice(() => submit({ kind: "setUserRole", actor: null, userId: bob.userId, role }));
    }
    const expiresAt = clock.now + 1000;
    const made = await submit({
      kind: "createInvite",
      actor: null,
      forUserId: bob.userId,
      tokenHash: "of bob",
      expiresAt,
    });
    const { inviteId } = done(made);
    await twice(() => submit({ kind: "revokeInvite", actor: null, inviteId }));
    await twice(() => submit({ kind: "deactivate", actor: null, userId: bob.userId }));
    await twice(() => submit({ kind: "reactivate", actor: null, userId: bob.userId }));
    expect((await log()).slice(0, -before || undefined).reverse()).toEqual([
      "user_registered - Cleo member",
      "user_role - Bob admin",
      "user_role - Bob member",
      "invite_made - Bob",
      "invite_revoked - Bob",
      "user_deactivated - Bob",
      "user_reactivated - Bob",
    ]);
  });
}
