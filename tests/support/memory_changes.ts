// What each change does, said once more in plain steps: the contract suite holds it against the SQL.
import type {
  Actor,
  Change,
  ChangeOf,
  NewSession,
  NewUser,
  OutcomeOf,
  Refusal,
} from "../../src/domain/journal.ts";
import { lives, toMessage, type MessageRow, type RoomRow, type Tables } from "./memory_tables.ts";

type Apply = { [K in Change["kind"]]: (change: ChangeOf<K>, at: number) => OutcomeOf<K> };

export function createMemoryChanges(tables: Tables): Apply {
  const { users, sessions, rooms, messages, invites, resets, place, newId } = tables;
  const over = refuse("session_over");
  const notFound = refuse("not_found");

  function myRoom(actor: Actor, roomId: number): RoomRow | null {
    const room = rooms.get(roomId);
    return room?.members.has(actor.userId) ? room : null;
  }

  function write(row: MessageRow, room: RoomRow): OutcomeOf<"post"> {
    room.rev += 1;
    row.rev = room.rev;
    messages.set(row.id, row);
    return { ok: true, changed: true, message: toMessage(tables, row) };
  }

  function ownMessage(actor: Actor, messageId: number): { row: MessageRow; room: RoomRow } | null {
    const row = messages.get(messageId);
    const room = row && myRoom(actor, row.roomId);
    return row && room && row.authorId === actor.userId ? { row, room } : null;
  }

  function startSession(userId: number, session: NewSession, at: number): number {
    const id = newId();
    sessions.set(id, { id, userId, createdAt: at, lastSeenAt: at, ...session });
    return id;
  }

  function endSessions(userId: number, exceptSession: number | null): void {
    for (const [id, session] of sessions) {
      if (session.userId === userId && id !== exceptSession) sessions.delete(id);
    }
  }

  function addUser(user: NewUser, role: "admin" | "member"): number | null {
    for (const other of users.values()) {
      if (other.foldedLook === user.foldedLook || other.typedLook === user.typedLook) return null;
    }
    const id = newId();
    users.set(id, { id, role, ...user });
    for (const room of rooms.values()) {
      if (room.joinOnRegister) room.members.set(id, { role: "member", readSeq: room.lastSeq });
    }
    return id;
  }

  return {
    post({ actor, roomId, clientId, postHash, body, replyTo }, at) {
      if (!lives(tables, actor, at)) return over;
      const room = myRoom(actor, roomId);
      if (!room) return notFound;
      const known = [...messages.values()].find(
        (row) => row.authorId === actor.userId && row.clientId === clientId,
      );
      if (known) {
        if (known.postHash !== postHash) return refuse("client_id_reused");
        return { ok: true, changed: false, message: toMessage(tables, known) };
      }
      if (replyTo !== null && messages.get(replyTo)?.roomId !== roomId) return notFound;
      room.lastSeq += 1;
      const row: MessageRow = {
        id: newId(),
        roomId,
        seq: room.lastSeq,
        rev: 0,
        authorId: actor.userId,
        clientId,
        postHash,
        body,
        replyTo,
        createdAt: at,
        editedAt: null,
        deletedAt: null,
        pinnedAt: null,
        reactions: [],
        files: [],
      };
      return write(row, room);
    },

    edit({ actor, messageId, editedAt, body }, at) {
      if (!lives(tables, actor, at)) return over;
      const own = ownMessage(actor, messageId);
      if (!own) return notFound;
      const { row, room } = own;
      if (row.deletedAt !== null) return refuse("gone");
      const message = toMessage(tables, row);
      if (row.body === body) return { ok: true, changed: false, message };
      if (row.editedAt !== editedAt) return { ok: false, reason: "conflict", current: message };
      const next = Math.max(at, (row.editedAt ?? row.createdAt) + 1);
      return write({ ...row, body, editedAt: next }, room);
    },

    delete({ actor, messageId }, at) {
      if (!lives(tables, actor, at)) return over;
      const own = ownMessage(actor, messageId);
      if (!own) return notFound;
      const { row, room } = own;
      if (row.deletedAt !== null) return { ok: true, changed: false, message: toMessage(tables, row) };
      return write({ ...row, body: "", deletedAt: at }, room);
    },

    mark({ actor, roomId, seq, lower }, at) {
      if (!lives(tables, actor, at)) return over;
      const room = rooms.get(roomId);
      const member = room?.members.get(actor.userId);
      if (!room || !member) return notFound;
      const was = member.readSeq;
      member.readSeq = lower
        ? Math.max(0, Math.min(seq - 1, room.lastSeq))
        : Math.max(was, Math.min(seq, room.lastSeq));
      return { ok: true, changed: member.readSeq !== was };
    },

    createRoom({ actor, name, topic }, at) {
      if (!lives(tables, actor, at)) return over;
      const id = newId();
      const members: RoomRow["members"] = new Map([[actor.userId, { role: "owner", readSeq: 0 }]]);
      rooms.set(id, {
        id,
        kind: "public",
        name,
        topic,
        createdAt: at,
        rev: 0,
        lastSeq: 0,
        joinOnRegister: false,
        members,
      });
      return { ok: true, roomId: id };
    },

    changeRoom({ actor, roomId, name, topic }, at) {
      if (!lives(tables, actor, at)) return over;
      const room = myRoom(actor, roomId);
      if (room?.kind !== "public") return notFound;
      const changed = (name ?? room.name) !== room.name || (topic ?? room.topic) !== room.topic;
      room.name = name ?? room.name;
      room.topic = topic ?? room.topic;
      return { ok: true, changed };
    },

    join({ actor, roomId }, at) {
      if (!lives(tables, actor, at)) return over;
      const room = rooms.get(roomId);
      if (room?.kind !== "public") return notFound;
      if (room.members.has(actor.userId)) return { ok: true, changed: false };
      room.members.set(actor.userId, { role: "member", readSeq: room.lastSeq });
      return { ok: true, changed: true };
    },

    leave({ actor, roomId }, at) {
      if (!lives(tables, actor, at)) return over;
      const room = rooms.get(roomId);
      if (room?.kind !== "public") return notFound;
      return { ok: true, changed: room.members.delete(actor.userId) };
    },

    setUp({ placeName, user, session }, at) {
      const userId = users.size === 0 ? addUser(user, "admin") : null;
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
      const userId = addUser(user, "member");
      if (userId === null) return refuse("name_taken");
      if (invite) invite.used += 1;
      return { ok: true, userId, sessionId: startSession(userId, session, at) };
    },

    signIn({ userId, verifiedHash, session }, at) {
      if (users.get(userId)?.passwordHash !== verifiedHash) return refuse("wrong_credentials");
      return { ok: true, sessionId: startSession(userId, session, at) };
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
      endSessions(actor.userId, actor.sessionId);
      return { ok: true };
    },

    changePassword({ actor, verifiedHash, passwordHash }, at) {
      if (!lives(tables, actor, at)) return over;
      const user = users.get(actor.userId);
      if (!user || user.passwordHash !== verifiedHash) return refuse("wrong_credentials");
      user.passwordHash = passwordHash;
      resets.delete(user.id);
      endSessions(user.id, actor.sessionId);
      return { ok: true };
    },

    changeProfile({ actor, displayName }, at) {
      const user = users.get(actor.userId);
      if (!user || !lives(tables, actor, at)) return over;
      user.displayName = displayName;
      return { ok: true };
    },

    createInvite({ actor, tokenHash, expiresAt }, at) {
      if (!lives(tables, actor, at)) return over;
      const id = newId();
      const createdBy = actor.userId;
      invites.set(id, { id, tokenHash, createdBy, createdAt: at, expiresAt, revoked: false, used: 0 });
      return { ok: true, inviteId: id };
    },

    revokeInvite({ actor, inviteId }, at) {
      if (!lives(tables, actor, at)) return over;
      const invite = invites.get(inviteId);
      const isMine = invite?.createdBy === actor.userId || users.get(actor.userId)?.role === "admin";
      if (!invite || invite.revoked || !isMine) return notFound;
      invite.revoked = true;
      return { ok: true };
    },

    createReset({ userId, tokenHash, expiresAt }) {
      if (!users.has(userId)) return notFound;
      resets.set(userId, { tokenHash, expiresAt });
      return { ok: true };
    },

    resetPassword({ tokenHash, passwordHash, session }, at) {
      const found = [...resets].find(([, reset]) => reset.tokenHash === tokenHash && reset.expiresAt > at);
      const user = found && users.get(found[0]);
      if (!user) return refuse("reset_invalid");
      user.passwordHash = passwordHash;
      resets.delete(user.id);
      endSessions(user.id, null);
      return { ok: true, userId: user.id, sessionId: startSession(user.id, session, at) };
    },

    changePlace({ actor, name, registration }, at) {
      if (!lives(tables, actor, at)) return over;
      if (users.get(actor.userId)?.role !== "admin") return refuse("not_allowed");
      place.name = name ?? place.name;
      place.registration = registration ?? place.registration;
      return { ok: true };
    },
  };
}

function refuse(reason: Exclude<Refusal["reason"], "conflict">): Refusal {
  return { ok: false, reason };
}
