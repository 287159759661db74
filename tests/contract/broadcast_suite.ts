// Whom `@everyone` and `@here` reach, in any storage: one row each, however many they are.
import { afterEach, beforeEach, expect, test } from "bun:test";

import type { Actor } from "../../src/domain/journal.ts";
import { readWords } from "../../src/domain/search/words.ts";
import type { Message } from "../../src/protocol/shapes.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

const anywhere = { hasLink: false, hasFile: false, limit: 1 };
const everyone = { broadcast: { to: "everyone" } } as const;
const hereAre = (...people: Actor[]) => ({
  broadcast: { to: "here", userIds: people.map(({ userId }) => userId) } as const,
});

export function broadcastSuite(kind: StorageKind): void {
  let workspace: Workspace;
  let eve: Actor;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
    eve = await workspace.newcomer("Eve");
  });
  afterEach(() => workspace.dispose());

  const postMessage = async (...args: Parameters<Workspace["post"]>): Promise<Message> =>
    done(await workspace.post(...args)).message;
  const named = (...people: [string, Actor][]) => people.map(([name, { userId }]) => ({ name, userId }));
  const mentionsOf = async (actor: Actor, roomId = 1) => (await workspace.counts(actor, roomId))?.mentions;

  /** All of the inbox, page by page. */
  async function inbox({ userId }: Actor, limit = 100): Promise<string[]> {
    const bodies: string[] = [];
    let before: number | null = Number.MAX_SAFE_INTEGER;
    while (before !== null) {
      const { messages, next } = await workspace.stores().messages.pageMentions(userId, { limit, before });
      bodies.push(...messages.map(({ body }) => body));
      before = next;
    }
    return bodies;
  }

  test("[M2] who comes back in is reached by later broadcasts only, also where the mark is lowered", async () => {
    const { ada, bob, submit, mark } = workspace;
    await postMessage(ada, "first", everyone);
    expect([await mentionsOf(bob), await inbox(bob)]).toEqual([1, ["first"]]);
    await submit({ kind: "leave", actor: bob, roomId: 1 });
    await postMessage(ada, "away", everyone);
    await submit({ kind: "join", actor: bob, roomId: 1 });
    expect([await mentionsOf(bob), await inbox(bob)]).toEqual([0, []]);
    await mark(bob, 0, { lower: true });
    expect([await mentionsOf(bob), await inbox(bob)]).toEqual([0, []]);
    await postMessage(ada, "back", everyone);
    await postMessage(ada, "here", hereAre(bob));
    expect([await mentionsOf(bob), await inbox(bob)]).toEqual([2, ["here", "back"]]);
  });

  test("[M2] whoever comes in by being added, entering, registering or making the room is reached from then on", async () => {
    const { ada, bob, submit } = workspace;
    const roomId = await workspace.createRoom(bob, "cellar", "private");
    await postMessage(bob, "before", { roomId, ...everyone });
    await submit({ kind: "addMembers", actor: bob, roomId, userIds: [eve.userId] });
    await submit({ kind: "enterRoom", actor: ada, roomId });
    const carl = await workspace.newcomer("Carl");
    for (const actor of [eve, ada]) await workspace.mark(actor, 0, { roomId, lower: true });
    const found = () => Promise.all([eve, ada, bob].map((actor) => mentionsOf(actor, roomId)));
    expect(await found()).toEqual([0, 0, 0]);
    await postMessage(eve, "after", { roomId, ...everyone });
    expect(await found()).toEqual([0, 1, 1]);
    await postMessage(bob, "hello", everyone);
    expect([await mentionsOf(carl), await inbox(carl)]).toEqual([1, ["hello"]]);
  });

  test("[U4] [M4] who is named, answered and called by one message is counted and listed once", async () => {
    const { ada, bob } = workspace;
    const mine = await postMessage(bob, "mine");
    const mentions = named(["Bob", bob], ["Ada", ada]);
    await postMessage(ada, "all", { replyTo: mine.id, mentions, ...everyone });
    await postMessage(ada, "answered and here", { replyTo: mine.id, ...hereAre(bob, ada) });
    expect([await mentionsOf(bob), await mentionsOf(ada), await mentionsOf(eve)]).toEqual([2, 0, 1]);
    expect([await inbox(bob), await inbox(ada), await inbox(eve)]).toEqual([
      ["answered and here", "all"],
      [],
      ["all"],
    ]);
  });

  test("[M4] names and broadcasts of several rooms are one list, newest first, in pages that cut anywhere", async () => {
    const { ada, bob, submit } = workspace;
    const rooms = [1, await workspace.createRoom(ada, "garden"), await workspace.createRoom(ada, "attic")];
    for (const roomId of rooms) await submit({ kind: "join", actor: bob, roomId });
    const other = await workspace.createRoom(ada, "elsewhere");
    const postedBodies: string[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      const roomId = rooms[(turn * 2) % 3] ?? 1;
      const body = `number ${turn}`;
      postedBodies.unshift(body);
      await postMessage(ada, body, {
        roomId,
        ...(turn % 4 === 1
          ? { mentions: named(["Bob", bob]) }
          : turn % 4 === 2
            ? hereAre(bob, eve)
            : everyone),
      });
      await postMessage(ada, "not mine", { roomId: other, ...everyone });
      await postMessage(ada, "not here", { roomId, ...hereAre(eve) });
      await postMessage(bob, "my own", { roomId, ...everyone });
    }
    for (const limit of [1, 2, 5, 100]) expect(await inbox(bob, limit)).toEqual(postedBodies);
    await submit({ kind: "leave", actor: bob, roomId: rooms[1] ?? 0 });
    const left = postedBodies.filter((_, index) => ((11 - index) * 2) % 3 !== 1);
    expect(await inbox(bob, 5)).toEqual(left);
  });

  test("[M4] what is older than many broadcasts for others is found, by pages that are short", async () => {
    const { ada, bob } = workspace;
    await postMessage(ada, "named", { mentions: named(["Bob", bob]) });
    await postMessage(ada, "called", everyone);
    await Promise.all(
      Array.from({ length: 250 }, (_, at) => workspace.post(ada, `for Eve ${at}`, hereAre(eve))),
    );
    await postMessage(ada, "newest", everyone);
    expect(await inbox(bob)).toEqual(["newest", "called", "named"]);
    // U4: of broadcasts the 200 newest are looked at.
    expect([await mentionsOf(bob), await mentionsOf(eve)]).toEqual([2, 200]);
  });

  test("[W4] a deleted broadcast reaches nobody any more", async () => {
    const { ada, bob, remove } = workspace;
    for (const message of [
      await postMessage(ada, "all", everyone),
      await postMessage(ada, "here", hereAre(bob)),
    ]) {
      expect(done(await remove(ada, message)).message.broadcast).toBeNull();
    }
    expect([await mentionsOf(bob), await inbox(bob)]).toEqual([0, []]);
  });

  test("[P3] an erased person is taken out of those who were here, and what changed so is told; their own broadcasts go", async () => {
    const { ada, bob, submit, now } = workspace;
    const both = await postMessage(ada, "both", hereAre(bob, eve));
    const only = await postMessage(ada, "only Bob", hereAre(bob));
    const without = await postMessage(ada, "only Eve", hereAre(eve));
    await postMessage(bob, "by Bob", everyone);
    expect(await mentionsOf(eve)).toBe(3);
    await submit({ kind: "erasePerson", actor: ada, userId: bob.userId });
    const step = done(await submit({ kind: "eraseMore", userId: bob.userId }));
    expect(step.isDone).toBe(true);
    const after = await Promise.all([both, only, without].map(now));
    expect(after.map(({ broadcast }) => broadcast)).toEqual([
      { to: "here", userIds: [eve.userId] },
      { to: "here", userIds: [] },
      { to: "here", userIds: [eve.userId] },
    ]);
    const rev = step.rooms[0]?.rev ?? 0;
    expect(after.map((message) => message.rev)).toEqual([rev, rev, without.rev]);
    expect([await mentionsOf(eve), await inbox(eve)]).toEqual([2, ["only Eve", "both"]]);
  });

  test("[M2] of more than a hundred who are here an event tells how many, and each reader whether they are among them", async () => {
    const { ada, bob, submit, stores, pin, save, react, edit } = workspace;
    const crowd: Actor[] = [];
    for (let at = 0; at < 100; at += 1) crowd.push(await workspace.newcomer(`Crowd${at}`));
    const hundred = await postMessage(ada, "hundred", hereAre(...crowd));
    expect(hundred.broadcast).toEqual({ to: "here", userIds: crowd.map(({ userId }) => userId) });
    const more = await postMessage(ada, "more", hereAre(ada, ...crowd));
    expect(more.broadcast).toEqual({ to: "here", count: 101 });
    expect(done(await edit(ada, more, "edited")).message.broadcast).toEqual({ to: "here", count: 101 });
    expect(done(await react(bob, more, "👍")).message.broadcast).toEqual({ to: "here", count: 101 });
    expect((await stores().messages.changedAfter(1, more.rev - 1, 1)).messages[0]?.broadcast).toEqual({
      to: "here",
      count: 101,
    });
    const [first, again] = crowd;
    if (!first || !again) throw new Error("There is nobody.");
    expect([await mentionsOf(first), await mentionsOf(ada), await mentionsOf(bob)]).toEqual([2, 0, 0]);
    expect([await inbox(first), await inbox(bob)]).toEqual([["edited", "hundred"], []]);

    await pin(ada, more);
    await submit({ kind: "leave", actor: again, roomId: 1 });
    await submit({ kind: "join", actor: again, roomId: 1 });
    const answer = await postMessage(bob, "answer", { replyTo: more.id });
    const readers = [
      { reader: first, me: true },
      { reader: again, me: false },
      { reader: ada, me: false },
      { reader: bob, me: false },
    ];
    for (const { reader, me } of readers) {
      const { userId } = reader;
      await save(reader, more);
      const { messages } = stores();
      const read = [
        (await messages.page(userId, 1, { limit: 100 })).messages,
        (await messages.page(userId, 1, { after: answer.seq - 1, limit: 1 })).quoted,
        (await messages.after(userId, 1, more.rev)).messages,
        [(await messages.pageReplies(userId, more.id, { after: 0, limit: 1 }))?.message],
        (await messages.listByIds(userId, 1, [more.id])).messages,
        (await messages.pagePins(userId, 1, { limit: 1 })).messages,
        (await messages.pageSaved(userId, { limit: 1 })).messages,
        (await stores().search.find(userId, { words: readWords("edited"), ...anywhere })).messages,
      ].map((found) => found.find((one) => one?.id === more.id)?.broadcast);
      expect(read).toEqual(read.map(() => ({ to: "here", count: 101, me })));
    }
    const [listed] = (await stores().messages.pageMentions(first.userId, { limit: 1 })).messages;
    expect(listed?.broadcast).toEqual({ to: "here", count: 101, me: true });

    await submit({ kind: "erasePerson", actor: ada, userId: first.userId });
    done(await submit({ kind: "eraseMore", userId: first.userId }));
    expect((await workspace.now(more)).broadcast).toEqual({
      to: "here",
      userIds: [ada, ...crowd.slice(1)].map(({ userId }) => userId),
    });
  });
}
