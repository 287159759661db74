// L9: names that look alike, in any storage: what is said of them where an author stands, who is told, what is refused.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { displayKeysOf } from "../../src/domain/accounts/confusable_keys.ts";
import type { Actor } from "../../src/domain/journal.ts";
import { newUser as namesOf } from "../../src/domain/accounts/new_user.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function twinSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  const newcomer = async (name: string) =>
    workspace.register(name, (await workspace.invite(workspace.ada)).tokenHash);
  const call = (actor: Actor, text: string) =>
    workspace.submit({
      kind: "changeProfile",
      actor,
      displayName: { text, key: text.toLowerCase(), keys: displayKeysOf(text) },
    });
  const marksOf = async (...actors: Actor[]) => {
    const people = await workspace.stores().accounts.findPeople(actors.map(({ userId }) => userId));
    return people.map(({ ambiguous = false }) => ambiguous);
  };

  test("[L9] a display name with the look of another's display name or username is ambiguous, and its owner is told", async () => {
    const { bob } = workspace;
    const eve = await newcomer("eve");
    expect(await call(bob, "Ilona Smith")).toEqual({ ok: true, changed: true, receiptsChanged: false });
    // Twins only as typed.
    expect(await call(eve, "llona  Sm\u200bith")).toEqual({
      ok: true,
      changed: true,
      receiptsChanged: false,
      twins: [bob.userId],
    });
    expect(await marksOf(bob, eve)).toEqual([true, true]);
    const { message } = done(await workspace.post(eve, "hello"));
    expect(message.author).toEqual({
      id: eve.userId,
      username: "eve",
      displayName: "llona  Sm\u200bith",
      avatar: null,
      ambiguous: true,
    });
    expect((await workspace.stores().accounts.findUser(eve.userId))?.ambiguous).toBe(true);
    // Hers now is Bob's username: he himself is not called like anyone.
    expect(await call(eve, "B\u043eB")).toMatchObject({ changed: true, twins: [bob.userId] });
    expect(await marksOf(bob, eve)).toEqual([false, true]);
    expect(await call(eve, "Eve")).toEqual({ ok: true, changed: true, receiptsChanged: false });
    expect(await marksOf(bob, eve)).toEqual([false, false]);
  });

  test("[L9] a new username takes away nothing silently, and who is erased is nobody's twin", async () => {
    const { ada, bob } = workspace;
    await call(bob, "eve");
    const { tokenHash } = await workspace.invite(ada);
    const change = { kind: "register", session: workspace.newSession(), inviteHash: tokenHash } as const;
    const user = namesOf({ username: "Eve", displayName: "Someone", passwordHash: "" });
    const made = done(await workspace.submit<"register">({ ...change, user, registrationForced: null }));
    expect(made.twins).toEqual([bob.userId]);
    expect(await marksOf(bob, made)).toEqual([true, false]);
    const erased = done(await workspace.submit({ kind: "erasePerson", actor: ada, userId: made.userId }));
    expect(erased.twins).toEqual([bob.userId]);
    expect(await marksOf(bob)).toEqual([false]);
  });

  test("[L9] an author says when it is an admin", async () => {
    const { ada, bob } = workspace;
    expect(done(await workspace.post(ada, "a")).message.author.role).toBe("admin");
    expect(done(await workspace.post(bob, "b")).message.author).not.toHaveProperty("role");
  });

  test("[L9] nobody else is called like an admin, by their display name or username, but who was before", async () => {
    const { ada, bob } = workspace;
    const eve = await newcomer("eve");
    const displayTaken = { ok: false, reason: "display_taken" } as const;
    await call(ada, "Countess Lovelace");
    for (const name of ["\u0410da", "ADA", "Count\u0435ss Lovelace"])
      expect([name, await call(bob, name)]).toEqual([name, displayTaken]);
    expect(await call(ada, "Ada")).toMatchObject({ ok: true });
    expect(await marksOf(ada, bob)).toEqual([false, false]);
    const register = async (username: string, displayName: string) =>
      workspace.submit<"register">({
        kind: "register",
        user: namesOf({ username, displayName, passwordHash: "" }),
        session: workspace.newSession(),
        inviteHash: (await workspace.invite(ada)).tokenHash,
        registrationForced: null,
      });
    expect(await register("mallory", "Ada")).toEqual(displayTaken);
    expect(await register("Eve", "Ada")).toEqual({ ok: false, reason: "name_taken" });
    expect(await register("mallory", "Mallory")).toMatchObject({ ok: true });

    // What was there before an admin came to be called so stays, and may be said again.
    await call(bob, "Sam");
    await call(eve, "Sam");
    await workspace.submit({ kind: "setUserRole", actor: ada, userId: bob.userId, role: "admin" });
    expect(await call(eve, "Sam")).toEqual({ ok: true, changed: false, receiptsChanged: false });
    expect(await marksOf(bob, eve)).toEqual([true, true]);
    expect(await call(eve, "sam")).toEqual(displayTaken);
    // An admin who is an admin no more, or gone, is like anyone.
    await workspace.submit({ kind: "setUserRole", actor: ada, userId: bob.userId, role: "member" });
    expect(await call(eve, "sam")).toMatchObject({ ok: true, changed: true });
  });
}
