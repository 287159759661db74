// What people say of themselves and what admins do to them, in any storage.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { displayKeysOf } from "../../src/domain/accounts/confusable_keys.ts";
import type { Actor, ChangeOf, Refusal } from "../../src/domain/journal.ts";
import { defaultPreferences } from "../../src/protocol/preferences.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function peopleSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  const refused = (reason: Exclude<Refusal["reason"], "conflict">): Refusal => ({ ok: false, reason });
  const setRole = (actor: Actor, { userId }: Actor, role: "admin" | "member") =>
    workspace.submit({ kind: "setUserRole", actor, userId, role });
  const deactivate = (actor: Actor, { userId }: Actor) =>
    workspace.submit({ kind: "deactivate", actor, userId });
  const reactivate = (actor: Actor, { userId }: Actor) =>
    workspace.submit({ kind: "reactivate", actor, userId });
  const erase = (actor: Actor, { userId }: Actor) => workspace.submit({ kind: "erasePerson", actor, userId });
  /** But for how the people of these tests came in. */
  const auditLog = async () =>
    (await workspace.stores().accounts.pageAudit({ limit: 100 }))
      .filter(({ action }) => action !== "user_registered" && action !== "invite_made")
      .map(({ action, actor, user, detail }) =>
        [action, actor?.username ?? "", user?.username ?? "", detail].join(" "),
      );
  const newcomer = async (name: string) =>
    workspace.register(name, (await workspace.invite(workspace.ada)).tokenHash);

  test("[P4] a profile changes field by field, and says whether anything did", async () => {
    const { bob, submit, stores } = workspace;
    const change = (what: Partial<ChangeOf<"changeProfile">>) =>
      submit<"changeProfile">({ ...what, kind: "changeProfile", actor: bob });
    const unchanged = { ok: true, changed: false, receiptsChanged: false } as const;
    const changed = { ...unchanged, changed: true } as const;
    const me = () => stores().accounts.findUser(bob.userId);
    expect(await change({})).toEqual(unchanged);
    const status = { emoji: "🌴", text: "away", until: 99 };
    const quietHours = { from: "22:00", to: "07:00", zone: "Europe/Paris" };
    expect(await change({ status, dndUntil: 5, quietHours })).toEqual(changed);
    expect(await change({ status })).toEqual(unchanged);
    expect(await me()).toMatchObject({ displayName: "Bob", status, dndUntil: 5, quietHours, receipts: true });
    expect(
      await change({ displayName: { text: "Robert", key: "robert", keys: displayKeysOf("Robert") } }),
    ).toEqual(changed);
    expect(await change({ status: null, dndUntil: null, quietHours: null })).toEqual(changed);
    expect(await me()).toEqual({
      id: bob.userId,
      username: "Bob",
      displayName: "Robert",
      avatar: null,
      role: "member",
      status: null,
      dndUntil: null,
      isDeactivated: false,
      quietHours: null,
      receipts: true,
      preferences: defaultPreferences,
    });
    const [person] = await stores().accounts.findPeople([bob.userId]);
    expect(person).not.toHaveProperty("quietHours");
    expect(person).not.toHaveProperty("receipts");
  });

  test("[P5] preferences change one by one, only I know them, and another version's are the defaults", async () => {
    const { bob, submit, stores } = workspace;
    const choose = (preferences: ChangeOf<"changeProfile">["preferences"]) =>
      submit<"changeProfile">({ kind: "changeProfile", actor: bob, ...(preferences && { preferences }) });
    const mine = async () => (await stores().accounts.findUser(bob.userId))?.preferences;
    const unchanged = { ok: true, changed: false, receiptsChanged: false } as const;
    const changed = { ...unchanged, changed: true } as const;
    expect(await mine()).toEqual(defaultPreferences);
    // What is so already, chosen or not, is no change.
    expect(await choose({ theme: "system", clock: "system" })).toEqual(unchanged);
    expect(await choose({ theme: "dark", density: "compact" })).toEqual(changed);
    expect(await choose({ theme: "dark" })).toEqual(unchanged);
    expect(await choose({ language: "ar" })).toEqual(changed);
    const chosen = { ...defaultPreferences, theme: "dark", density: "compact", language: "ar" } as const;
    expect(await mine()).toEqual(chosen);
    expect(await choose({})).toEqual(unchanged);
    expect(await submit({ kind: "changeProfile", actor: bob, dndUntil: 7 })).toEqual(changed);
    expect(await mine()).toEqual(chosen);
    const { tokenHash, ...session } = workspace.newSession();
    const known = await stores().accounts.credentialsOf(bob.userId);
    const verifiedHash = known?.passwordHash ?? "";
    await submit({
      kind: "signIn",
      userId: bob.userId,
      verifiedHash,
      session: { ...session, tokenHash },
    });
    const found = await stores().accounts.findSession(tokenHash, workspace.clock.now);
    expect(found?.user.preferences).toEqual(chosen);
    expect((await stores().accounts.findPeople([bob.userId]))[0]).not.toHaveProperty("preferences");
    expect(await stores().accounts.findUser(workspace.ada.userId)).toMatchObject({
      preferences: defaultPreferences,
    });
    // One that this version does not know.
    const later = { theme: "sepia", clock: "h12" } as unknown as typeof chosen;
    expect(await choose(later)).toEqual(changed);
    expect(await mine()).toEqual({ ...chosen, theme: "system", clock: "h12" });
    await submit({ kind: "erasePerson", actor: workspace.ada, userId: bob.userId });
    expect(await mine()).toEqual(defaultPreferences);
  });

  test("[P1] people are found by the beginning of either name", async () => {
    const { ada, bob, submit, stores } = workspace;
    await newcomer("Barbara");
    await submit({
      kind: "changeProfile",
      actor: ada,
      displayName: { text: "Bo Lovelace", key: "bo lovelace", keys: displayKeysOf("Bo Lovelace") },
    });
    const find = async (key?: string, page = { after: 0, limit: 10 }) =>
      (await stores().accounts.pagePeople({ ...page, ...(key === undefined ? {} : { key }) })).map(
        ({ username }) => username,
      );
    expect(await find()).toEqual(["Ada", "Bob", "Barbara"]);
    expect(await find(undefined, { after: bob.userId, limit: 10 })).toEqual(["Barbara"]);
    expect(await find("b")).toEqual(["Ada", "Bob", "Barbara"]);
    expect(await find("bo")).toEqual(["Ada", "Bob"]);
    expect(await find("bo ")).toEqual(["Ada"]);
    expect(await find("lovelace")).toEqual([]);
    for (const odd of ["%", "_", "b%", "*", "'", "[a-z]"]) expect(await find(odd)).toEqual([]);
  });

  test("[P1] roles are given by admins, and the last active admin stays one", async () => {
    const { ada, bob } = workspace;
    expect(await setRole(bob, bob, "admin")).toEqual(refused("not_allowed"));
    expect(await setRole(ada, ada, "member")).toEqual(refused("last_admin"));
    expect(await workspace.submit({ kind: "setUserRole", actor: ada, userId: 999, role: "admin" })).toEqual(
      refused("not_found"),
    );
    expect(await setRole(ada, bob, "admin")).toEqual({ ok: true, changed: true });
    expect(await setRole(ada, bob, "admin")).toEqual({ ok: true, changed: false });
    // Of two admins who take each other's role at once, one stays.
    expect(await Promise.all([setRole(ada, bob, "member"), setRole(bob, ada, "member")])).toEqual([
      { ok: true, changed: true },
      refused("not_allowed"),
    ]);
    expect(await auditLog()).toEqual(["user_role Ada Bob member", "user_role Ada Bob admin"]);
  });

  test("[P1] two admins who deactivate each other, or step back at once, leave one", async () => {
    const { ada, bob } = workspace;
    await setRole(ada, bob, "admin");
    expect(await Promise.all([deactivate(ada, bob), deactivate(bob, ada)])).toEqual([
      { ok: true, changed: true, passed: [], ended: [bob.sessionId] },
      refused("session_over"),
    ]);
    expect(await deactivate(ada, ada)).toEqual(refused("last_admin"));
    expect(await erase(ada, ada)).toEqual(refused("last_admin"));
    await reactivate(ada, bob);
    const again = await workspace.signIn(bob.userId);
    expect(await Promise.all([setRole(ada, ada, "member"), setRole(again, again, "member")])).toEqual([
      { ok: true, changed: true },
      refused("last_admin"),
    ]);
  });

  test("[P2] whoever is deactivated is out at once, with all their ways in, until reactivated", async () => {
    const { ada, bob, clock, stores, submit, post, invite, newSession, newUser, counts } = workspace;
    const eve = await newcomer("Eve");
    const { tokenHash } = await invite(bob);
    await submit({
      kind: "createReset",
      actor: null,
      userId: bob.userId,
      tokenHash: "reset",
      expiresAt: clock.now + 99,
    });
    const [during, , late] = await Promise.all([
      post(bob, "just in time"),
      deactivate(ada, bob),
      post(bob, "too late"),
    ]);
    expect([during.ok, late]).toEqual([true, refused("session_over")]);
    expect(await deactivate(ada, bob)).toEqual({ ok: true, changed: false, passed: [], ended: [] });
    const { accounts } = stores();
    expect(await accounts.listSessions(bob.userId, clock.now)).toEqual([]);
    expect(await accounts.findCredentials("bob")).toBeNull();
    expect(await accounts.findInvite(tokenHash, clock.now)).toBeNull();
    expect(await accounts.findReset("reset", clock.now)).toBeNull();
    expect(await accounts.findUser(bob.userId)).toMatchObject({ username: "Bob", isDeactivated: true });
    const session = newSession();
    const attempts = [
      await submit({ kind: "signIn", userId: bob.userId, verifiedHash: "hash of Bob", session }),
      await submit({ kind: "resetPassword", tokenHash: "reset", passwordHash: "x", session }),
      await submit({
        kind: "createReset",
        actor: null,
        userId: bob.userId,
        tokenHash: "other",
        expiresAt: clock.now + 99,
      }),
      await submit<"register">({
        kind: "register",
        user: newUser("Fred"),
        session: newSession(),
        inviteHash: tokenHash,
        registrationForced: null,
      }),
    ];
    expect(attempts.map(({ ok }) => ok)).toEqual([false, false, false, false]);
    expect((await accounts.pageUsers({ after: 0, limit: 9 })).map(({ username }) => username)).toEqual([
      "Ada",
      "Eve",
    ]);
    expect((await accounts.pagePeople({ after: 0, limit: 9 })).map(({ username }) => username)).toEqual([
      "Ada",
      "Bob",
      "Eve",
    ]);
    expect(await setRole(ada, bob, "admin")).toEqual(refused("person_gone"));
    expect(await deactivate(eve, bob)).toEqual(refused("not_allowed"));
    expect(await reactivate(eve, bob)).toEqual(refused("not_allowed"));

    expect(await reactivate(ada, bob)).toEqual({ ok: true, changed: true });
    expect(await reactivate(ada, bob)).toEqual({ ok: true, changed: false });
    const back = await workspace.signIn(bob.userId);
    // They kept their place.
    expect(await counts(back)).toMatchObject({ lastSeq: 1 });
    expect(await accounts.findInvite(tokenHash, clock.now)).toBeNull();
    expect((await auditLog()).slice(0, 2)).toEqual([
      "user_reactivated Ada Bob ",
      "user_deactivated Ada Bob ",
    ]);
  });

  test("[P3] an erased person is nameless, nowhere and nobody's; the account is never used again", async () => {
    const { ada, bob, clock, stores, submit, post, invite, createRoom, newUser, newSession } = workspace;
    const { tokenHash } = await invite(bob);
    const attic = await createRoom(bob, "attic", "private");
    await submit({ kind: "addMembers", actor: bob, roomId: attic, userIds: [ada.userId] });
    const direct = done(
      await submit({ kind: "openDirect", actor: bob, userIds: [ada.userId, bob.userId] }),
    ).roomId;
    await submit({ kind: "changeProfile", actor: bob, status: { emoji: "", text: "here", until: null } });
    await post(ada, "something said", { roomId: direct });
    const { message } = done(await post(bob, "mine"));
    expect(await erase(bob, ada)).toEqual(refused("not_allowed"));
    const outcomes = await Promise.all([erase(ada, bob), post(bob, "late"), erase(ada, bob)]);
    expect(outcomes).toEqual([
      {
        ok: true,
        changed: true,
        passed: [{ roomId: attic, userId: ada.userId }],
        roomIds: [1, attic, direct],
        directIds: [direct],
        emptied: [],
        ended: [bob.sessionId],
        dropped: null,
      },
      refused("session_over"),
      {
        ok: true,
        changed: false,
        passed: [],
        roomIds: [],
        directIds: [],
        emptied: [],
        ended: [],
        dropped: null,
      },
    ]);
    const { accounts, rooms } = stores();
    expect(await accounts.findPeople([bob.userId])).toEqual([
      {
        id: bob.userId,
        username: "",
        displayName: "",
        avatar: null,
        role: "member",
        status: null,
        dndUntil: null,
        isDeactivated: true,
      },
    ]);
    expect(await accounts.listErasures()).toEqual([bob.userId]);
    expect(await rooms.listMyIds(bob.userId)).toEqual([]);
    // Ada keeps the room, and that it was with someone.
    const known = (await rooms.findRoom(ada.userId, direct))?.members?.map(({ id }) => id);
    expect(known).toEqual([ada.userId, bob.userId]);
    expect(await accounts.findInvite(tokenHash, clock.now)).toBeNull();
    expect(await accounts.pageInvites(clock.now, { createdBy: bob.userId, limit: 100 })).toEqual([]);
    expect((await accounts.pagePeople({ after: 0, limit: 9 })).map(({ id }) => id)).toEqual([ada.userId]);
    expect(await accounts.pagePeople({ after: 0, limit: 9, key: "bob" })).toEqual([]);
    expect(await accounts.findCredentials("bob")).toBeNull();
    for (const outcome of [
      await reactivate(ada, bob),
      await deactivate(ada, bob),
      await setRole(ada, bob, "admin"),
    ]) {
      expect(outcome).toEqual(refused("person_gone"));
    }
    expect(await submit({ kind: "addMembers", actor: ada, roomId: attic, userIds: [bob.userId] })).toEqual(
      refused("person_gone"),
    );
    expect(await auditLog()).toEqual(["user_erased Ada  "]);
    // The name belongs to nobody: someone else may come with it, and is someone else.
    const another = await submit<"register">({
      kind: "register",
      user: newUser("Bob"),
      session: newSession(),
      inviteHash: (await invite(ada)).tokenHash,
      registrationForced: null,
    });
    expect(done(another).userId).not.toBe(bob.userId);
    expect((await stores().messages.findRoomOf(message.id)) ?? 0).toBe(1);
  });

  test("[P3] whoever was deactivated before can be erased, and two of them", async () => {
    const { ada, bob, stores } = workspace;
    const eve = await newcomer("Eve");
    await deactivate(ada, bob);
    expect(await erase(ada, bob)).toMatchObject({ changed: true });
    expect(await erase(ada, eve)).toMatchObject({ changed: true });
    expect(await stores().accounts.listErasures()).toEqual([bob.userId, eve.userId]);
  });
}
