// History, catching up, unread counts and rooms, in any storage.
import { displayKeysOf } from "../../src/domain/accounts/confusable_keys.ts";
import { afterEach, beforeEach, expect, test } from "bun:test";

import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function readingSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  async function postMany(count: number): Promise<void> {
    const { ada, post } = workspace;
    await Promise.all(Array.from({ length: count }, (_, index) => post(ada, `number ${index + 1}`)));
  }

  const seqs = (messages: { seq: number }[]) => messages.map(({ seq }) => seq);

  test("[R3] history is paged by seq, oldest first, and says what lies on either side", async () => {
    await postMany(10);
    const { messages } = workspace.stores();
    const readPage = async (query: { before?: number; after?: number; around?: number; limit: number }) => {
      const page = await messages.page(workspace.ada.userId, 1, query);
      return { seqs: seqs(page.messages), hasBefore: page.hasBefore, hasAfter: page.hasAfter, rev: page.rev };
    };
    expect(await readPage({ limit: 3 })).toEqual({
      seqs: [8, 9, 10],
      hasBefore: true,
      hasAfter: false,
      rev: 10,
    });
    expect(await readPage({ before: 4, limit: 5 })).toEqual({
      seqs: [1, 2, 3],
      hasBefore: false,
      hasAfter: true,
      rev: 10,
    });
    expect(await readPage({ after: 7, limit: 2 })).toMatchObject({
      seqs: [8, 9],
      hasBefore: true,
      hasAfter: true,
    });
    expect(await readPage({ around: 5, limit: 4 })).toMatchObject({ seqs: [3, 4, 5, 6] });
    expect(await readPage({ around: 1, limit: 4 })).toMatchObject({ seqs: [1, 2], hasBefore: false });
    expect(await readPage({ around: 5, limit: 1 })).toMatchObject({ seqs: [5] });
    expect(await readPage({ after: 10, limit: 2 })).toMatchObject({ seqs: [], hasAfter: false });
  });

  test("[R3] a time leads to the first message of about then, and beyond the last to the newest", async () => {
    const { ada, clock, post, stores } = workspace;
    const start = clock.now;
    const readPage = async (at: number, limit = 1) =>
      seqs((await stores().messages.page(ada.userId, 1, { at, limit })).messages);
    expect(await readPage(start)).toEqual([]);
    // Nothing, then two at once, and a clock that goes back in between.
    for (const minute of [1, 2, 2, 5, 9, 3, 10, 11]) {
      clock.now = start + minute * 60_000;
      await post(ada, `at minute ${minute}`);
    }
    const minutes = (minute: number) => start + minute * 60_000;
    expect(await readPage(0)).toEqual([1]);
    expect(await readPage(minutes(1))).toEqual([1]);
    expect(await readPage(minutes(1) + 1)).toEqual([2]);
    expect(await readPage(minutes(2))).toEqual([2]);
    expect(await readPage(minutes(10))).toEqual([7]);
    expect(await readPage(minutes(10), 4)).toEqual([5, 6, 7, 8]);
    expect(await readPage(minutes(12))).toEqual([8]);
    expect(await readPage(minutes(12), 3)).toEqual([6, 7, 8]);
    // Minute 3 came twice: either place is one.
    const [seq = 0] = await readPage(minutes(2) + 1);
    expect([4, 7]).toContain(seq);
    const { messages } = await stores().messages.page(ada.userId, 1, { limit: 100 });
    for (let at = start; at <= minutes(11); at += 30_000) {
      const [found = 0] = await readPage(at);
      expect(messages[found - 1]?.createdAt).toBeGreaterThanOrEqual(at);
      if (found > 1) expect(messages[found - 2]?.createdAt).toBeLessThan(at);
    }
  });

  test("[R3] paging up gives every message once", async () => {
    await postMany(57);
    const seen: number[] = [];
    let before = Number.MAX_SAFE_INTEGER;
    for (;;) {
      const page = await workspace.stores().messages.page(workspace.ada.userId, 1, { before, limit: 10 });
      seen.unshift(...seqs(page.messages));
      if (!page.hasBefore) break;
      before = page.messages[0]?.seq ?? 0;
    }
    expect(seen).toEqual(Array.from({ length: 57 }, (_, index) => index + 1));
  });

  test("[D5] who was away gets every post, edit and deletion once, by rising rev", async () => {
    const { ada, bob, post, edit, remove, stores } = workspace;
    const { message: one } = done(await post(ada, "one"));
    const { message: two } = done(await post(ada, "two"));
    await edit(ada, two, "two, edited");
    const away = await stores().messages.after(bob.userId, 1, 2);
    expect(away.messages.map(({ body }) => body)).toEqual(["two, edited"]);
    await remove(ada, one);
    await post(bob, "three");
    const page = await stores().messages.after(bob.userId, 1, away.rev);
    expect(page).toMatchObject({ rev: 5, complete: true, more: false, counts: { rev: 5, lastSeq: 3 } });
    expect(page.messages.map(({ seq, rev }) => [seq, rev])).toEqual([
      [1, 4],
      [3, 5],
    ]);
  });

  test("[D6] with nothing new a sync says the room's rev and replays nothing", async () => {
    const { ada, stores } = workspace;
    await postMany(3);
    const first = await stores().messages.after(ada.userId, 1, 0);
    expect(seqs(first.messages)).toEqual([1, 2, 3]);
    expect(await stores().messages.after(ada.userId, 1, first.rev)).toMatchObject({
      rev: 3,
      complete: true,
      more: false,
      messages: [],
    });
  });

  test("[W7] a sync carries at most 200 messages; its rev is then the last one's", async () => {
    await postMany(450);
    const revs: number[] = [];
    let from = 0;
    for (;;) {
      const page = await workspace.stores().messages.after(workspace.bob.userId, 1, from);
      revs.push(...page.messages.map(({ rev }) => rev));
      expect(page.messages.length).toBeLessThanOrEqual(200);
      expect(page.rev).toBe(revs.at(-1) ?? 0);
      from = page.rev;
      if (!page.more) break;
    }
    expect(revs).toEqual(Array.from({ length: 450 }, (_, index) => index + 1));
  });

  test("[W7] a sync carries at most 256 KiB of bodies in UTF-8, and at least one", async () => {
    const { ada, bob, post, stores } = workspace;
    const long = "上".repeat(10_000);
    await Promise.all(Array.from({ length: 12 }, () => post(ada, long)));
    const page = await stores().messages.after(bob.userId, 1, 0);
    expect(page).toMatchObject({ rev: 8, more: true });
    expect(seqs((await stores().messages.after(bob.userId, 1, page.rev)).messages)).toEqual([9, 10, 11, 12]);
  });

  test("[W7] too far behind, or ahead of the room: not complete, no messages, the room's rev", async () => {
    const { bob, stores } = workspace;
    await postMany(2001);
    const incomplete = { rev: 2001, complete: false, more: false, messages: [] };
    expect(await stores().messages.after(bob.userId, 1, 0)).toMatchObject(incomplete);
    expect(await stores().messages.after(bob.userId, 1, 2002)).toMatchObject(incomplete);
    expect((await stores().messages.after(bob.userId, 1, 1)).messages).toHaveLength(200);
  });

  test("[U1] unread counts posts by others after my mark: not my own, not edits, not deleted ones", async () => {
    const { ada, bob, post, edit, remove, counts, mark } = workspace;
    const { message: one } = done(await post(ada, "one"));
    const { message: two } = done(await post(ada, "two"));
    await post(bob, "mine");
    expect(await counts(bob)).toEqual({ rev: 3, lastSeq: 3, readSeq: 0, unread: 2, mentions: 0 });
    await remove(ada, two);
    expect((await counts(bob))?.unread).toBe(1);
    await mark(bob, 3);
    await edit(ada, one, "one, edited");
    expect(await counts(bob)).toMatchObject({ readSeq: 3, unread: 0, rev: 5 });
    expect((await counts(ada))?.unread).toBe(1);
  });

  test("[U1] who joins, and who registers, has read everything there is", async () => {
    const { ada, bob, submit, post, createRoom, counts, invite } = workspace;
    const roomId = await createRoom(ada, "garden");
    await post(ada, "one", { roomId });
    await post(ada, "in the lounge");
    expect(await counts(bob, roomId)).toBeNull();
    await submit({ kind: "join", actor: bob, roomId });
    expect(await counts(bob, roomId)).toMatchObject({ readSeq: 1, unread: 0 });
    const carl = await workspace.register("Carl", (await invite(ada)).tokenHash);
    expect(await counts(carl)).toMatchObject({ readSeq: 1, unread: 0 });
    await post(ada, "two", { roomId });
    expect((await counts(bob, roomId))?.unread).toBe(1);
  });

  test("[U1] counting stops at 1,000", async () => {
    await postMany(1003);
    expect((await workspace.counts(workspace.bob))?.unread).toBe(1000);
  });

  test("[U2] reading only raises the mark, to what exists; an explicit unread lowers it", async () => {
    const { ada, bob, post, mark, counts } = workspace;
    for (const body of ["one", "two", "three"]) await post(ada, body);
    expect(await mark(bob, 99)).toEqual({ ok: true, changed: true });
    expect(await counts(bob)).toMatchObject({ readSeq: 3, unread: 0 });
    expect(await mark(bob, 1)).toEqual({ ok: true, changed: false });
    expect(await mark(bob, 2, { lower: true })).toEqual({ ok: true, changed: true });
    expect(await counts(bob)).toMatchObject({ readSeq: 1, unread: 2 });
    await mark(bob, 0, { lower: true });
    expect(await counts(bob)).toMatchObject({ readSeq: 0, unread: 3 });
    await mark(bob, 99, { lower: true });
    expect((await counts(bob))?.readSeq).toBe(3);
  });

  test("[U2] marks handed in at once act in their order", async () => {
    const { ada, bob, post, mark, counts } = workspace;
    for (const body of ["one", "two", "three"]) await post(ada, body);
    const outcomes = await Promise.all([
      mark(bob, 3),
      mark(bob, 2, { lower: true }),
      mark(bob, 1),
      mark(ada, 2),
      mark(bob, 2),
    ]);
    expect(outcomes.map((outcome) => done(outcome).changed)).toEqual([true, true, false, true, true]);
    expect((await counts(bob))?.readSeq).toBe(2);
    expect(await mark(bob, 1, { roomId: 999 })).toEqual({ ok: false, reason: "not_found" });
  });

  test("[U3] after 111 were marked as read, one new post shows 1", async () => {
    await postMany(111);
    const { ada, bob, post, mark, counts } = workspace;
    await mark(bob, 111);
    await post(ada, "one more");
    expect((await counts(bob))?.unread).toBe(1);
  });

  test("[A3] access begins with a join, ends with a leave, and knows a new name at once", async () => {
    const { ada, bob, submit, createRoom, stores } = workspace;
    const roomId = await createRoom(ada, "garden");
    const find = () => stores().rooms.findMembership(bob.userId, roomId);
    expect(await find()).toBeNull();
    await submit({ kind: "join", actor: bob, roomId });
    expect(await find()).toMatchObject({ role: "member", room: { id: roomId, name: "garden" } });
    expect(await submit({ kind: "changeRoom", actor: bob, roomId, name: "park" })).toEqual({
      ok: true,
      changed: true,
    });
    expect((await find())?.room.name).toBe("park");
    await submit({ kind: "leave", actor: bob, roomId });
    expect(await find()).toBeNull();
    expect(await submit({ kind: "changeRoom", actor: bob, roomId, name: "mine" })).toEqual({
      ok: false,
      reason: "not_found",
    });
    expect((await stores().rooms.findRoom(ada.userId, roomId))?.name).toBe("park");
  });

  test("[A3] at the moment a leave is published, access has already ended", async () => {
    const { bob, submit, stores, commits } = workspace;
    await stores().rooms.findMembership(bob.userId, 1);
    commits.length = 0;
    const left = submit({ kind: "leave", actor: bob, roomId: 1 });
    // The search index is written in between, and heard too.
    while (!commits.some(({ change }) => change.kind === "leave")) await Bun.sleep(0);
    expect(await stores().rooms.findMembership(bob.userId, 1)).toBeNull();
    await left;
  });

  test("[W6] rooms: mine with counts, others to join, their members, and how each member sees one", async () => {
    const { ada, bob, submit, createRoom, stores } = workspace;
    const { rooms } = stores();
    const garden = await createRoom(ada, "garden");
    const attic = await createRoom(ada, "attic");
    const first = { after: 0, limit: 100 };
    expect((await rooms.pageMine(ada.userId, { after: 0, limit: 1000 })).map(({ id }) => id)).toEqual([
      1,
      garden,
      attic,
    ]);
    expect(await rooms.listMyIds(bob.userId)).toEqual([1]);
    expect((await rooms.pageMine(ada.userId, { after: 1, limit: 1 })).map(({ id }) => id)).toEqual([garden]);
    expect((await rooms.pageJoinable(bob.userId, first)).map(({ name }) => name)).toEqual([
      "garden",
      "attic",
    ]);
    expect(await rooms.findRoom(bob.userId, garden)).toMatchObject({ joined: false, unread: 0 });
    expect(await rooms.findRoom(bob.userId, 999)).toBeNull();
    expect(await submit({ kind: "join", actor: bob, roomId: garden })).toEqual({ ok: true, changed: true });
    expect(await submit({ kind: "join", actor: bob, roomId: garden })).toEqual({ ok: true, changed: false });
    expect(await submit({ kind: "join", actor: bob, roomId: 999 })).toEqual({
      ok: false,
      reason: "not_found",
    });
    expect(await rooms.findRoom(bob.userId, garden)).toMatchObject({ joined: true, kind: "public" });
    expect((await rooms.pageMembers(garden, first)).map(({ user, role }) => [user.username, role])).toEqual([
      ["Ada", "owner"],
      ["Bob", "member"],
    ]);
    const seen = await rooms.forMembers(garden, [ada.userId, bob.userId, 999]);
    expect(new Set(seen.keys())).toEqual(new Set([ada.userId, bob.userId]));
    expect(seen.get(bob.userId)).toEqual((await rooms.findRoom(bob.userId, garden)) ?? undefined);
  });

  test("[C9] rooms are told in order: the open one, mentions, unread, starred, then the last spoken in; hidden ones last", async () => {
    const { ada, bob, submit, createRoom, post, mark, stores, clock } = workspace;
    const names = ["open", "mentioned", "called", "unread", "muted", "starred", "older", "newer", "hidden"];
    names.push("silent");
    const ids = new Map<string, number>();
    for (const name of names) {
      const roomId = await createRoom(bob, name);
      ids.set(name, roomId);
      await submit({ kind: "addMembers", actor: bob, roomId, userIds: [ada.userId] });
      clock.now += 1000;
      await post(bob, `to begin ${name}`, { roomId });
      await mark(ada, 1, { roomId });
    }
    const set = (name: string, what: object) =>
      submit({ kind: "changeRoomSettings", actor: ada, roomId: ids.get(name) ?? 0, ...what });
    await set("starred", { starred: true });
    await set("muted", { mutedUntil: clock.now + 1e6 });
    await set("hidden", { notify: "hidden" });
    for (const name of ["newer", "unread", "muted", "hidden"]) {
      clock.now += 1000;
      await post(bob, "more", { roomId: ids.get(name) ?? 0 });
    }
    await mark(ada, 2, { roomId: ids.get("newer") ?? 0 });
    await post(bob, "@Ada", {
      roomId: ids.get("mentioned") ?? 0,
      mentions: [{ name: "Ada", userId: ada.userId }],
    });
    clock.now += 1000;
    await post(bob, "@everyone", {
      roomId: ids.get("called") ?? 0,
      broadcast: { to: "everyone" },
    });
    const { listed, rest } = await stores().rooms.planMine(ada.userId, {
      openRoomId: ids.get("open") ?? 0,
      now: clock.now,
    });
    const nameOf = (roomId: number) => [...ids].find(([, id]) => id === roomId)?.[0] ?? "lounge";
    expect(listed.map(({ id }) => nameOf(id)).join(" ")).toBe(
      "open called mentioned unread starred muted newer silent older lounge hidden",
    );
    expect(listed.map(({ span }) => span)).toEqual([0, 1, 1, 1, 0, 1, 0, 0, 0, 0, 1]);
    expect(rest).toEqual({ rooms: 0, unread: 0, mentions: 0 });
  });

  test("[W6] of some rooms those that are mine are found, in the order they were asked for", async () => {
    const { ada, bob, createRoom, stores } = workspace;
    const { rooms } = stores();
    const [garden, attic] = [await createRoom(ada, "garden"), await createRoom(bob, "attic")];
    const found = await rooms.findMine(ada.userId, [garden, attic, 999, 1]);
    expect(found.map(({ id, name }) => [id, name])).toEqual([
      [garden, "garden"],
      [1, "lounge"],
    ]);
    expect(found[0]).toEqual((await rooms.findRoom(ada.userId, garden)) ?? undefined);
    const texts = await rooms.findMineAsText(ada.userId, [garden, attic, 999, 1]);
    expect(texts.map(({ text }) => JSON.parse(text))).toEqual(found);
    expect(texts.map(({ id, bytes }) => [id, bytes])).toEqual(
      texts.map(({ id, text }) => [id, Buffer.byteLength(text)]),
    );
  });

  test("[C9] rooms of mine are found by a word of their name, in any case, and nobody else's", async () => {
    const { ada, bob, createRoom, stores } = workspace;
    const garden = await createRoom(ada, "Kitchen Garden");
    const den = await createRoom(ada, "den");
    const room = await createRoom(ada, "日本語の部屋");
    await createRoom(bob, "garden of Bob");
    const find = async (key: string, limit = 20) =>
      (await stores().rooms.findMineByName(ada.userId, { key, limit })).ids;
    expect(await find("garden")).toEqual([garden]);
    expect(await find("kitchen gar")).toEqual([garden]);
    // In the middle of a word there is nothing, but where words are not set apart.
    expect(await find("den")).toEqual([den]);
    expect(await find("部屋")).toEqual([room]);
    expect(await find("nothing")).toEqual([]);
    // The whole name, then what begins so, then the newest.
    const [exact, first, older, newer] = [
      await createRoom(ada, "ops"),
      await createRoom(ada, "Ops night"),
      await createRoom(ada, "the ops"),
      await createRoom(ada, "our ops"),
    ];
    expect(await find("ops")).toEqual([exact, first, newer, older]);
    expect(await find("ops", 2)).toEqual([exact, first]);
  });

  test("[W6] a changed display name shows in the author of every message", async () => {
    const { ada, post, submit, page } = workspace;
    await post(ada, "hello");
    await submit({
      kind: "changeProfile",
      actor: ada,
      displayName: { text: "Countess Ada", key: "countess ada", keys: displayKeysOf("Countess Ada") },
    });
    expect((await page()).messages[0]?.author.displayName).toBe("Countess Ada");
  });

  test("[X1] bodies come back as they went in", async () => {
    const { ada, post, page } = workspace;
    const bodies = [
      "\"quoted\" 'quoted' \\ back\\n",
      "a\nb\tc\u0001",
      "上海 👩‍👩‍👧 ÅÅ\u2028",
      "<b>&amp;</b>",
      "null",
    ];
    await Promise.all(bodies.map((body) => post(ada, body)));
    expect((await page()).messages.map(({ body }) => body)).toEqual(bodies);
  });
}
