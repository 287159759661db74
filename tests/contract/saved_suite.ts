// Pins and what people save for later, in any storage.
import { afterEach, beforeEach, expect, test } from "bun:test";

import type { Message } from "../../src/protocol/shapes.ts";
import { committedRevs, upTo } from "./committed_revs.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function savedSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  async function postMany(count: number, roomId = 1): Promise<Message[]> {
    const posted = await Promise.all(
      upTo(count).map((number) => workspace.post(workspace.ada, `${number}`, { roomId })),
    );
    return posted.map((outcome) => done(outcome).message);
  }
  const refused = (outcome: { ok: boolean }) => ("reason" in outcome ? outcome.reason : null);

  test("[N3] pins are listed with the last pinned first, though the clock stands still; pinning again alters nothing", async () => {
    const { ada, bob, clock, pin, now, stores, commits } = workspace;
    const [one, two, three] = await postMany(3);
    if (!one || !two || !three) throw new Error("Three were posted.");
    await pin(ada, two);
    clock.now -= 60_000;
    await pin(bob, three);
    const { message } = done(await pin(ada, one));
    expect(message.pinnedAt).toBeGreaterThan(clock.now);
    expect(message).toEqual({ ...one, pinnedAt: message.pinnedAt, rev: 6 });
    expect(await pin(bob, one)).toEqual({ ok: true, changed: false, message });
    const listed = async () =>
      (await stores().messages.pagePins(workspace.ada.userId, 1, { limit: 100 })).messages.map(
        ({ id }) => id,
      );
    expect(await listed()).toEqual([one.id, three.id, two.id]);
    const { message: unpinned } = done(await pin(ada, three, { on: false }));
    expect(unpinned).toEqual({ ...three, rev: 7 });
    expect(await pin(ada, three, { on: false })).toEqual({ ok: true, changed: false, message: unpinned });
    expect(await now(three)).toEqual(unpinned);
    expect(await stores().messages.pagePins(workspace.ada.userId, 1, { limit: 100 })).toMatchObject({
      rev: 7,
      messages: [{ id: one.id }, { id: two.id }],
    });
    expect(committedRevs(commits).get(1)).toEqual(upTo(7));
  });

  test("[N3] a room has at most 100 pins, also when they come at once; a deleted message is unpinned", async () => {
    const { ada, pin, remove, stores } = workspace;
    const messages = await postMany(102);
    const outcomes = await Promise.all(messages.slice(0, 101).map((message) => pin(ada, message)));
    expect(outcomes.map(refused)).toEqual([...Array(100).fill(null), "too_many"]);
    const [first, last] = [messages[0], messages[101]];
    if (!first || !last) throw new Error("They were posted.");
    expect(done(await pin(ada, first)).changed).toBe(false);
    const { message: tombstone } = done(await remove(ada, first));
    expect(tombstone.pinnedAt).toBeNull();
    expect(refused(await pin(ada, first))).toBe("gone");
    expect(done(await pin(ada, last)).changed).toBe(true);
    expect((await stores().messages.pagePins(workspace.ada.userId, 1, { limit: 100 })).messages).toHaveLength(
      100,
    );
  });

  test("[N3] who may not pin: not a member, a session that is over, in an archived room", async () => {
    const { ada, bob, pin, submit } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    const [message, other] = await postMany(2, roomId);
    if (!message || !other) throw new Error("They were posted.");
    expect(refused(await pin(bob, message))).toBe("not_found");
    expect(refused(await pin(ada, { ...message, id: 999_999 }))).toBe("not_found");
    expect(refused(await pin({ ...ada, sessionId: bob.sessionId }, message))).toBe("session_over");
    await pin(ada, message);
    await submit({ kind: "changeRoom", actor: ada, roomId, archived: true });
    expect(refused(await pin(ada, other))).toBe("archived");
    expect(refused(await pin(ada, message, { on: false }))).toBe("archived");
    expect(done(await pin(ada, message)).changed).toBe(false);
  });

  test("[N4] saves are listed with the last saved first, a page at a time, and are nobody else's; no rev moves", async () => {
    const { ada, bob, save, remove, stores } = workspace;
    const [one, two, three] = await postMany(3);
    if (!one || !two || !three) throw new Error("Three were posted.");
    for (const message of [two, three, one])
      expect(await save(bob, message)).toEqual({ ok: true, changed: true });
    expect(await save(bob, one)).toEqual({ ok: true, changed: false });
    await remove(ada, three);
    const page = (before?: number) =>
      stores().messages.pageSaved(bob.userId, { limit: 2, ...(before !== undefined && { before }) });
    const first = await page();
    expect(first.messages.map(({ id }) => id)).toEqual([one.id, three.id]);
    const second = await page(first.next ?? 0);
    expect([second.messages.map(({ id }) => id), second.next]).toEqual([[two.id], null]);
    const saved = await stores().messages.listSavedIds(bob.userId);
    expect(saved.toSorted((a, b) => a - b)).toEqual([one.id, two.id, three.id]);
    expect((await stores().messages.pageSaved(ada.userId, { limit: 9 })).messages).toEqual([]);
    expect(await save(bob, two, { on: false })).toEqual({ ok: true, changed: true });
    expect(await save(bob, two, { on: false })).toEqual({ ok: true, changed: false });
    expect(await save(bob, three)).toEqual({ ok: true, changed: false });
    expect(await save(bob, three, { on: false })).toEqual({ ok: true, changed: true });
    expect(refused(await save(bob, three))).toBe("gone");
    expect((await workspace.page()).rev).toBe(4);
  });

  test("[A1] what someone saved in a room they left is not listed, and is there again when they come back", async () => {
    const { ada, bob, post, save, submit, stores } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    const { message } = done(await post(ada, "secret", { roomId }));
    expect(refused(await save(bob, message))).toBe("not_found");
    await submit({ kind: "join", actor: bob, roomId });
    await save(bob, message);
    await submit({ kind: "leave", actor: bob, roomId });
    expect(await stores().messages.listSavedIds(bob.userId)).toEqual([]);
    expect((await stores().messages.pageSaved(bob.userId, { limit: 9 })).messages).toEqual([]);
    expect(refused(await save(bob, message, { on: false }))).toBe("not_found");
    await submit({ kind: "join", actor: bob, roomId });
    expect(await stores().messages.listSavedIds(bob.userId)).toEqual([message.id]);
    expect(await stores().messages.listSavedIds(bob.userId, roomId)).toEqual([message.id]);
    expect(await stores().messages.listSavedIds(bob.userId, roomId + 1)).toEqual([]);
  });

  test("[N4] 500 are saved at most; what they may not see any more makes room", async () => {
    const { ada, bob, post, save, submit, stores } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    await submit({ kind: "join", actor: bob, roomId });
    const { message: there } = done(await post(ada, "there", { roomId }));
    await save(bob, there);
    const messages = await postMany(501);
    const outcomes = await Promise.all(messages.slice(0, 500).map((message) => save(bob, message)));
    expect(outcomes.map(refused)).toEqual([...Array(499).fill(null), "too_many"]);
    await submit({ kind: "leave", actor: bob, roomId });
    const last = messages.slice(-2);
    const after = [];
    for (const message of last) after.push(refused(await save(bob, message)));
    expect(after).toEqual([null, "too_many"]);
    await submit({ kind: "join", actor: bob, roomId });
    expect(await stores().messages.listSavedIds(bob.userId)).not.toContain(there.id);
  });
}
