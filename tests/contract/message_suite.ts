// What posts, edits and deletions must do in any storage.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function messageSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  test("[D3] posts handed in at once are numbered without holes, in the order they were handed in", async () => {
    const { ada, bob, post } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    const handed = Array.from({ length: 300 }, (_, index) =>
      post(index % 2 ? ada : bob, `number ${index}`, { roomId: index % 3 && index % 2 ? roomId : 1 }),
    );
    const messages = (await Promise.all(handed)).map((outcome) => done(outcome).message);
    for (const id of [1, roomId]) {
      const inRoom = messages.filter((message) => message.roomId === id);
      expect(inRoom.map(({ seq }) => seq)).toEqual(inRoom.map((_, index) => index + 1));
      expect(inRoom.map(({ rev }) => rev)).toEqual(inRoom.map((_, index) => index + 1));
      const { messages: stored } = await workspace.stores().messages.page(ada.userId, id, { limit: 300 });
      expect(stored).toEqual(inRoom);
    }
  });

  test("[D3] a refused post spends no number", async () => {
    const { ada, bob, post } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    const outcomes = await Promise.all([
      post(ada, "one", { roomId }),
      post(bob, "not a member", { roomId }),
      post(ada, "reply to nothing", { roomId, replyTo: 999_999 }),
      post(ada, "two", { roomId }),
    ]);
    expect(outcomes.map((outcome) => (outcome.ok ? outcome.message.seq : outcome.reason))).toEqual([
      1,
      "not_found",
      "not_found",
      2,
    ]);
  });

  test("[D3] after edits of an old message the next post goes on where the numbers were", async () => {
    const { ada, post, edit } = workspace;
    const { message } = done(await post(ada, "one"));
    const { message: once } = done(await edit(ada, message, "one, better"));
    const { message: twice } = done(await edit(ada, once, "one, best"));
    expect([once.rev, twice.rev, twice.seq]).toEqual([2, 3, 1]);
    const { message: next } = done(await post(ada, "two"));
    expect([next.seq, next.rev]).toEqual([2, 4]);
  });

  test("[D3] a reply is to a message of the same room", async () => {
    const { ada, post } = workspace;
    const { message } = done(await post(ada, "one"));
    const roomId = await workspace.createRoom(ada, "garden");
    expect(done(await post(ada, "here", { replyTo: message.id })).message.replyTo).toBe(message.id);
    expect(await post(ada, "there", { roomId, replyTo: message.id })).toEqual({
      ok: false,
      reason: "not_found",
    });
  });

  test("[D4] the same client id handed in at once makes one message, and every reply carries it", async () => {
    const { ada, post } = workspace;
    const same = { clientId: "same" };
    const outcomes = await Promise.all([
      post(ada, "hello", same),
      post(ada, "before"),
      post(ada, "hello", same),
      post(ada, "hello", same),
      post(ada, "after"),
    ]);
    const [first, before, second, third, after] = outcomes.map(done);
    expect([first?.changed, second?.changed, third?.changed]).toEqual([true, false, false]);
    expect(second?.message).toEqual(first?.message);
    expect(third?.message).toEqual(first?.message);
    expect([before?.message.seq, after?.message.seq]).toEqual([2, 3]);
    expect((await workspace.page()).messages.map(({ body }) => body)).toEqual(["hello", "before", "after"]);
  });

  test("[D4] the same client id from another session of mine at once is the same message", async () => {
    const { ada, post } = workspace;
    const phone = await workspace.signIn(ada.userId);
    const outcomes = await Promise.all(
      [ada, phone, ada].map((actor) => post(actor, "hello", { clientId: "same" })),
    );
    expect(outcomes.map((outcome) => done(outcome).message.id)).toEqual(
      Array(3).fill(done(outcomes[0] ?? { ok: false, reason: "not_found" }).message.id),
    );
    expect(outcomes.map((outcome) => done(outcome).changed)).toEqual([true, false, false]);
  });

  test("[D4] the same client id of somebody else is another message", async () => {
    const { ada, bob, post } = workspace;
    const [hers, his] = await Promise.all([ada, bob].map((who) => post(who, "hi", { clientId: "same" })));
    if (!hers || !his) throw new Error("Both were posted.");
    expect(done(hers).message.id).not.toBe(done(his).message.id);
  });

  test("[D4] the same client id with other words, another room or another reply is refused, at once and later", async () => {
    const { ada, post } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    const same = { clientId: "same" };
    const reused = { ok: false, reason: "client_id_reused" } as const;
    const [first, ...others] = await Promise.all([
      post(ada, "hello", same),
      post(ada, "other words", same),
      post(ada, "hello", { ...same, roomId }),
    ]);
    expect(others).toEqual([reused, reused]);
    const { message } = done(first ?? reused);
    expect(await post(ada, "hello", { ...same, replyTo: message.id })).toEqual(reused);
    expect((await workspace.page()).messages).toEqual([message]);
  });

  test("[D4] a refused post does not use up its client id, not even for what follows at the same moment", async () => {
    const { ada, bob, post } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    const [outside, inside] = await Promise.all([
      post(bob, "hello", { clientId: "same", roomId }),
      post(bob, "hello", { clientId: "same" }),
    ]);
    expect(outside).toEqual({ ok: false, reason: "not_found" });
    expect(inside).toMatchObject({ ok: true, changed: true, message: { seq: 1, roomId: 1 } });
  });

  test("[D4] a retry after an edit, and after the deletion, is answered by the message as it now is", async () => {
    const { ada, post, edit, remove } = workspace;
    const same = { clientId: "same" };
    const { message } = done(await post(ada, "hello", same));
    const { message: edited } = done(await edit(ada, message, "hello, edited"));
    expect(await post(ada, "hello", same)).toEqual({ ok: true, changed: false, message: edited });
    expect(await post(ada, "hello, edited", same)).toEqual({ ok: false, reason: "client_id_reused" });
    const { message: tombstone } = done(await remove(ada, edited));
    expect(await post(ada, "hello", same)).toEqual({ ok: true, changed: false, message: tombstone });
    expect((await workspace.page()).rev).toBe(3);
  });

  test("[D4] access is checked before sameness: who has left the room learns nothing by a retry", async () => {
    const { ada, bob, post, submit } = workspace;
    await post(bob, "hello", { clientId: "same" });
    await submit({ kind: "leave", actor: bob, roomId: 1 });
    expect(await post(bob, "hello", { clientId: "same" })).toEqual({ ok: false, reason: "not_found" });
    expect(await post(bob, "other", { clientId: "same" })).toEqual({ ok: false, reason: "not_found" });
    expect(done(await post(ada, "next")).message.seq).toBe(2);
  });

  test("[D4] a retry after a restart makes no second message", async () => {
    const { ada, post } = workspace;
    const { message } = done(await post(ada, "hello", { clientId: "same" }));
    await workspace.reopen();
    expect(await post(ada, "hello", { clientId: "same" })).toEqual({ ok: true, changed: false, message });
    expect((await workspace.page()).messages).toEqual([message]);
  });

  test("[W5] each edit and deletion has a rev of its own, also those of one message handed in at once", async () => {
    const { ada, bob, post, edit, remove } = workspace;
    const { message: one } = done(await post(ada, "one"));
    const { message: two } = done(await post(bob, "two"));
    const outcomes = await Promise.all([
      edit(ada, one, "one, edited"),
      edit(bob, two, "two, edited"),
      remove(ada, one),
      post(ada, "three"),
    ]);
    expect(outcomes.map((outcome) => done(outcome).message.rev)).toEqual([3, 4, 5, 6]);
    expect(await workspace.stores().messages.changedAfter(1, 2, 10)).toEqual({
      floorRev: 0,
      messages: outcomes.slice(1).map((outcome) => done(outcome).message),
    });
  });

  test("[W5] what alters nothing is ok without a rev", async () => {
    const { ada, post, edit, remove } = workspace;
    const { message } = done(await post(ada, "one"));
    expect(await edit(ada, message, "one")).toEqual({ ok: true, changed: false, message });
    const { message: tombstone } = done(await remove(ada, message));
    expect(tombstone).toMatchObject({ body: "", seq: 1, rev: 2 });
    expect(await remove(ada, message)).toEqual({ ok: true, changed: false, message: tombstone });
    expect((await workspace.page()).rev).toBe(2);
  });

  test("[W8] of two edits from one version the second is a conflict with the message as it is", async () => {
    const { ada, post, edit } = workspace;
    const { message } = done(await post(ada, "one"));
    const [first, second] = await Promise.all([
      edit(ada, message, "from the desk"),
      edit(ada, message, "from the phone"),
    ]);
    if (!first || !second) throw new Error("Both were answered.");
    const { message: current } = done(first);
    expect(current.editedAt).toBeGreaterThan(message.createdAt);
    expect(second).toEqual({ ok: false, reason: "conflict", current });
    expect(await edit(ada, message, "from the desk")).toEqual({ ok: true, changed: false, message: current });
  });

  test("[W8] editedAt rises though the clock stands still or goes back", async () => {
    const { ada, clock, post, edit } = workspace;
    const { message } = done(await post(ada, "one"));
    const { message: once } = done(await edit(ada, message, "two"));
    clock.now -= 3_600_000;
    const { message: twice } = done(await edit(ada, once, "three"));
    expect(twice.editedAt ?? 0).toBeGreaterThan(once.editedAt ?? 0);
    expect((await edit(ada, once, "four")).ok).toBe(false);
  });

  test("[W8] only the author edits, and only as a member; a tombstone stays", async () => {
    const { ada, bob, post, edit, remove, submit } = workspace;
    const { message } = done(await post(bob, "his"));
    const notFound = { ok: false, reason: "not_found" } as const;
    expect(await edit(ada, message, "mine")).toEqual({ ok: false, reason: "not_allowed" });
    expect(await edit(ada, { ...message, id: 999_999 }, "mine")).toEqual(notFound);
    expect(await remove(ada, { ...message, id: 999_999 })).toEqual(notFound);
    expect((await workspace.page()).messages).toEqual([message]);
    await submit({ kind: "leave", actor: bob, roomId: 1 });
    expect(await edit(bob, message, "from outside")).toEqual(notFound);
    expect(await remove(bob, message)).toEqual(notFound);
    expect((await workspace.page()).messages).toEqual([message]);
    await submit({ kind: "join", actor: bob, roomId: 1 });
    await remove(bob, message);
    expect(await edit(bob, message, "again")).toEqual({ ok: false, reason: "gone" });
  });

  test("[A2] a session that ended earlier at the same moment stops what follows it", async () => {
    const { ada, bob, post, submit, mark } = workspace;
    const phone = await workspace.signIn(bob.userId);
    const { message } = done(await post(bob, "before"));
    const outcomes = await Promise.all([
      post(phone, "still in"),
      submit({ kind: "endSession", actor: bob, sessionId: phone.sessionId }),
      post(phone, "too late"),
      workspace.edit(phone, message, "too late"),
      workspace.remove(phone, message),
      mark(phone, 1),
      submit({ kind: "join", actor: phone, roomId: 1 }),
      post(ada, "after"),
    ]);
    const over = { ok: false, reason: "session_over" } as const;
    expect(outcomes.slice(2, 7)).toEqual([over, over, over, over, over]);
    expect((await workspace.page()).messages.map(({ body }) => body)).toEqual([
      "before",
      "still in",
      "after",
    ]);
  });

  test("[A2] a changed password and leaving stop the posts that follow at the same moment", async () => {
    const { ada, bob, post, submit } = workspace;
    const phone = await workspace.signIn(ada.userId);
    const outcomes = await Promise.all([
      submit({ kind: "changePassword", actor: ada, verifiedHash: "hash of Ada", passwordHash: "new" }),
      post(phone, "from the phone"),
      post(ada, "from the desk"),
      submit({ kind: "leave", actor: bob, roomId: 1 }),
      post(bob, "from outside"),
    ]);
    expect(outcomes[1]).toEqual({ ok: false, reason: "session_over" });
    expect(outcomes[2]?.ok).toBe(true);
    expect(outcomes[4]).toEqual({ ok: false, reason: "not_found" });
  });

  test("[A2] an expired session, and one of somebody else, posts nothing", async () => {
    const { ada, bob, clock, post } = workspace;
    const over = { ok: false, reason: "session_over" } as const;
    expect(await post({ userId: ada.userId, sessionId: bob.sessionId }, "in her name")).toEqual(over);
    clock.now += 366 * 24 * 3600 * 1000;
    expect(await post(ada, "a year later")).toEqual(over);
  });

  test("[D2] what was committed is heard in order, once, before its own answer", async () => {
    const { ada, bob, commits, post, mark, edit } = workspace;
    const { message } = done(await post(ada, "one"));
    commits.length = 0;
    const answered: string[] = [];
    const handed = [post(bob, "two"), mark(ada, 1), edit(ada, message, "one!"), post(bob, "three")];
    await Promise.all(
      handed.map(async (outcome, index) => {
        await outcome;
        answered.push(`${index} after ${commits.length > index ? "hearing" : "nothing"}`);
      }),
    );
    expect(commits.map(({ change }) => change.kind)).toEqual(["post", "mark", "edit", "post"]);
    // Answers may take uneven times.
    expect(answered.sort()).toEqual([0, 1, 2, 3].map((index) => `${index} after hearing`));
  });
}
