// Rooms and who is in them, in the memory twin (G1 to G6, U2, U5, U7).
import { ownerIdOf, type Actor } from "../../src/domain/journal.ts";
import { limits } from "../../src/protocol/limits.ts";
import { isAdmin, myRoom, note, notFound, over, refuse, type Apply } from "./memory_change.ts";
import { isActive, lives, newMember, newRoom, type RoomRow, type Tables } from "./memory_tables.ts";

type RoomChanges = Pick<
  Apply,
  | "mark"
  | "markAll"
  | "createRoom"
  | "openDirect"
  | "changeRoom"
  | "join"
  | "leave"
  | "enterRoom"
  | "addMembers"
  | "removeMember"
  | "setRoomRole"
  | "changeRoomSettings"
>;

export function createMemoryRoomChanges(tables: Tables): RoomChanges {
  const { users, rooms, newId } = tables;

  function isRuler(actor: Actor, room: RoomRow): boolean {
    if (room.members.get(actor.userId)?.role === "owner") return true;
    return room.kind === "public" && isAdmin(tables, actor);
  }

  function isLastOwner(room: RoomRow, userId: number): boolean {
    if (room.members.get(userId)?.role !== "owner") return false;
    const others = [...room.members].filter(([id]) => id !== userId);
    if (others.some(([, { role }]) => role === "owner")) return false;
    return others.some(([id]) => isActive(users.get(id)));
  }

  return {
    mark({ actor, roomId, seq, lower }, at) {
      if (!lives(tables, actor, at)) return over;
      const room = rooms.get(roomId);
      const member = room?.members.get(actor.userId);
      if (!room || !member) return notFound;
      const was = member.readSeq;
      member.readSeq = lower
        ? Math.max(0, Math.min(seq - 1, room.lastSeq))
        : Math.max(was, Math.min(seq, room.lastSeq));
      member.seenSeq = Math.max(member.seenSeq, member.readSeq);
      return { ok: true, changed: member.readSeq !== was };
    },

    markAll({ actor }, at) {
      if (!lives(tables, actor, at)) return over;
      const moved: number[] = [];
      for (const room of rooms.values()) {
        const member = room.members.get(actor.userId);
        if (!member || member.readSeq >= room.lastSeq) continue;
        member.readSeq = room.lastSeq;
        member.seenSeq = room.lastSeq;
        moved.push(room.id);
      }
      return { ok: true, roomIds: moved.sort((a, b) => a - b) };
    },

    createRoom(change, at) {
      const { actor, roomKind, name, topic, roomLimit } = change;
      if (actor && !lives(tables, actor, at)) return over;
      const createdBy = ownerIdOf(change);
      if (!isActive(users.get(createdBy))) return refuse("person_gone");
      const all = [...rooms.values()].filter(({ kind }) => kind !== "direct");
      const mine = all.filter((room) => room.createdBy === createdBy);
      const isFull = actor && mine.length >= limits.roomsMade && users.get(createdBy)?.role !== "admin";
      if (all.length >= roomLimit || isFull) return refuse("too_many");
      const room: RoomRow = { ...newRoom(roomKind, at), id: newId(), name, topic, createdBy };
      room.members.set(createdBy, { ...newMember(room, at), role: "owner" });
      rooms.set(room.id, room);
      note(tables, {
        at,
        action: "room_created",
        actorId: actor?.userId ?? null,
        roomId: room.id,
        detail: roomKind,
      });
      return { ok: true, roomId: room.id };
    },

    openDirect({ actor, userIds }, at) {
      if (!lives(tables, actor, at)) return over;
      if (userIds.some((id) => !users.has(id))) return notFound;
      const directKey = userIds.join(",");
      const known = [...rooms.values()].find((room) => room.directKey === directKey);
      const me = known?.members.get(actor.userId);
      if (!me && userIds.some((id) => !isActive(users.get(id)))) return refuse("person_gone");
      if (known) {
        const shown = me?.hiddenSeq !== null;
        if (me) me.hiddenSeq = null;
        return { ok: true, roomId: known.id, created: false, shown };
      }
      const opened = [...rooms.values()].filter(
        ({ kind, createdBy }) => kind === "direct" && createdBy === actor.userId,
      );
      if (opened.length >= limits.directOpened) return refuse("too_many");
      const room: RoomRow = { ...newRoom("direct", at), id: newId(), directKey, createdBy: actor.userId };
      for (const id of userIds) {
        room.members.set(id, { ...newMember(room, at), hiddenSeq: id === actor.userId ? null : 0 });
      }
      rooms.set(room.id, room);
      return { ok: true, roomId: room.id, created: true, shown: false };
    },

    changeRoom({ actor, roomId, name, topic, roomKind, archived, broadcasts }, at) {
      if (actor && !lives(tables, actor, at)) return over;
      const room = actor ? myRoom(tables, actor, roomId) : rooms.get(roomId);
      if (!room) return notFound;
      const forRulers = [roomKind, archived, broadcasts].some((value) => value !== undefined);
      const isEdit = [name, topic, roomKind, broadcasts].some((value) => value !== undefined);
      if (room.kind === "direct" || (forRulers && actor && !isRuler(actor, room)))
        return refuse("not_allowed");
      if (room.archivedAt !== null && isEdit && archived !== false) return refuse("archived");
      if (room.joinOnRegister && (archived || roomKind === "private")) return refuse("not_allowed");
      const was = JSON.stringify({ ...room, members: null });
      const kept = { at, actorId: actor?.userId ?? null, roomId };
      if (roomKind !== undefined && roomKind !== room.kind) {
        note(tables, { ...kept, action: "room_kind", detail: roomKind });
      }
      if (archived !== undefined && archived !== (room.archivedAt !== null)) {
        note(tables, { ...kept, action: archived ? "room_archived" : "room_unarchived" });
      }
      room.name = name ?? room.name;
      room.topic = topic ?? room.topic;
      room.kind = roomKind ?? room.kind;
      room.broadcasts = broadcasts ?? room.broadcasts;
      if (archived !== undefined) room.archivedAt = archived ? (room.archivedAt ?? at) : null;
      return { ok: true, changed: JSON.stringify({ ...room, members: null }) !== was };
    },

    join({ actor, roomId }, at) {
      if (!lives(tables, actor, at)) return over;
      const room = rooms.get(roomId);
      if (room?.members.has(actor.userId)) return { ok: true, changed: false };
      if (room?.kind !== "public") return notFound;
      if (room.archivedAt !== null) return refuse("archived");
      room.members.set(actor.userId, newMember(room, at));
      return { ok: true, changed: true };
    },

    leave({ actor, roomId }, at) {
      if (!lives(tables, actor, at)) return over;
      const room = rooms.get(roomId);
      const me = room?.members.get(actor.userId);
      if (!room || (!me && room.kind !== "public")) return notFound;
      if (isLastOwner(room, actor.userId)) return refuse("last_owner");
      if (room.kind !== "direct") {
        return { ok: true, changed: room.members.delete(actor.userId), hidden: false };
      }
      const changed = me?.hiddenSeq !== room.lastSeq;
      if (me) me.hiddenSeq = room.lastSeq;
      return { ok: true, changed, hidden: true };
    },

    enterRoom({ actor, roomId }, at) {
      if (!lives(tables, actor, at)) return over;
      if (!isAdmin(tables, actor)) return refuse("not_allowed");
      const room = rooms.get(roomId);
      if (room?.kind !== "private") return notFound;
      const me = room.members.get(actor.userId);
      if (me?.role === "owner") return { ok: true, changed: false };
      room.members.set(actor.userId, { ...(me ?? newMember(room, at)), role: "owner" });
      note(tables, { at, action: "room_entered", actorId: actor.userId, roomId, forAdmins: true });
      return { ok: true, changed: true };
    },

    addMembers({ actor, roomId, userIds }, at) {
      if (!lives(tables, actor, at)) return over;
      const room = myRoom(tables, actor, roomId);
      if (!room) return notFound;
      if (room.kind === "direct") return refuse("not_allowed");
      if (room.archivedAt !== null) return refuse("archived");
      if (userIds.some((id) => !users.has(id))) return notFound;
      if (userIds.some((id) => !isActive(users.get(id)))) return refuse("person_gone");
      const added = userIds.filter((id) => !room.members.has(id)).sort((a, b) => a - b);
      for (const userId of added) {
        room.members.set(userId, newMember(room, at));
        note(tables, { at, action: "member_added", actorId: actor.userId, userId, roomId });
      }
      return { ok: true, added };
    },

    removeMember({ actor, roomId, userId }, at) {
      if (!lives(tables, actor, at)) return over;
      const room = myRoom(tables, actor, roomId);
      if (!room) return notFound;
      if (room.kind === "direct" || !isRuler(actor, room)) return refuse("not_allowed");
      if (isLastOwner(room, userId)) return refuse("last_owner");
      const changed = room.members.delete(userId);
      if (changed) note(tables, { at, action: "member_removed", actorId: actor.userId, userId, roomId });
      return { ok: true, changed };
    },

    setRoomRole({ actor, roomId, userId, role }, at) {
      if (!lives(tables, actor, at)) return over;
      const room = myRoom(tables, actor, roomId);
      if (!room) return notFound;
      if (room.kind === "direct" || room.joinOnRegister || !isRuler(actor, room)) {
        return refuse("not_allowed");
      }
      const member = room.members.get(userId);
      if (!member) return notFound;
      if (!isActive(users.get(userId))) return refuse("person_gone");
      if (role === "member" && isLastOwner(room, userId)) return refuse("last_owner");
      const changed = member.role !== role;
      member.role = role;
      if (changed) {
        note(tables, { at, action: "member_role", actorId: actor.userId, userId, roomId, detail: role });
      }
      return { ok: true, changed };
    },

    changeRoomSettings({ actor, roomId, notify, mutedUntil, starred, hidden }, at) {
      if (!lives(tables, actor, at)) return over;
      const room = rooms.get(roomId);
      const me = room?.members.get(actor.userId);
      if (!room || !me) return notFound;
      if (hidden !== undefined && room.kind !== "direct") return refuse("not_allowed");
      const was = { ...me };
      me.notify = notify ?? me.notify;
      me.starred = starred ?? me.starred;
      if (mutedUntil !== undefined) me.mutedUntil = mutedUntil;
      if (hidden !== undefined) me.hiddenSeq = hidden ? room.lastSeq : null;
      return { ok: true, changed: !Bun.deepEquals(was, me) };
    },
  };
}
