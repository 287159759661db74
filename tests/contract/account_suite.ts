// Accounts, sessions, invites and the workspace, in any storage.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { displayKeysOf } from "../../src/domain/accounts/confusable_keys.ts";
import type { Refusal } from "../../src/domain/journal.ts";
import { limits } from "../../src/protocol/limits.ts";
import { defaultPreferences } from "../../src/protocol/preferences.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function accountSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  const refused = (reason: Exclude<Refusal["reason"], "conflict">): Refusal => ({ ok: false, reason });
  const open = { inviteHash: null, registrationForced: "open" } as const;

  test("[R5] of two first accounts at once one is made", async () => {
    const opened = await kind.open({ now: 1 });
    const { journal, stores } = opened.storage;
    expect(await stores.accounts.hasUsers()).toBe(false);
    const outcomes = await Promise.all(
      ["Ada", "Bob"].map((name, index) =>
        journal.submit<"setUp">({
          kind: "setUp",
          workspaceName: `${name}'s`,
          user: workspace.newUser(name),
          session: { tokenHash: `first-${index}`, expiresAt: 99, address: "", agent: "" },
        }),
      ),
    );
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false]);
    expect(outcomes[1]).toEqual(refused("already_set_up"));
    expect(await stores.accounts.hasUsers()).toBe(true);
    expect((await stores.workspace.read()).name).toBe("Ada's");
    expect(await stores.accounts.findSession("first-1", 1)).toBeNull();
    expect((await stores.accounts.findSession("first-0", 1))?.user).toMatchObject({
      username: "Ada",
      role: "admin",
    });
    await opened.dispose();
  });

  test("[R5] nobody registers before the first account", async () => {
    const opened = await kind.open({ now: 1 });
    const session = { tokenHash: "early", expiresAt: 99, address: "", agent: "" };
    const change = { kind: "register", user: workspace.newUser("Eve"), session, ...open } as const;
    expect(await opened.storage.journal.submit<"register">(change)).toEqual(refused("registration_closed"));
    await opened.dispose();
  });

  test("[L5] a name taken by either look is refused, also at once, and leaves no session", async () => {
    const { submit, newUser, newSession, stores } = workspace;
    const session = newSession();
    const register = (user: ReturnType<typeof newUser>, own = newSession()) =>
      submit<"register">({ kind: "register", user, session: own, ...open });
    expect(await register({ ...newUser("ADA"), typedKey: "another" }, session)).toEqual(
      refused("name_taken"),
    );
    expect(await register({ ...newUser("other"), typedKey: newUser("Ada").typedKey })).toEqual(
      refused("name_taken"),
    );
    const twins = await Promise.all([register(newUser("Carl")), register(newUser("Carl"))]);
    expect(twins.map(({ ok }) => ok)).toEqual([true, false]);
    expect(await stores().accounts.findSession(session.tokenHash, workspace.clock.now)).toBeNull();
  });

  test("[R6] an invite works any number of times, until it is revoked or has run out", async () => {
    const { ada, clock, invite, register, submit, newUser, newSession, stores } = workspace;
    const { inviteId, tokenHash } = await invite(ada, 1000);
    await register("Carl", tokenHash);
    const dora = await register("Dora", tokenHash);
    expect((await stores().accounts.findInvite(tokenHash, clock.now))?.used).toBe(2);
    expect(await stores().rooms.listMyIds(dora.userId)).toEqual([1]);
    const useOf = (hash: string | null, registrationForced: "open" | "invite" | null = null) =>
      submit<"register">({
        kind: "register",
        user: newUser("Eve"),
        session: newSession(),
        inviteHash: hash,
        registrationForced,
      });
    expect(await useOf("no such")).toEqual(refused("invite_invalid"));
    expect(await useOf(null)).toEqual(refused("registration_closed"));
    await submit({ kind: "revokeInvite", actor: ada, inviteId });
    expect(await useOf(tokenHash)).toEqual(refused("invite_invalid"));
    expect(await stores().accounts.findInvite(tokenHash, clock.now)).toBeNull();
    const second = await invite(ada, 1000);
    clock.now += 1000;
    expect(await useOf(second.tokenHash)).toEqual(refused("invite_invalid"));
    expect(await stores().accounts.pageInvites(clock.now, { limit: 100 })).toHaveLength(1);
    expect((await useOf(null, "open")).ok).toBe(true);
  });

  test("[G7] the audit log says how people came in, and what was done with invites, resets and registration", async () => {
    const { ada, bob, clock, invite, submit, newUser, newSession, stores } = workspace;
    const log = async () =>
      (await stores().accounts.pageAudit({ limit: 100 })).map(({ action, actor, user, detail }) =>
        [action, actor?.username ?? "", user?.username ?? "", detail].join(" ").trim(),
      );
    const before = (await log()).length;
    const newEntries = async () => (await log()).slice(0, -before || undefined).reverse();
    const { inviteId, tokenHash } = await invite(bob);
    const register = (name: string, inviteHash: string | null) =>
      submit<"register">({
        kind: "register",
        user: newUser(name),
        session: newSession(),
        inviteHash,
        registrationForced: null,
      });
    await register("Eve", tokenHash);
    await register("Eve", tokenHash);
    await register("Mallory", "no such");
    await submit({ kind: "revokeInvite", actor: ada, inviteId });
    await submit({ kind: "revokeInvite", actor: ada, inviteId });
    const change = { kind: "changeWorkspace", registration: "open" } as const;
    await submit({ ...change, actor: bob });
    await submit({ ...change, actor: ada });
    await submit({ ...change, actor: ada });
    await register("Cleo", null);
    const reset = { kind: "createReset", userId: bob.userId, expiresAt: clock.now + 1000 } as const;
    await submit({ ...reset, actor: null, tokenHash: "reset" });
    const use = { kind: "resetPassword", passwordHash: "new", tokenHash: "reset" } as const;
    await submit({ ...use, session: newSession() });
    await submit({ ...use, session: newSession() });
    expect(await newEntries()).toEqual([
      "invite_made Bob",
      "user_registered Bob Eve",
      "invite_revoked Ada Bob",
      "registration Ada  open",
      "user_registered  Cleo",
      "user_reset  Bob",
      "user_reset_used  Bob",
    ]);
  });

  test("[R6] one revokes one's own invites, an admin anyone's", async () => {
    const { ada, bob, invite, submit, stores, clock } = workspace;
    const hers = await invite(ada);
    const his = await invite(bob);
    const revoke = (actor: typeof ada, inviteId: number) => submit({ kind: "revokeInvite", actor, inviteId });
    expect(
      await stores().accounts.pageInvites(clock.now, { createdBy: bob.userId, limit: 100 }),
    ).toMatchObject([{ id: his.inviteId }]);
    expect(await revoke(bob, hers.inviteId)).toEqual(refused("not_found"));
    expect(
      await stores().accounts.pageInvites(clock.now, { createdBy: ada.userId, limit: 100 }),
    ).toHaveLength(2);
    expect(await revoke(ada, his.inviteId)).toEqual({ ok: true });
    expect(await revoke(ada, his.inviteId)).toEqual(refused("not_found"));
  });

  test("[R5] registration is open when the workspace says so, unless the setting says otherwise", async () => {
    const { ada, bob, submit, newUser, newSession, stores } = workspace;
    const change = { kind: "changeWorkspace", name: "Home again", registration: "open" } as const;
    expect(await submit<"changeWorkspace">({ ...change, actor: bob })).toEqual(refused("not_allowed"));
    expect(await stores().workspace.read()).toMatchObject({ name: "Home", registration: "invite" });
    expect(await submit<"changeWorkspace">({ ...change, actor: ada })).toEqual({ ok: true });
    expect(await stores().workspace.read()).toMatchObject({ name: "Home again", registration: "open" });
    const register = (name: string, registrationForced: "invite" | null) =>
      submit<"register">({
        kind: "register",
        user: newUser(name),
        session: newSession(),
        inviteHash: null,
        registrationForced,
      });
    expect(await register("Eve", "invite")).toEqual(refused("registration_closed"));
    expect((await register("Eve", null)).ok).toBe(true);
  });

  test("[R4] a sign-in by a password that has changed meanwhile is refused", async () => {
    const { ada, submit, newSession } = workspace;
    const signIn = { kind: "signIn", userId: ada.userId, verifiedHash: "hash of Ada" } as const;
    const [changed, late] = await Promise.all([
      submit({ kind: "changePassword", actor: ada, verifiedHash: "hash of Ada", passwordHash: "new" }),
      submit<"signIn">({ ...signIn, session: newSession() }),
    ]);
    expect([changed, late]).toEqual([{ ok: true, ended: [] }, refused("wrong_credentials")]);
    expect(
      await submit({ kind: "changePassword", actor: ada, verifiedHash: "hash of Ada", passwordHash: "x" }),
    ).toEqual(refused("wrong_credentials"));
    expect((await workspace.stores().accounts.credentialsOf(ada.userId))?.passwordHash).toBe("new");
  });

  test("[A2] a session that is over changes nothing of an account or the workspace", async () => {
    const { ada, bob, clock, submit, invite, stores, createRoom } = workspace;
    const roomId = await createRoom(ada, "garden");
    const { inviteId } = await invite(ada);
    const gone = await workspace.signIn(ada.userId);
    const laptop = await workspace.signIn(ada.userId);
    await submit({ kind: "endSession", actor: ada, sessionId: gone.sessionId });
    const before = {
      workspace: await stores().workspace.read(),
      user: await stores().accounts.credentialsOf(ada.userId),
      name: await stores().accounts.findUser(ada.userId),
      sessions: await stores().accounts.listSessions(ada.userId, clock.now),
      invites: await stores().accounts.pageInvites(clock.now, { limit: 100 }),
      rooms: await stores().rooms.pageMine(ada.userId, { after: 0, limit: 1000 }),
    };
    const outcomes = await Promise.all([
      submit({ kind: "changeWorkspace", actor: gone, name: "Theirs", registration: "open" }),
      submit({ kind: "changePassword", actor: gone, verifiedHash: "hash of Ada", passwordHash: "x" }),
      submit({
        kind: "changeProfile",
        actor: gone,
        displayName: { text: "Nobody", key: "nobody", keys: displayKeysOf("Nobody") },
      }),
      submit({ kind: "endOtherSessions", actor: gone }),
      submit({ kind: "endSession", actor: gone, sessionId: laptop.sessionId }),
      submit({ kind: "createInvite", actor: gone, tokenHash: "theirs", expiresAt: clock.now + 9 }),
      submit({ kind: "revokeInvite", actor: gone, inviteId }),
      submit({
        kind: "createRoom",
        actor: gone,
        roomKind: "public",
        name: "attic",
        topic: "",
        roomLimit: 1000,
      }),
      submit({ kind: "changeRoom", actor: gone, roomId, name: "park" }),
      submit({ kind: "leave", actor: gone, roomId }),
      submit({ kind: "join", actor: { ...gone, userId: bob.userId }, roomId }),
    ]);
    for (const outcome of outcomes) expect(outcome).toEqual(refused("session_over"));
    expect({
      workspace: await stores().workspace.read(),
      user: await stores().accounts.credentialsOf(ada.userId),
      name: await stores().accounts.findUser(ada.userId),
      sessions: await stores().accounts.listSessions(ada.userId, clock.now),
      invites: await stores().accounts.pageInvites(clock.now, { limit: 100 }),
      rooms: await stores().rooms.pageMine(ada.userId, { after: 0, limit: 1000 }),
    }).toEqual(before);
    expect(await stores().rooms.listMyIds(bob.userId)).toEqual([1]);
    clock.now += 366 * 24 * 3600 * 1000;
    expect(
      await submit({
        kind: "changeProfile",
        actor: laptop,
        displayName: { text: "Late", key: "late", keys: displayKeysOf("Late") },
      }),
    ).toEqual(refused("session_over"));
  });

  test("[R4] a session is found while it lives, slides when touched, and is gone when ended or expired", async () => {
    const { ada, bob, clock, submit, newSession, stores } = workspace;
    const session = { ...newSession(), expiresAt: clock.now + 1000 };
    const signedIn = await submit({
      kind: "signIn",
      userId: bob.userId,
      verifiedHash: "hash of Bob",
      session,
    });
    const { sessionId } = done(signedIn);
    const find = () => stores().accounts.findSession(session.tokenHash, clock.now);
    expect(await find()).toMatchObject({ id: sessionId, user: { username: "Bob", role: "member" } });
    clock.now += 900;
    await submit({ kind: "touchSession", sessionId, expiresAt: clock.now + 1000 });
    clock.now += 900;
    expect(await find()).toMatchObject({ lastSeenAt: clock.now - 900, expiresAt: clock.now + 100 });
    expect(await submit({ kind: "endSession", actor: ada, sessionId })).toEqual(refused("not_found"));
    clock.now += 200;
    expect(await find()).toBeNull();
    expect(await submit({ kind: "touchSession", sessionId, expiresAt: clock.now + 1 })).toEqual(
      refused("session_over"),
    );
    expect(await submit({ kind: "endSession", actor: bob, sessionId: bob.sessionId })).toEqual({ ok: true });
    expect(await stores().accounts.listSessions(bob.userId, clock.now)).toEqual([]);
  });

  test("[R4] with more sessions than one may have, signing in ends the one used least recently", async () => {
    const { ada, bob, clock, signIn, submit, newSession, stores } = workspace;
    const count = async (userId: number) =>
      (await stores().accounts.listSessions(userId, clock.now)).map(({ id }) => id);
    const phone = await signIn(ada.userId);
    const laptop = await signIn(ada.userId);
    const others = await count(bob.userId);
    clock.now += 1000;
    for (let made = 3; made < limits.sessions; made += 1) await signIn(ada.userId);
    expect(await count(ada.userId)).toHaveLength(limits.sessions);
    clock.now += 1000;
    await submit({ kind: "touchSession", sessionId: phone.sessionId, expiresAt: clock.now + 9_000_000 });
    const change = { kind: "signIn", userId: ada.userId, verifiedHash: "hash of Ada" } as const;
    const first = done(await submit<"signIn">({ ...change, session: newSession() }));
    const second = done(await submit<"signIn">({ ...change, session: newSession() }));
    expect([first.ended, second.ended]).toEqual([[ada.sessionId], [laptop.sessionId]]);
    // By a clock that was set back the new one is the oldest, and stays.
    clock.now -= 60_000;
    const third = done(await submit<"signIn">({ ...change, session: newSession() }));
    expect(third.ended).toHaveLength(1);
    const left = await count(ada.userId);
    expect(left).toHaveLength(limits.sessions);
    for (const keptSessionId of [phone, first, second, third].map(({ sessionId }) => sessionId))
      expect(left).toContain(keptSessionId);
    expect(await count(bob.userId)).toEqual(others);
    // Who is refused ends nobody's.
    expect((await submit<"signIn">({ ...change, verifiedHash: "x", session: newSession() })).ok).toBe(false);
    expect(await count(ada.userId)).toEqual(left);
  });

  test("[A2] ending all others, and a new password, keep only the session that did it", async () => {
    const { ada, clock, signIn, submit, stores } = workspace;
    const idsOf = async () =>
      (await stores().accounts.listSessions(ada.userId, clock.now)).map(({ id }) => id);
    const phone = await signIn(ada.userId);
    expect(new Set(await idsOf())).toEqual(new Set([ada.sessionId, phone.sessionId]));
    const other = await signIn(ada.userId);
    expect(await submit({ kind: "endOtherSessions", actor: phone })).toEqual({
      ok: true,
      ended: [ada.sessionId, other.sessionId],
    });
    expect(await idsOf()).toEqual([phone.sessionId]);
    expect(await submit({ kind: "endOtherSessions", actor: ada })).toEqual(refused("session_over"));
    const laptop = await signIn(ada.userId);
    await submit({
      kind: "createReset",
      actor: null,
      userId: ada.userId,
      tokenHash: "reset",
      expiresAt: clock.now + 1,
    });
    const changed = await submit({
      kind: "changePassword",
      actor: laptop,
      verifiedHash: "hash of Ada",
      passwordHash: "new",
    });
    expect(changed).toEqual({ ok: true, ended: [phone.sessionId] });
    expect(await idsOf()).toEqual([laptop.sessionId]);
    expect(await stores().accounts.findReset("reset", clock.now)).toBeNull();
  });

  test("[A2] a reset link works once, while it lives, and ends every session", async () => {
    const { ada, bob, clock, submit, newSession, stores } = workspace;
    const reset = (tokenHash: string) =>
      submit<"resetPassword">({
        kind: "resetPassword",
        tokenHash,
        passwordHash: `by ${tokenHash}`,
        session: newSession(),
      });
    const create = (userId: number, tokenHash: string) =>
      submit({ kind: "createReset", actor: null, userId, tokenHash, expiresAt: clock.now + 1000 });
    expect(await create(999, "nobody's")).toEqual(refused("not_found"));
    await create(bob.userId, "first");
    await create(bob.userId, "second");
    expect(await reset("first")).toEqual(refused("reset_invalid"));
    const [once, twice] = await Promise.all([reset("second"), reset("second")]);
    if (!once || !twice) throw new Error("Both were answered.");
    expect(done(once)).toMatchObject({ userId: bob.userId, ended: [bob.sessionId] });
    expect(twice).toEqual(refused("reset_invalid"));
    expect((await stores().accounts.credentialsOf(bob.userId))?.passwordHash).toBe("by second");
    expect(await stores().accounts.listSessions(bob.userId, clock.now)).toMatchObject([
      { id: done(once).sessionId },
    ]);
    await create(ada.userId, "third");
    expect((await stores().accounts.findReset("third", clock.now))?.username).toBe("Ada");
    clock.now += 1000;
    expect(await reset("third")).toEqual(refused("reset_invalid"));
    expect((await stores().accounts.listSessions(ada.userId, clock.now)).length).toBe(1);
  });

  test("[R1] people and credentials are found by id and by look", async () => {
    const { ada, bob, stores } = workspace;
    const { accounts } = stores();
    expect(await accounts.findUser(ada.userId)).toEqual({
      id: ada.userId,
      username: "Ada",
      displayName: "Ada",
      avatar: null,
      role: "admin",
      status: null,
      dndUntil: null,
      isDeactivated: false,
      quietHours: null,
      receipts: true,
      preferences: defaultPreferences,
    });
    expect(await accounts.findUser(999)).toBeNull();
    expect((await accounts.findCredentials("bob"))?.userId).toBe(bob.userId);
    expect(await accounts.findCredentials("eve")).toBeNull();
    expect((await accounts.pageUsers({ after: 0, limit: 1 })).map(({ username }) => username)).toEqual([
      "Ada",
    ]);
    expect((await accounts.pageUsers({ after: ada.userId, limit: 9 })).map(({ id }) => id)).toEqual([
      bob.userId,
    ]);
  });

  test("[D1] what was answered is there after closing and opening again", async () => {
    const before = await workspace.stores().workspace.read();
    await workspace.createRoom(workspace.ada, "garden");
    await workspace.reopen();
    expect(await workspace.stores().workspace.read()).toEqual(before);
    expect(
      (await workspace.stores().rooms.pageMine(workspace.ada.userId, { after: 0, limit: 1000 })).map(
        ({ name }) => name,
      ),
    ).toEqual(["lounge", "garden"]);
  });
}
