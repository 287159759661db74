// Replies and what they do to their originals, in any storage.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { committedMessages, committedRevs, upTo } from "./committed_revs.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function replySuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  const ids = (messages: { id: number }[]) => messages.map(({ id }) => id);

  test("[N1] a reply raises the count of its original, which gets a rev of its own after the reply's", async () => {
    const { ada, bob, post, now } = workspace;
    const { message: original } = done(await post(ada, "one"));
    const { message: reply } = done(await post(bob, "two", { replyTo: original.id }));
    expect(reply).toMatchObject({ replyTo: original.id, seq: 2, rev: 2, replies: 0 });
    expect(await now(original)).toEqual({ ...original, replies: 1, rev: 3 });
    const { message: next } = done(await post(ada, "three"));
    expect(next).toMatchObject({ seq: 3, rev: 4 });
  });

  test("[N1] replies and posts handed in at once are heard with every rev once, in order, and the originals as they then are", async () => {
    const { ada, bob, commits, post, now } = workspace;
    const { message: one } = done(await post(ada, "one"));
    const { message: two } = done(await post(bob, "two"));
    const outcomes = await Promise.all([
      post(bob, "plain"),
      post(bob, "to one", { replyTo: one.id }),
      post(ada, "to one too", { replyTo: one.id }),
      post(ada, "to two", { replyTo: two.id }),
      post(bob, "plain again"),
    ]);
    expect(outcomes.map((outcome) => done(outcome).message.seq)).toEqual([3, 4, 5, 6, 7]);
    expect((await now(one)).replies).toBe(2);
    expect((await now(two)).replies).toBe(1);
    const { rev } = await workspace.page();
    expect(committedRevs(commits).get(1)).toEqual(upTo(rev));
    const last = new Map(committedMessages(commits).map((message) => [message.id, message]));
    const byId = [...last.values()].sort((a, b) => a.id - b.id);
    expect(byId).toEqual((await workspace.page()).messages);
  });

  test("[N1] a retry of a reply counts once; one to elsewhere or to nothing is refused and counts nothing", async () => {
    const { ada, post, now } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    const { message: original } = done(await post(ada, "one"));
    const same = { clientId: "same", replyTo: original.id };
    const outcomes = await Promise.all([post(ada, "hi", same), post(ada, "hi", same)]);
    expect(outcomes.map((outcome) => done(outcome).changed)).toEqual([true, false]);
    expect(done(await post(ada, "hi", same)).changed).toBe(false);
    const notFound = { ok: false, reason: "not_found" } as const;
    expect(await post(ada, "elsewhere", { roomId, replyTo: original.id })).toEqual(notFound);
    // The id that the next message will have, guessed: it is not there when the run begins.
    const guessed = await Promise.all([
      post(ada, "first"),
      post(ada, "to the first", { replyTo: original.id + 2 }),
      post(ada, "to nothing", { replyTo: 999_999 }),
    ]);
    expect(guessed.at(-1)).toEqual(notFound);
    expect((await now(original)).replies).toBe(1);
  });

  test("[N1] a deleted reply is not counted, and its original is told after it; a deleted original still counts", async () => {
    const { ada, bob, commits, post, remove, now } = workspace;
    const { message: original } = done(await post(ada, "one"));
    const { message: first } = done(await post(bob, "two", { replyTo: original.id }));
    const { message: second } = done(await post(bob, "three", { replyTo: original.id }));
    await remove(bob, first);
    expect((await now(original)).replies).toBe(1);
    await remove(bob, first);
    expect((await now(original)).replies).toBe(1);
    await remove(ada, original);
    const { message: third } = done(await post(bob, "four", { replyTo: original.id }));
    expect(await now(original)).toMatchObject({ body: "", replies: 2 });
    await Promise.all([remove(bob, second), remove(bob, third)]);
    expect((await now(original)).replies).toBe(0);
    expect(committedRevs(commits).get(1)).toEqual(upTo((await workspace.page()).rev));
  });

  test("[N1] an original and its reply deleted at once leave what is heard and what is stored the same", async () => {
    const { ada, commits, post, remove, now } = workspace;
    const { message: original } = done(await post(ada, "one"));
    const { message: reply } = done(await post(ada, "two", { replyTo: original.id }));
    const { message: deeper } = done(await post(ada, "three", { replyTo: reply.id }));
    await Promise.all([
      remove(ada, original),
      remove(ada, reply),
      remove(ada, deeper),
      remove(ada, original),
    ]);
    expect(committedRevs(commits).get(1)).toEqual(upTo((await workspace.page()).rev));
    const last = new Map(committedMessages(commits).map((message) => [message.id, message]));
    for (const message of [original, reply, deeper]) expect(last.get(message.id)).toEqual(await now(message));
    expect([await now(original), await now(reply)].map(({ replies }) => replies)).toEqual([0, 0]);
  });

  test("[N1] replies are listed by seq, a page at a time, with the original as it is; nothing of a message that is not there", async () => {
    const { ada, bob, post, remove, stores } = workspace;
    const { message: original } = done(await post(ada, "one"));
    const replies = await Promise.all(
      upTo(5).map((number) => post(bob, `reply ${number}`, { replyTo: original.id })),
    );
    await post(bob, "no reply");
    const [first, second, third, fourth, fifth] = replies.map((outcome) => done(outcome).message);
    if (!first || !second || !third || !fourth || !fifth) throw new Error("Five were posted.");
    await remove(bob, second);
    const page = (after: number) =>
      stores().messages.pageReplies(ada.userId, original.id, { after, limit: 2 });
    const start = await page(0);
    expect(start).toMatchObject({
      rev: (await workspace.page()).rev,
      message: { id: original.id, replies: 4 },
    });
    expect(ids(start?.messages ?? [])).toEqual([first.id, second.id]);
    expect(start?.next).toBe(second.seq);
    expect(ids((await page(second.seq))?.messages ?? [])).toEqual([third.id, fourth.id]);
    const end = await page(fourth.seq);
    expect([ids(end?.messages ?? []), end?.next]).toEqual([[fifth.id], null]);
    expect(await stores().messages.pageReplies(ada.userId, 999_999, { after: 0, limit: 2 })).toBeNull();
  });

  test("[N2] a page carries what its messages reply to and is not in it, once, as it now is: edited, deleted", async () => {
    const { ada, post, edit, remove, stores } = workspace;
    const { message: original } = done(await post(ada, "one"));
    await post(ada, "two");
    const { message: third } = done(await post(ada, "three", { replyTo: original.id }));
    await post(ada, "four", { replyTo: original.id });
    await post(ada, "five", { replyTo: third.id });
    const { quoted, messages } = await stores().messages.page(ada.userId, 1, { limit: 3 });
    expect(messages.map(({ seq }) => seq)).toEqual([3, 4, 5]);
    expect(quoted.map(({ id, replies }) => [id, replies])).toEqual([[original.id, 2]]);
    expect((await stores().messages.page(ada.userId, 1, { limit: 10 })).quoted).toEqual([]);
    const quotedNow = async () => (await stores().messages.page(ada.userId, 1, { limit: 3 })).quoted[0];
    done(await edit(ada, await workspace.now(original), "as it is"));
    expect(await quotedNow()).toMatchObject({ id: original.id, body: "as it is", replies: 2 });
    done(await remove(ada, original));
    expect(await quotedNow()).toMatchObject({ id: original.id, body: "", replies: 2 });
  });

  test("[N2] messages are found by id in their own room only, by seq", async () => {
    const { ada, post, stores } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    const { message: one } = done(await post(ada, "one"));
    const { message: two } = done(await post(ada, "two"));
    const { message: there } = done(await post(ada, "there", { roomId }));
    const found = await stores().messages.listByIds(workspace.ada.userId, 1, [
      two.id,
      there.id,
      999_999,
      one.id,
    ]);
    expect(found).toEqual({ rev: 2, messages: [one, two], left: [] });
  });

  test("[G5] nothing is posted or edited in an archived room; a retry and a deletion are", async () => {
    const { ada, post, edit, remove, submit } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    const options = { roomId, clientId: "same" };
    const { message } = done(await post(ada, "one", options));
    const archived = { ok: false, reason: "archived" } as const;
    const outcomes = await Promise.all([
      submit({ kind: "changeRoom", actor: ada, roomId, archived: true }),
      post(ada, "two", { roomId }),
      post(ada, "three", { roomId, replyTo: message.id }),
      edit(ada, message, "better"),
      post(ada, "in the lounge"),
    ]);
    expect(outcomes.slice(1, 4)).toEqual([archived, archived, archived]);
    expect(done(outcomes[4]).message.seq).toBe(1);
    expect(await post(ada, "one", options)).toEqual({ ok: true, changed: false, message });
    expect(await edit(ada, message, "one")).toEqual({ ok: true, changed: false, message });
    expect(done(await remove(ada, message)).changed).toBe(true);
    await submit({ kind: "changeRoom", actor: ada, roomId, archived: false });
    expect(done(await post(ada, "back", { roomId })).message.seq).toBe(2);
  });
}
