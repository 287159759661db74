// How people come in, and the workspace they come into.
import type { AccountChanges } from "../../../src/domain/changes/account_changes.ts";
import { ada, done, exampleSession, exampleUser, newPerson, person } from "./examples.ts";
import type { Tested } from "./tested_change.ts";
import { admin, adminOrCommandLine, anyGuest, anyone, fresh, newSession, newUser } from "./world.ts";

export const accountChanges: Tested<AccountChanges> = {
  setUp: {
    change: { kind: "setUp", workspaceName: "Harbour", user: exampleUser, session: exampleSession },
    outcome: { ok: true, userId: 1, sessionId: 777 },
    effects: [...newPerson, { kind: "workspace" }],
    isNeverAccepted: true,
    // Refused each time: there is a workspace already.
    async deed(world) {
      return { kind: "setUp", workspaceName: "Another", user: newUser(), session: newSession(world) };
    },
  },
  register: {
    change: {
      kind: "register",
      user: exampleUser,
      session: exampleSession,
      inviteHash: null,
      registrationForced: null,
    },
    outcome: { ok: true, userId: 1, sessionId: 777, twins: [3] },
    effects: [...newPerson, person(3)],
    needs: "createInvite",
    async deed(world) {
      const inviteHash = world.invites.at(-1) ?? null;
      return {
        kind: "register",
        user: newUser(),
        session: newSession(world),
        inviteHash,
        registrationForced: null,
      };
    },
  },
  addUser: {
    change: { kind: "addUser", user: exampleUser, role: "member", reset: null },
    outcome: { ok: true, userId: 1, twins: [3] },
    effects: [...newPerson, person(3)],
    async deed(world) {
      const reset = world.random.chance(0.5)
        ? { tokenHash: fresh("reset"), expiresAt: world.now() + 3_600_000 }
        : null;
      return { kind: "addUser", user: newUser(), role: world.random.pick(["admin", "member"]), reset };
    },
  },
  signIn: {
    change: { kind: "signIn", userId: 1, verifiedHash: "SECRET", session: exampleSession },
    outcome: { ok: true, sessionId: 12, ended: [10] },
    effects: [{ kind: "sessionsOver", sessionIds: [10] }],
    async deed(world) {
      const { userId } = await anyone(world);
      const known = await world.stores.accounts.credentialsOf(userId);
      return (
        known && { kind: "signIn", userId, verifiedHash: known.passwordHash, session: newSession(world) }
      );
    },
  },
  touchSession: {
    change: { kind: "touchSession", sessionId: 12, expiresAt: 1 },
    outcome: { ok: true },
    effects: [{ kind: "sessionUsed", sessionId: 12 }],
    async deed(world) {
      const { sessionId } = await anyone(world);
      return { kind: "touchSession", sessionId, expiresAt: world.now() + 7_200_000 };
    },
  },
  endSession: {
    change: { kind: "endSession", actor: ada, sessionId: 12 },
    outcome: { ok: true },
    effects: [{ kind: "sessionsOver", sessionIds: [12] }],
    async deed(world) {
      const actor = await anyone(world);
      const sessions = await world.stores.accounts.listSessions(actor.userId, world.now());
      const other = sessions.find(({ id }) => world.watched.every(({ sessionId }) => sessionId !== id));
      return other ? { kind: "endSession", actor, sessionId: other.id } : null;
    },
  },
  endOtherSessions: {
    change: { kind: "endOtherSessions", actor: ada },
    outcome: { ok: true, ended: [12, 13] },
    effects: [{ kind: "sessionsOver", sessionIds: [12, 13] }],
    // Those who are watched keep the session they do it with.
    async deed(world) {
      return { kind: "endOtherSessions", actor: await anyone(world) };
    },
  },
  changePassword: {
    change: { kind: "changePassword", actor: ada, verifiedHash: "SECRET", passwordHash: "SECRET" },
    outcome: { ok: true, ended: [12] },
    effects: [{ kind: "sessionsOver", sessionIds: [12] }],
    async deed(world) {
      const actor = await anyone(world);
      const known = await world.stores.accounts.credentialsOf(actor.userId);
      const passwordHash = fresh("hash");
      return known && { kind: "changePassword", actor, verifiedHash: known.passwordHash, passwordHash };
    },
  },
  createInvite: {
    change: { kind: "createInvite", actor: ada, tokenHash: "SECRET", expiresAt: 0 },
    outcome: { ok: true, inviteId: 1 },
    effects: [],
    async deed(world) {
      const tokenHash = fresh("invite");
      world.invites.push(tokenHash);
      const actor = world.random.pick(world.watched);
      return { kind: "createInvite", actor, tokenHash, expiresAt: world.now() + 3_600_000 };
    },
  },
  revokeInvite: {
    change: { kind: "revokeInvite", actor: ada, inviteId: 1 },
    outcome: { ok: true },
    effects: [],
    async deed(world) {
      const invites = await world.stores.accounts.pageInvites(world.now(), { limit: 100 });
      const [oldest] = invites.slice(-1);
      return oldest && invites.length > 1
        ? { kind: "revokeInvite", actor: adminOrCommandLine(world), inviteId: oldest.id }
        : null;
    },
  },
  createReset: {
    change: { kind: "createReset", actor: null, userId: 1, tokenHash: "SECRET", expiresAt: 0 },
    outcome: { ok: true },
    effects: [],
    async deed(world) {
      const guest = await anyGuest(world);
      if (!guest) return null;
      const tokenHash = fresh("reset");
      world.resets.set(guest.userId, tokenHash);
      const actor = adminOrCommandLine(world);
      return {
        kind: "createReset",
        actor,
        userId: guest.userId,
        tokenHash,
        expiresAt: world.now() + 3_600_000,
      };
    },
  },
  resetPassword: {
    change: { kind: "resetPassword", tokenHash: "SECRET", passwordHash: "SECRET", session: exampleSession },
    outcome: { ok: true, userId: 1, sessionId: 13, ended: [11, 12] },
    effects: [{ kind: "sessionsOver", sessionIds: [11, 12] }],
    needs: "createReset",
    async deed(world) {
      const [made] = [...world.resets].filter(([userId]) => world.guests.has(userId)).slice(-1);
      if (!made) return null;
      const [userId, tokenHash] = made;
      world.resets.delete(userId);
      return { kind: "resetPassword", tokenHash, passwordHash: fresh("hash"), session: newSession(world) };
    },
  },
  changeWorkspace: {
    change: { kind: "changeWorkspace", actor: ada, name: "Harbour" },
    outcome: { ok: true },
    effects: [{ kind: "workspace" }],
    async deed(world) {
      return { kind: "changeWorkspace", actor: admin(world), name: fresh("Place ") };
    },
  },
  setRetention: {
    change: { kind: "setRetention", actor: ada, days: 30 },
    outcome: done,
    effects: [],
    async deed(world) {
      return { kind: "setRetention", actor: admin(world), days: world.random.pick([null, 30, 60]) };
    },
  },
};
