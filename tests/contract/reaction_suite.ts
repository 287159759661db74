// Reactions, in any storage.
import { afterEach, beforeEach, expect, test } from "bun:test";

import type { Actor } from "../../src/domain/journal.ts";
import { committedRevs, upTo } from "./committed_revs.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

const kinds = Array.from({ length: 21 }, (_, index) => String.fromCodePoint(0x1f400 + index));

export function reactionSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  async function crowd(count: number): Promise<Actor[]> {
    const people: Actor[] = [];
    for (let number = 1; number <= count; number += 1)
      people.push(await workspace.newcomer(`Guest${number}`));
    return people;
  }

  const outcomeOf = (outcome: Awaited<ReturnType<Workspace["react"]>>) =>
    outcome.ok ? outcome.changed : outcome.reason;

  test("[E2] a reaction is there once; the same again, or taking away what is not there, alters nothing", async () => {
    const { ada, bob, post, react, now } = workspace;
    const { message } = done(await post(ada, "one"));
    const first = done(await react(bob, message, "👍"));
    expect(first.by).toEqual([{ userId: bob.userId, emoji: "👍", on: true }]);
    const reacted = { ...message, rev: 2, reactions: [{ emoji: "👍", count: 1, userIds: [bob.userId] }] };
    expect(first.message).toEqual(reacted);
    for (const again of [await react(bob, message, "👍"), await react(ada, message, "👍", { on: false })]) {
      expect(done(again)).toEqual({ ok: true, changed: false, message: reacted, by: [] });
    }
    const off = done(await react(bob, message, "👍", { on: false }));
    expect(off).toMatchObject({ message: { rev: 3, reactions: [] }, by: [{ on: false }] });
    expect(await now(message)).toEqual({ ...message, rev: 3 });
  });

  test("[E3] reactions stand in the order of their first giver, each with the first twenty who gave it", async () => {
    const { ada, bob, post, react, now, stores } = workspace;
    const people = await crowd(22);
    const { message } = done(await post(ada, "one"));
    await react(bob, message, "🎉");
    for (const one of people) await react(one, message, "👍");
    await react(ada, message, "🎉");
    const ids = people.map(({ userId }) => userId);
    expect((await now(message)).reactions).toEqual([
      { emoji: "🎉", count: 2, userIds: [bob.userId, ada.userId] },
      { emoji: "👍", count: 22, userIds: ids.slice(0, 20) },
    ]);
    const last = people.at(-1);
    if (!last) throw new Error("There are guests.");
    const mine = [{ messageId: message.id, emoji: "👍" }];
    const page = (who: Actor) => stores().messages.page(who.userId, 1, { limit: 10 });
    expect([(await page(last)).mine, (await page(bob)).mine]).toEqual([mine, []]);
    expect((await stores().messages.after(last.userId, 1, 1)).mine).toEqual(mine);
    const reply = done(await post(bob, "answer", { replyTo: message.id }));
    const replies = await stores().messages.pageReplies(last.userId, message.id, { after: 0, limit: 10 });
    expect(replies).toMatchObject({ mine, messages: [{ id: reply.message.id }] });
    const givers = await stores().messages.pageReactors(message.id, "👍", { skip: 19, limit: 2 });
    expect(givers.map(({ id }) => id)).toEqual(ids.slice(19, 21));
    expect(await stores().messages.pageReactors(message.id, "👎", { skip: 0, limit: 2 })).toEqual([]);
    // The first giver goes: the next one moves up.
    await react(bob, message, "🎉", { on: false });
    expect((await now(message)).reactions.map(({ emoji }) => emoji)).toEqual(["👍", "🎉"]);
  });

  test("[E2] the twenty-first kind is refused, also at once; one that is there may be given by anyone", async () => {
    const { ada, bob, post, react, now } = workspace;
    const { message } = done(await post(ada, "one"));
    const outcomes = await Promise.all(kinds.map((emoji) => react(ada, message, emoji)));
    expect(outcomes.map(outcomeOf)).toEqual([...Array(20).fill(true), "too_many"]);
    const [first = "", last = ""] = [kinds[0], kinds[20]];
    expect(outcomeOf(await react(bob, message, last))).toBe("too_many");
    expect(outcomeOf(await react(bob, message, first))).toBe(true);
    expect((await now(message)).reactions).toHaveLength(20);
    // What is taken first makes room, also within one moment.
    const swapped = await Promise.all([
      react(bob, message, first, { on: false }),
      react(ada, message, first, { on: false }),
      react(ada, message, last),
    ]);
    expect(swapped.map(outcomeOf)).toEqual([true, true, true]);
    expect((await now(message)).reactions.map(({ emoji }) => emoji)).toEqual(kinds.slice(1));
  });

  test("[E2] two tabs that toggle at once leave one reaction or none, as the last one said", async () => {
    const { ada, bob, post, react, now, commits } = workspace;
    const { message } = done(await post(ada, "one"));
    const phone = await workspace.signIn(bob.userId);
    const outcomes = await Promise.all([
      react(bob, message, "👍"),
      react(phone, message, "👍"),
      react(bob, message, "👍", { on: false }),
      react(phone, message, "👍", { on: false }),
      react(phone, message, "👍"),
    ]);
    expect(outcomes.map(outcomeOf)).toEqual([true, false, true, false, true]);
    expect((await now(message)).reactions).toEqual([{ emoji: "👍", count: 1, userIds: [bob.userId] }]);
    expect(committedRevs(commits).get(1)).toEqual(upTo((await workspace.page()).rev));
  });

  test("[W5] what many did to messages at once is heard with every rev once, in order, and each change told once", async () => {
    const { ada, bob, post, react, commits } = workspace;
    const people = [ada, bob, ...(await crowd(6))];
    const { message: one } = done(await post(ada, "one"));
    const { message: two } = done(await post(bob, "two"));
    commits.length = 0;
    const handed = people.flatMap((who, index) => [
      react(who, index % 2 ? one : two, "👍"),
      react(who, one, "🎉"),
      react(who, two, "👎", { on: false }),
    ]);
    const outcomes = await Promise.all(handed);
    const changes = commits.flatMap(({ outcome }) => (outcome.ok && "by" in outcome ? outcome.by : []));
    expect(changes).toHaveLength(outcomes.filter((outcome) => done(outcome).changed).length);
    const { rev, messages } = await workspace.page();
    expect(committedRevs(commits).get(1)).toEqual(upTo(rev).slice(2));
    expect(messages.map(({ reactions }) => reactions.map(({ count }) => count))).toEqual([[8, 4], [4]]);
  });

  test("[E2] who may not: not a member, not signed in, in an archived room, to what is gone", async () => {
    const { ada, bob, post, react, remove, submit } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    const { message } = done(await post(ada, "one", { roomId }));
    const { message: other } = done(await post(ada, "two", { roomId }));
    expect(outcomeOf(await react(bob, message, "👍"))).toBe("not_found");
    expect(outcomeOf(await react(ada, { ...message, id: 999_999 }, "👍"))).toBe("not_found");
    expect(outcomeOf(await react({ ...ada, sessionId: bob.sessionId }, message, "👍"))).toBe("session_over");
    await react(ada, message, "👍");
    const outcomes = await Promise.all([
      remove(ada, other),
      react(ada, other, "👍"),
      submit({ kind: "changeRoom", actor: ada, roomId, archived: true }),
    ]);
    expect(outcomes[1]).toEqual({ ok: false, reason: "gone" });
    expect(outcomeOf(await react(ada, message, "🎉"))).toBe("archived");
    expect(outcomeOf(await react(ada, message, "👍", { on: false }))).toBe("archived");
    expect(outcomeOf(await react(ada, message, "👍"))).toBe(false);
  });

  test("[E2] a reaction and a deletion within one moment leave a tombstone without it, in both orders", async () => {
    const { ada, bob, post, react, remove, now, commits } = workspace;
    for (const reactFirst of [true, false]) {
      const { message } = done(await post(ada, "one"));
      const [first, second] = reactFirst
        ? await Promise.all([react(bob, message, "👍"), remove(ada, message)])
        : await Promise.all([remove(ada, message), react(bob, message, "👍")]);
      expect([first?.ok, second?.ok]).toEqual([true, reactFirst]);
      expect(await now(message)).toMatchObject({ body: "", reactions: [] });
      expect(await workspace.stores().messages.pageReactors(message.id, "👍", { skip: 0, limit: 9 })).toEqual(
        [],
      );
    }
    expect(committedRevs(commits).get(1)).toEqual(upTo((await workspace.page()).rev));
  });
}
