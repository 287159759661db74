// Whom a post reaches beyond the room, in any storage.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { displayKeysOf } from "../../src/domain/accounts/confusable_keys.ts";
import type { Actor } from "../../src/domain/journal.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function mentionSuite(kind: StorageKind): void {
  let workspace: Workspace;
  let eve: Actor;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
    eve = await workspace.newcomer("Eve");
  });
  afterEach(() => workspace.dispose());

  const named = (...people: [string, Actor][]) => people.map(([name, { userId }]) => ({ name, userId }));
  const mentionsOf = async (actor: Actor) => (await workspace.counts(actor))?.mentions;
  const inbox = async (actor: Actor) =>
    (await workspace.stores().messages.pageMentions(actor.userId, { limit: 100 })).messages.map(
      ({ body }) => body,
    );

  test("[M1] who is named is told by name and counted, once, in the order of the body; whoever names themselves is not counted", async () => {
    const { ada, bob, post, now } = workspace;
    const mentions = named(["BOB", bob], ["ada", ada], ["bob", bob]);
    const { message } = done(await post(ada, "@BOB @ada @bob", { mentions }));
    expect(message.mentions.map(({ name, user }) => [name, user.id])).toEqual([
      ["BOB", bob.userId],
      ["ada", ada.userId],
    ]);
    expect(await now(message)).toEqual(message);
    expect([await mentionsOf(ada), await mentionsOf(bob), await mentionsOf(eve)]).toEqual([0, 1, 0]);
    expect([await inbox(ada), await inbox(bob), await inbox(eve)]).toEqual([[], ["@BOB @ada @bob"], []]);
  });

  test("[M1] who left the room or was deactivated before the post is not mentioned", async () => {
    const { ada, bob, post, submit } = workspace;
    const mentions = named(["Bob", bob], ["Eve", eve]);
    const outcomes = await Promise.all([
      submit({ kind: "leave", actor: bob, roomId: 1 }),
      submit({ kind: "deactivate", actor: ada, userId: eve.userId }),
      post(ada, "@Bob @Eve", { mentions }),
    ]);
    expect(done(outcomes[2]).message.mentions).toEqual([]);
    expect(await inbox(bob)).toEqual([]);
  });

  test("[M2] everyone are the members of that moment, but not the author; no list of them is told", async () => {
    const { ada, bob, post, submit } = workspace;
    await submit({ kind: "leave", actor: eve, roomId: 1 });
    const { message } = done(await post(ada, "@everyone", { broadcast: { to: "everyone" } }));
    expect(message).toMatchObject({ broadcast: { to: "everyone" }, mentions: [] });
    await submit({ kind: "join", actor: eve, roomId: 1 });
    expect([await mentionsOf(ada), await mentionsOf(bob), await mentionsOf(eve)]).toEqual([0, 1, 0]);
    expect([await inbox(ada), await inbox(bob), await inbox(eve)]).toEqual([[], ["@everyone"], []]);
  });

  test("[M2] here are those of whom it is said, if they are members", async () => {
    const { ada, bob, post, submit, now } = workspace;
    await submit({ kind: "leave", actor: eve, roomId: 1 });
    const userIds = [999, eve.userId, ada.userId, bob.userId];
    const mentions = named(["Bob", bob]);
    const { message } = done(await post(ada, "@here @Bob", { mentions, broadcast: { to: "here", userIds } }));
    expect(message.broadcast).toEqual({ to: "here", userIds: [ada.userId, bob.userId] });
    expect(message.mentions.map(({ name }) => name)).toEqual(["Bob"]);
    expect(await now(message)).toEqual(message);
    expect([await mentionsOf(ada), await mentionsOf(bob), await mentionsOf(eve)]).toEqual([0, 1, undefined]);
  });

  test("[M2] where the room lets only owners, another's broadcast is text; an admin's counts in a public room", async () => {
    const { ada, bob, post, submit } = workspace;
    const roomId = await workspace.createRoom(bob, "garden");
    const secret = await workspace.createRoom(bob, "cellar", "private");
    await submit({ kind: "join", actor: ada, roomId });
    await submit({ kind: "join", actor: eve, roomId });
    await submit({ kind: "addMembers", actor: bob, roomId: secret, userIds: [ada.userId] });
    for (const id of [roomId, secret]) {
      await submit({ kind: "changeRoom", actor: bob, roomId: id, broadcasts: "owners" });
    }
    const everyone = { broadcast: { to: "everyone" } } as const;
    const posted = await Promise.all([
      post(eve, "@everyone", { roomId, ...everyone }),
      post(ada, "@everyone", { roomId, ...everyone }),
      post(bob, "@everyone", { roomId, ...everyone }),
      post(ada, "@everyone", { roomId: secret, ...everyone }),
    ]);
    expect(posted.map((outcome) => done(outcome).message.broadcast)).toEqual([
      null,
      { to: "everyone" },
      { to: "everyone" },
      null,
    ]);
    expect((await workspace.counts(eve, roomId))?.mentions).toBe(2);
  });

  test("[M3] an edit changes no mention; the name stays as written and the person is called as they now are", async () => {
    const { ada, bob, post, edit, submit, now } = workspace;
    const { message } = done(await post(ada, "@Bob", { mentions: named(["Bob", bob]) }));
    const { message: edited } = done(await edit(ada, message, "nobody"));
    expect(edited.mentions).toEqual(message.mentions);
    await submit({
      kind: "changeProfile",
      actor: bob,
      displayName: { text: "Robert", key: "robert", keys: displayKeysOf("Robert") },
    });
    expect((await now(message)).mentions).toEqual([
      { name: "Bob", user: { id: bob.userId, username: "Bob", displayName: "Robert", avatar: null } },
    ]);
  });

  test("[M4] the inbox holds mentions and answers by others, newest first, a page at a time", async () => {
    const { ada, bob, post, stores } = workspace;
    const { message: mine } = done(await post(bob, "mine"));
    await post(ada, "plain");
    await post(ada, "answer", { replyTo: mine.id });
    await post(bob, "my own answer", { replyTo: mine.id });
    await post(ada, "@Bob", { mentions: named(["Bob", bob]) });
    await post(ada, "@Bob, answer", { replyTo: mine.id, mentions: named(["Bob", bob]) });
    expect(await inbox(bob)).toEqual(["@Bob, answer", "@Bob", "answer"]);
    // U4: an answer alone is not counted.
    expect(await mentionsOf(bob)).toBe(2);
    const page = (before?: number) =>
      stores().messages.pageMentions(bob.userId, { limit: 2, ...(before !== undefined && { before }) });
    const first = await page();
    expect(first.messages.map(({ body }) => body)).toEqual(["@Bob, answer", "@Bob"]);
    const second = await page(first.next ?? 0);
    expect([second.messages.map(({ body }) => body), second.next]).toEqual([["answer"], null]);
  });

  test("[A1] the inbox holds nothing of a room that was left, and nothing that was deleted", async () => {
    const { ada, bob, post, remove, submit } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    await submit({ kind: "join", actor: bob, roomId });
    const bobNamed = { mentions: named(["Bob", bob]) };
    const { message } = done(await post(ada, "lounge", bobNamed));
    await post(ada, "garden", { roomId, ...bobNamed });
    expect(await inbox(bob)).toEqual(["garden", "lounge"]);
    await submit({ kind: "leave", actor: bob, roomId });
    expect(await inbox(bob)).toEqual(["lounge"]);
    await remove(ada, message);
    expect(await inbox(bob)).toEqual([]);
    await submit({ kind: "join", actor: bob, roomId });
    expect(await inbox(bob)).toEqual(["garden"]);
  });

  test("[D4] a retry of a post that mentions mentions nobody twice, and not whom the retry names", async () => {
    const { ada, bob, post } = workspace;
    const same = { clientId: "same", mentions: named(["Bob", bob]) };
    const other = { clientId: "same", mentions: named(["Eve", eve]), broadcast: { to: "everyone" } } as const;
    const outcomes = await Promise.all([post(ada, "@Bob", same), post(ada, "@Bob", other)]);
    await post(ada, "@Bob", other);
    expect(outcomes.map((outcome) => done(outcome).message.mentions.length)).toEqual([1, 1]);
    expect([await mentionsOf(bob), await mentionsOf(eve)]).toEqual([1, 0]);
  });
}
