// What each change does, said once more in plain steps: the contract suite holds it against the SQL.
import { ownerIdOf, type NewSession, type NewUser, type Refusal } from "../../src/domain/journal.ts";
import { limits } from "../../src/protocol/limits.ts";
import { defaultPreferences } from "../../src/protocol/preferences.ts";
import { isAdmin, note, notFound, over, refuse, type Apply } from "./memory_change.ts";
import { addFile, dropUnposted } from "./memory_files.ts";
import { createMemoryMessageChanges } from "./memory_message_changes.ts";
import { createMemoryPeopleChanges } from "./memory_people_changes.ts";
import { createMemoryReactionChanges } from "./memory_reaction_changes.ts";
import { createMemoryRetentionChanges } from "./memory_retention.ts";
import { createMemoryRoomChanges } from "./memory_room_changes.ts";
import { isLikeAdmin, updateTwins } from "./memory_twins.ts";
import { isActive, lives, newMember, type Tables } from "./memory_tables.ts";

export function createMemoryChanges(tables: Tables): Apply {
  const { users, sessions, rooms, invites, resets, place, newId } = tables;

  function startSession(userId: number, session: NewSession, at: number): number {
    const id = newId();
    sessions.set(id, { id, userId, createdAt: at, lastSeenAt: at, ...session });
    return id;
  }

  function endSessions(userId: number, exceptSession: number | null): number[] {
    const ended = [...sessions.values()].filter((one) => one.userId === userId && one.id !== exceptSession);
    for (const { id } of ended) sessions.delete(id);
    return ended.map(({ id }) => id);
  }

  function insertUser(user: NewUser, role: "admin" | "member", at: number): number | null {
    for (const other of users.values()) {
      if (other.foldedLook === user.foldedLook || other.typedLook === user.typedLook) return null;
    }
    const id = newId();
    users.set(id, {
      id,
      role,
      ...user,
      status: null,
      dndUntil: null,
      isDeactivated: false,
      quietHours: null,
      receipts: true,
      preferences: defaultPreferences,
      avatarHash: null,
      isErased: false,
    });
    for (const room of rooms.values()) {
      if (room.joinOnRegister) room.members.set(id, newMember(room, at));
    }
    return id;
  }

  function takeBack(userId: number): Refusal {
    users.delete(userId);
    for (const room of rooms.values()) room.members.delete(userId);
    return refuse("display_taken");
  }

  return {
    ...createMemoryRoomChanges(tables),
    ...createMemoryPeopleChanges(tables),
    ...createMemoryMessageChanges(tables),
    ...createMemoryReactionChanges(tables),
    ...createMemoryRetentionChanges(tables),
    addFile: (change, at) => addFile(tables, change, at),
    dropUnposted: (change, at) => dropUnposted(tables, change, at),

    setUp({ placeName, user, session }, at) {
      const userId = users.size === 0 ? insertUser(user, "admin", at) : null;
      if (userId === null) return refuse("already_set_up");
      place.name = placeName;
      return { ok: true, userId, sessionId: startSession(userId, session, at) };
    },

    register({ user, session, inviteHash, registrationForced }, at) {
      const closed = refuse(inviteHash === null ? "registration_closed" : "invite_invalid");
      if (users.size === 0) return closed;
      const invite = [...invites.values()].find(
        (row) => row.tokenHash === inviteHash && !row.revoked && row.expiresAt > at,
      );
      if (inviteHash === null ? (registrationForced ?? place.registration) !== "open" : !invite)
        return closed;
      const userId = insertUser(user, "member", at);
      if (userId === null) return refuse("name_taken");
      if (isLikeAdmin(tables, user.displayLooks, userId)) return takeBack(userId);
      if (invite) invite.used += 1;
      const actorId = invite?.createdBy ?? null;
      note(tables, { at, action: "user_registered", actorId, userId, forAdmins: true });
      const sessionId = startSession(userId, session, at);
      return { ok: true, userId, sessionId, ...updateTwins(tables, userId) };
    },

    addUser({ user, role, reset }, at) {
      const isFirst = users.size === 0;
      if (isFirst && role !== "admin") return refuse("not_allowed");
      const userId = insertUser(user, role, at);
      if (userId === null) return refuse("name_taken");
      if (role !== "admin" && isLikeAdmin(tables, user.displayLooks, userId)) return takeBack(userId);
      if (reset) resets.set(userId, reset);
      const kept = { actorId: null, userId, detail: role, forAdmins: true };
      note(tables, { at, action: "user_registered", ...kept });
      return { ok: true, userId, ...updateTwins(tables, userId) };
    },

    signIn({ userId, verifiedHash, session }, at) {
      const user = users.get(userId);
      if (!isActive(user) || user.passwordHash !== verifiedHash) return refuse("wrong_credentials");
      const mine = [...sessions.values()].filter((one) => one.userId === userId);
      const oldest = mine
        .sort((a, b) => b.lastSeenAt - a.lastSeenAt || b.id - a.id)
        .slice(limits.sessions - 1);
      for (const { id } of oldest) sessions.delete(id);
      const ended = oldest.map(({ id }) => id);
      return { ok: true, sessionId: startSession(userId, session, at), ended };
    },

    touchSession({ sessionId, expiresAt }, at) {
      const session = sessions.get(sessionId);
      if (!session || session.expiresAt <= at) return over;
      session.lastSeenAt = at;
      session.expiresAt = expiresAt;
      return { ok: true };
    },

    endSession({ actor, sessionId }, at) {
      if (!lives(tables, actor, at)) return over;
      if (sessions.get(sessionId)?.userId !== actor.userId) return notFound;
      sessions.delete(sessionId);
      return { ok: true };
    },

    endOtherSessions({ actor }, at) {
      if (!lives(tables, actor, at)) return over;
      return { ok: true, ended: endSessions(actor.userId, actor.sessionId) };
    },

    changePassword({ actor, verifiedHash, passwordHash }, at) {
      if (!lives(tables, actor, at)) return over;
      const user = users.get(actor.userId);
      if (!user || user.passwordHash !== verifiedHash) return refuse("wrong_credentials");
      user.passwordHash = passwordHash;
      resets.delete(user.id);
      return { ok: true, ended: endSessions(user.id, actor.sessionId) };
    },

    createInvite(change, at) {
      const { actor, tokenHash, expiresAt } = change;
      if (actor && !lives(tables, actor, at)) return over;
      const createdBy = ownerIdOf(change);
      if (!isActive(users.get(createdBy))) return refuse("person_gone");
      const id = newId();
      invites.set(id, { id, tokenHash, createdBy, createdAt: at, expiresAt, revoked: false, used: 0 });
      const kept = actor ? { actorId: createdBy } : { actorId: null, userId: createdBy };
      note(tables, { at, action: "invite_made", ...kept, forAdmins: true });
      return { ok: true, inviteId: id };
    },

    revokeInvite({ actor, inviteId }, at) {
      if (actor && !lives(tables, actor, at)) return over;
      const invite = invites.get(inviteId);
      const isMine =
        !actor || invite?.createdBy === actor.userId || users.get(actor.userId)?.role === "admin";
      if (!invite || invite.revoked || !isMine) return notFound;
      invite.revoked = true;
      const userId = invite.createdBy;
      const actorId = actor?.userId ?? null;
      note(tables, { at, action: "invite_revoked", actorId, userId, forAdmins: true });
      return { ok: true };
    },

    createReset({ actor, userId, tokenHash, expiresAt }, at) {
      const isThere = isActive(users.get(userId));
      if (actor) {
        if (!lives(tables, actor, at)) return over;
        if (!isAdmin(tables, actor)) return refuse("not_allowed");
        if (users.has(userId) && !isThere) return refuse("person_gone");
      }
      if (!isThere) return notFound;
      resets.set(userId, { tokenHash, expiresAt });
      const actorId = actor?.userId ?? null;
      note(tables, { at, action: "user_reset", actorId, userId, forAdmins: true });
      return { ok: true };
    },

    resetPassword({ tokenHash, passwordHash, session }, at) {
      const found = [...resets].find(([, reset]) => reset.tokenHash === tokenHash && reset.expiresAt > at);
      const user = found && users.get(found[0]);
      if (!user) return refuse("reset_invalid");
      user.passwordHash = passwordHash;
      resets.delete(user.id);
      const ended = endSessions(user.id, null);
      note(tables, { at, action: "user_reset_used", actorId: null, userId: user.id, forAdmins: true });
      return { ok: true, userId: user.id, sessionId: startSession(user.id, session, at), ended };
    },

    changePlace({ actor, name, registration }, at) {
      if (!lives(tables, actor, at)) return over;
      if (users.get(actor.userId)?.role !== "admin") return refuse("not_allowed");
      place.name = name ?? place.name;
      if (registration !== undefined && registration !== place.registration) {
        const actorId = actor.userId;
        note(tables, { at, action: "registration", actorId, detail: registration, forAdmins: true });
      }
      place.registration = registration ?? place.registration;
      return { ok: true };
    },

    // It looks at the messages themselves: there is no index to lead after them.
    indexMore: () => ({ ok: true, isDone: true }),
    rebuildIndex: () => ({ ok: true }),
    dropIndex: () => ({ ok: true }),
    replaceIndex: () => ({ ok: true }),
  };
}
