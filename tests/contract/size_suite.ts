// R3: lists of messages are bounded in bytes, say honestly that there is more, and whoever goes on sees everything once.
import { afterEach, beforeEach, expect, test } from "bun:test";

import type { Message } from "../../src/protocol/shapes.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

/** 30,000 bytes; eight of them fit, and four on a side of the message that is asked for. */
const long = "上".repeat(10_000);
const fits = 8;

export function sizeSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  const seqs = (messages: Message[]) => messages.map(({ seq }) => seq);
  const upTo = (last: number, from = 1) =>
    Array.from({ length: last - from + 1 }, (_, index) => from + index);

  async function postLong(
    count: number,
    options: { replyTo?: number; body?: string } = {},
  ): Promise<Message[]> {
    const { body = long, ...more } = options;
    const outcomes = await Promise.all(upTo(count).map(() => workspace.post(workspace.ada, body, more)));
    return outcomes.map((outcome) => done(outcome).message);
  }

  test("[R3] a page of the largest messages is short and says what is before and after it", async () => {
    await postLong(20);
    const page = (query: object) =>
      workspace.stores().messages.page(workspace.bob.userId, 1, { limit: 100, ...query });
    const newest = await page({});
    expect(seqs(newest.messages)).toEqual(upTo(20, 21 - fits));
    expect(newest).toMatchObject({ hasBefore: true, hasAfter: false });
    const oldest = await page({ after: 0 });
    expect(seqs(oldest.messages)).toEqual(upTo(fits));
    expect(oldest).toMatchObject({ hasBefore: false, hasAfter: true });
    // The one that is asked for is there, with some on both sides.
    const middle = await page({ around: 10 });
    expect(seqs(middle.messages)).toEqual(upTo(13, 6));
    expect(middle).toMatchObject({ hasBefore: true, hasAfter: true });
    expect(seqs((await page({ around: 1 })).messages)).toEqual([1, 2, 3, 4]);
    expect(seqs((await page({ around: 20 })).messages)).toEqual([16, 17, 18, 19, 20]);
    expect(seqs((await page({ around: 99 })).messages)).toEqual([17, 18, 19, 20]);
  });

  test("[R3] page by page everything comes once, backwards and forwards", async () => {
    await postLong(9);
    await postLong(60, { body: "short" });
    await postLong(9);
    const back: number[] = [];
    for (let before: number | undefined; ;) {
      const found = await workspace.stores().messages.page(workspace.bob.userId, 1, {
        limit: 50,
        ...(before === undefined ? {} : { before }),
      });
      back.unshift(...seqs(found.messages));
      if (!found.hasBefore) break;
      before = found.messages[0]?.seq;
    }
    expect(back).toEqual(upTo(78));
    const forth: number[] = [];
    for (;;) {
      const after = forth.at(-1) ?? 0;
      const found = await workspace.stores().messages.page(workspace.bob.userId, 1, { limit: 50, after });
      forth.push(...seqs(found.messages));
      if (!found.hasAfter) break;
    }
    expect(forth).toEqual(upTo(78));
  });

  test("[R3] what a page quotes is bounded too, and ids that did not fit are named", async () => {
    const originals = await postLong(12);
    for (const { id } of originals) done(await workspace.post(workspace.bob, "yes", { replyTo: id }));
    const page = await workspace.stores().messages.page(workspace.bob.userId, 1, { limit: 12 });
    expect(page.messages).toHaveLength(12);
    expect(seqs(page.quoted)).toEqual(upTo(fits));
    const ids = originals.map(({ id }) => id);
    const found = await workspace.stores().messages.listByIds(workspace.ada.userId, 1, [...ids, 999_999]);
    expect(seqs(found.messages)).toEqual(upTo(fits));
    expect(found.left).toEqual(ids.slice(fits));
    expect(await workspace.stores().messages.listByIds(workspace.ada.userId, 1, found.left)).toMatchObject({
      left: [],
    });
  });

  test("[R3] pins, saved messages, mentions, replies and what a search finds come in as many pages as they need", async () => {
    const { ada, bob, pin, save, stores } = workspace;
    const [original] = await postLong(1);
    if (!original) throw new Error("It was posted.");
    const replies: Message[] = [];
    for (const _ of upTo(20)) {
      const { message } = done(await workspace.post(bob, long, { replyTo: original.id }));
      replies.push(message);
      done(await pin(ada, message));
      done(await save(ada, message));
    }
    const { messages, search } = stores();
    type Page = { messages: Message[]; next: number | null };
    const lists: Record<string, (from: number | undefined) => Promise<Page | null>> = {
      pins: (before) => messages.pagePins(workspace.ada.userId, 1, { limit: 100, ...(before && { before }) }),
      saved: (before) => messages.pageSaved(ada.userId, { limit: 100, ...(before && { before }) }),
      mentions: (before) => messages.pageMentions(ada.userId, { limit: 100, ...(before && { before }) }),
      replies: (after) => messages.pageReplies(bob.userId, original.id, { after: after ?? 0, limit: 100 }),
      search: (before) =>
        search.find(ada.userId, {
          words: ["上上上上"],
          authorId: bob.userId,
          hasLink: false,
          hasFile: false,
          limit: 50,
          ...(before && { before }),
        }),
    };
    for (const [name, read] of Object.entries(lists)) {
      const all: number[] = [];
      const lengths: number[] = [];
      for (let from: number | undefined; ;) {
        const page = await read(from);
        all.push(...seqs(page?.messages ?? []));
        lengths.push(page?.messages.length ?? 0);
        if (!page || page.next === null) break;
        from = page.next;
      }
      expect([name, lengths]).toEqual([name, [fits, fits, 4]]);
      const expected = seqs(replies);
      expect([name, all]).toEqual([name, name === "replies" ? expected : expected.toReversed()]);
    }
  });

  test("[R3] a body counts as JSON writes it: of a control character that is six bytes", async () => {
    const { ada, bob, stores } = workspace;
    const body = `a${"\u0001".repeat(9999)}`;
    const outcomes = await Promise.all(upTo(6).map(() => workspace.post(ada, body)));
    const messages = outcomes.map((outcome) => done(outcome).message);
    // 60,000 bytes each.
    const page = await stores().messages.page(bob.userId, 1, { limit: 100 });
    expect(seqs(page.messages)).toEqual([3, 4, 5, 6]);
    expect(page).toMatchObject({ hasBefore: true, hasAfter: false });
    expect((await stores().messages.after(bob.userId, 1, 0)).messages).toHaveLength(4);
    const ids = messages.map(({ id }) => id);
    expect((await stores().messages.listByIds(workspace.ada.userId, 1, ids)).left).toEqual(ids.slice(4));
  });

  test("[R3] what a message carries counts: mentions, kinds of reactions", async () => {
    const { ada, bob, react, stores } = workspace;
    const body = "a".repeat(2600);
    const names = [{ name: "Bob", userId: bob.userId }];
    const outcomes = await Promise.all(upTo(100).map(() => workspace.post(ada, body, { mentions: names })));
    const messages = outcomes.map((outcome) => done(outcome).message);
    // 2,602 bytes, itself and a mention: 84 fit.
    expect((await stores().messages.page(bob.userId, 1, { limit: 100 })).messages).toHaveLength(84);
    for (const emoji of ["👍", "🎉", "🌴", "🙂", "🚀"]) {
      await Promise.all(messages.map((message) => react(ada, message, emoji)));
    }
    // Five kinds more: 59.
    expect((await stores().messages.page(bob.userId, 1, { limit: 100 })).messages).toHaveLength(59);
  });
}
