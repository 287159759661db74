// Pictures of people, in any storage (P6). Their bytes are in the blob store.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { avatarOf } from "../../src/domain/avatars/avatar_id.ts";
import type { Actor } from "../../src/domain/journal.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

const [one = "", two = ""] = ["1", "2"].map((digit) => digit.repeat(64));

export function avatarSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  const set = (actor: Actor, hash: string) => workspace.submit({ kind: "setAvatar", actor, hash });
  const remove = (actor: Actor, { userId }: Actor) =>
    workspace.submit({ kind: "removeAvatar", actor, userId });
  const hashOf = ({ userId }: Actor) => workspace.stores().accounts.findAvatar(userId);
  const removals = async () =>
    (await workspace.stores().accounts.pageAudit({ limit: 100 }))
      .filter(({ action }) => action === "user_avatar_removed")
      .map(({ actor, user }) => [actor?.username, user?.username]);

  test("[P6] a picture is set, replaced and removed, and each change tells which bytes were theirs", async () => {
    const { ada, bob } = workspace;
    expect(await hashOf(bob)).toBeNull();
    expect(await hashOf({ userId: 999, sessionId: 1 })).toBeNull();
    expect(await set(bob, one)).toEqual({ ok: true, changed: true, dropped: null });
    expect(await set(bob, one)).toEqual({ ok: true, changed: false, dropped: null });
    expect(await set(bob, two)).toEqual({ ok: true, changed: true, dropped: one });
    expect([await hashOf(bob), await hashOf(ada)]).toEqual([two, null]);
    expect(await remove(bob, bob)).toEqual({ ok: true, changed: true, dropped: two });
    expect(await remove(bob, bob)).toEqual({ ok: true, changed: false, dropped: null });
    expect(await removals()).toEqual([]);
  });

  test("[P6] it is named wherever a person is: in what they wrote, in mentions, rooms, lists, logs and invites", async () => {
    const { ada, bob, post, invite, stores } = workspace;
    const direct = [ada.userId, bob.userId].toSorted((a, b) => a - b);
    const opened = await workspace.submit({ kind: "openDirect", actor: ada, userIds: direct });
    const { roomId } = done(opened);
    await post(bob, "@Bob", { mentions: [{ name: "Bob", userId: bob.userId }] });
    await workspace.submit({ kind: "setUserRole", actor: ada, userId: bob.userId, role: "admin" });
    await invite(bob);
    await set(bob, one);
    const avatar = avatarOf(one);
    expect(avatar).toHaveLength(12);
    const { accounts, rooms } = stores();
    const his = { id: bob.userId, avatar };
    const { messages } = await workspace.page();
    expect(messages).toMatchObject([{ author: his, mentions: [{ user: his }] }]);
    expect(await accounts.findPeople([ada.userId, bob.userId])).toMatchObject([{ avatar: null }, his]);
    expect(await accounts.findUser(bob.userId)).toMatchObject(his);
    expect(await rooms.findMembers(1, [bob.userId])).toMatchObject([{ user: his }]);
    expect(await rooms.findRoom(ada.userId, roomId)).toMatchObject({ members: [{ avatar: null }, his] });
    const [, aboutHim] = await accounts.pageAudit({ limit: 2 });
    expect(aboutHim).toMatchObject({ user: his, actor: { avatar: null } });
    expect(await accounts.pageInvites(0, { createdBy: bob.userId, limit: 100 })).toMatchObject([
      { createdBy: his },
    ]);
    // What was sent again is what is there now.
    const { message } = done(await post(bob, "more"));
    expect(message.author).toMatchObject(his);
  });

  test("[P6] bytes are used while anyone has them as their picture", async () => {
    const { ada, bob } = workspace;
    const { files } = workspace.stores();
    await set(ada, one);
    await set(bob, one);
    expect(await files.listUsed([two, one])).toEqual([one]);
    await remove(ada, ada);
    expect(await files.listUsed([two, one])).toEqual([one]);
    await set(bob, two);
    expect(await files.listUsed([two, one])).toEqual([two]);
  });

  test("[G7] an admin removes another's, which the audit log says once; nobody else does", async () => {
    const { ada, bob } = workspace;
    const eve = await workspace.newcomer("Eve");
    await set(bob, one);
    expect(await remove(eve, bob)).toEqual({ ok: false, reason: "not_allowed" });
    expect(await remove(ada, { userId: 999, sessionId: 1 })).toEqual({ ok: false, reason: "not_found" });
    expect(await remove(ada, bob)).toEqual({ ok: true, changed: true, dropped: one });
    expect(await remove(ada, bob)).toEqual({ ok: true, changed: false, dropped: null });
    expect(await removals()).toEqual([["Ada", "Bob"]]);
  });

  test("[A2] a session that ended sets and removes nothing", async () => {
    const { bob, submit } = workspace;
    const phone = await workspace.signIn(bob.userId);
    await set(bob, one);
    const [, late, later] = await Promise.all([
      submit({ kind: "endSession", actor: bob, sessionId: phone.sessionId }),
      set(phone, two),
      remove(phone, phone),
    ]);
    const over = { ok: false, reason: "session_over" } as const;
    expect([late, later, await hashOf(bob)]).toEqual([over, over, one]);
  });

  test("[P3] erasing takes the picture away and tells its bytes; deactivating keeps it", async () => {
    const { ada, bob, submit } = workspace;
    await set(bob, one);
    done(await submit({ kind: "deactivate", actor: ada, userId: bob.userId }));
    expect(await hashOf(bob)).toBe(one);
    const erase = () => submit({ kind: "erasePerson", actor: ada, userId: bob.userId });
    expect(done(await erase()).dropped).toBe(one);
    expect(done(await erase()).dropped).toBeNull();
    expect(await hashOf(bob)).toBeNull();
  });
}
