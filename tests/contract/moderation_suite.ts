// Deleting what others wrote, and emptying what an erased person wrote, in any storage.
import { afterEach, beforeEach, expect, test } from "bun:test";

import type { Actor } from "../../src/domain/journal.ts";
import { committedRevs } from "./committed_revs.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function moderationSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  const authorOf = async ({ userId }: Actor) => {
    const [person] = await workspace.stores().accounts.findPeople([userId]);
    if (!person) throw new Error("They are known.");
    const { id, username, displayName, avatar } = person;
    return { id, username, displayName, avatar };
  };
  const log = async (roomId: number) =>
    (await workspace.stores().rooms.pageLog(roomId, { limit: 100 })).filter(
      ({ action }) => action === "message_deleted",
    );
  const refused = (outcome: { ok: boolean }) => ("reason" in outcome ? outcome.reason : null);

  test("[W8] owners of a room and admins in it delete what others wrote; the tombstone and the room's log say who", async () => {
    const { ada, bob, post, remove, submit } = workspace;
    const eve = await workspace.newcomer("Eve");
    const roomId = await workspace.createRoom(bob, "cellar", "private");
    const userIds = [eve.userId];
    await submit({ kind: "addMembers", actor: bob, roomId, userIds });
    const { message: hers } = done(await post(eve, "hers", { roomId }));
    const { message: his } = done(await post(bob, "his", { roomId }));
    expect(refused(await remove(eve, his))).toBe("not_allowed");
    expect(refused(await remove(ada, hers))).toBe("not_found");
    const { message: tombstone } = done(await remove(bob, hers));
    expect(tombstone).toMatchObject({ body: "", deletedBy: await authorOf(bob), author: { id: eve.userId } });
    expect(refused(await remove(eve, hers))).toBe(null);
    expect(done(await remove(bob, his)).message.deletedBy).toBeNull();
    await submit({ kind: "addMembers", actor: bob, roomId, userIds: [ada.userId] });
    const { message: again } = done(await post(bob, "again", { roomId }));
    expect(done(await remove(ada, again)).message.deletedBy).toEqual({
      ...(await authorOf(ada)),
      role: "admin",
    });
    expect(await log(roomId)).toMatchObject([
      { actor: await authorOf(ada), user: await authorOf(bob), roomId, detail: "" },
      { actor: await authorOf(bob), user: await authorOf(eve), roomId },
    ]);
    const audit = await workspace.stores().accounts.pageAudit({ limit: 100 });
    expect(audit.filter(({ action }) => action === "message_deleted")).toEqual([]);
  });

  test("[W8] in a direct room only the author deletes, whatever the other is", async () => {
    const { ada, bob, post, remove, submit } = workspace;
    const userIds = [ada.userId, bob.userId].toSorted((a, b) => a - b);
    const { roomId } = done(await submit({ kind: "openDirect", actor: ada, userIds }));
    const { message } = done(await post(bob, "his", { roomId }));
    expect(refused(await remove(ada, message))).toBe("not_allowed");
    expect(done(await remove(bob, message)).changed).toBe(true);
  });

  test("[W8] an admin who was one a moment ago, and an owner who was one, delete nothing of others", async () => {
    const { ada, bob, post, remove, submit } = workspace;
    const eve = await workspace.newcomer("Eve");
    await submit({ kind: "setUserRole", actor: ada, userId: bob.userId, role: "admin" });
    const { message } = done(await post(eve, "hers"));
    const outcomes = await Promise.all([
      submit({ kind: "setUserRole", actor: ada, userId: bob.userId, role: "member" }),
      remove(bob, message),
    ]);
    expect(outcomes[1]).toEqual({ ok: false, reason: "not_allowed" });
  });

  test("[W4] a tombstone is without mentions, broadcast, reactions and pin, and out of every list but the saved ones", async () => {
    const { ada, bob, post, react, pin, save, remove, stores } = workspace;
    const mentions = [{ name: "Bob", userId: bob.userId }];
    const broadcast = { to: "everyone" } as const;
    const { message } = done(await post(ada, "@Bob @everyone", { mentions, broadcast }));
    await react(bob, message, "👍");
    await pin(bob, message);
    await save(bob, message);
    expect((await workspace.counts(bob))?.mentions).toBe(1);
    const { message: tombstone } = done(await remove(ada, message));
    expect(tombstone).toEqual({
      ...message,
      rev: 4,
      body: "",
      deletedAt: tombstone.deletedAt,
      mentions: [],
      broadcast: null,
    });
    expect((await workspace.page()).messages).toEqual([tombstone]);
    expect((await workspace.counts(bob))?.mentions).toBe(0);
    expect((await stores().messages.pageMentions(bob.userId, { limit: 9 })).messages).toEqual([]);
    expect((await stores().messages.pagePins(workspace.ada.userId, 1, { limit: 100 })).messages).toEqual([]);
    expect((await stores().messages.pageSaved(bob.userId, { limit: 9 })).messages).toEqual([tombstone]);
  });

  test("[P3] an erasure empties what they wrote and takes their reactions and mentions; each room has one new rev, its floor", async () => {
    const { ada, bob, commits, post, react, pin, submit, now, stores } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    const quiet = await workspace.createRoom(ada, "quiet");
    await submit({ kind: "join", actor: bob, roomId });
    const mentions = [{ name: "Bob", userId: bob.userId }];
    const { message: hers } = done(await post(ada, "hers", { roomId }));
    const { message: his } = done(await post(bob, "his", { roomId, replyTo: hers.id }));
    const { message: reply } = done(await post(ada, "to his", { roomId, replyTo: his.id }));
    const { message: about } = done(await post(ada, "@Bob", { mentions }));
    const { message: silent } = done(await post(ada, "nothing of his", { roomId: quiet }));
    await react(bob, reply, "👍");
    await react(ada, reply, "👍");
    await react(ada, his, "🎉");
    await pin(ada, his);
    done(await submit({ kind: "erasePerson", actor: ada, userId: bob.userId }));
    const before = { garden: await now(hers), lounge: (await workspace.page()).rev };
    commits.length = 0;
    const step = done(await submit({ kind: "eraseMore", userId: bob.userId }));
    const gardenRev = (await stores().messages.listByIds(workspace.ada.userId, roomId, [])).rev;
    expect(step.isDone).toBe(true);
    expect(step.rooms.toSorted((a, b) => a.roomId - b.roomId)).toEqual([
      { roomId: 1, rev: before.lounge + 1 },
      { roomId, rev: gardenRev },
    ]);
    expect(await now(his)).toMatchObject({
      body: "",
      deletedBy: null,
      pinnedAt: null,
      reactions: [],
      rev: gardenRev,
      replies: 1,
    });
    expect((await now(his)).deletedAt).not.toBeNull();
    expect(await now(hers)).toEqual({ ...before.garden, replies: 0, rev: gardenRev });
    expect((await now(reply)).reactions).toEqual([{ emoji: "👍", count: 1, userIds: [ada.userId] }]);
    expect(await now(about)).toMatchObject({ body: "@Bob", mentions: [], rev: before.lounge + 1 });
    expect(await now(silent)).toEqual(silent);
    // From below the floor a sync is not complete; from the floor on it is.
    const after = (rev: number) => stores().messages.after(ada.userId, roomId, rev);
    expect(await after(gardenRev - 1)).toMatchObject({ rev: gardenRev, complete: false, messages: [] });
    expect(await after(gardenRev)).toMatchObject({ complete: true, messages: [] });
    expect((await stores().messages.changedAfter(roomId, 0, 1)).floorRev).toBe(gardenRev);
    expect(await submit({ kind: "eraseMore", userId: bob.userId })).toEqual({
      ok: true,
      isDone: true,
      rooms: [],
    });
    expect(await submit({ kind: "eraseMore", userId: ada.userId })).toEqual({
      ok: true,
      isDone: true,
      rooms: [],
    });
    const { message: next } = done(await post(ada, "next", { roomId }));
    expect([next.seq, next.rev]).toEqual([reply.seq + 1, gardenRev + 1]);
    expect(committedRevs(commits).get(roomId)).toEqual([gardenRev + 1]);
  });

  test("[P3] an erased author's answered message still counts its answers, and nobody is answered who is erased", async () => {
    const { ada, bob, post, remove, submit, now, stores } = workspace;
    const { message: his } = done(await post(bob, "his"));
    const { message: first } = done(await post(ada, "answer", { replyTo: his.id }));
    done(await submit({ kind: "erasePerson", actor: ada, userId: bob.userId }));
    done(await submit({ kind: "eraseMore", userId: bob.userId }));
    await post(ada, "another", { replyTo: his.id });
    expect((await now(his)).replies).toBe(2);
    await remove(ada, first);
    expect((await now(his)).replies).toBe(1);
    expect((await stores().messages.pageMentions(bob.userId, { limit: 9 })).messages).toEqual([]);
  });
}
