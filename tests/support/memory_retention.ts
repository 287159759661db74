// Retention in the memory twin: its changes and reads, in plain steps (J1 to J5).
import type { Actor } from "../../src/domain/journal.ts";
import type { RetentionStore } from "../../src/domain/stores.ts";
import { isAdmin, myRoom, note, notFound, over, refuse, type Apply } from "./memory_change.ts";
import { empty } from "./memory_message_changes.ts";
import { lives, messagesOf, type MessageRow, type RoomRow, type Tables } from "./memory_tables.ts";

const dayMs = 24 * 3600 * 1000;
const expireAtOnce = 500;

type RetentionChanges = Pick<Apply, "setRetention" | "setRoomRetention" | "holdRoom" | "expire">;

const dayOf = (at: number) => Math.floor(at / dayMs);

function cutoffOf(day: number, ...numbers: (number | null)[]): number | null {
  const given = numbers.filter((days) => days !== null);
  return given.length === 0 ? null : (day - Math.min(...given)) * dayMs;
}

/** Up to the first that must be kept; what is from the future tells nothing. */
function dueOf(
  tables: Tables,
  room: RoomRow,
  cutoff: number,
  now: number,
  from = room.firstSeq,
): MessageRow[] {
  const rows = messagesOf(tables, room.id)
    .filter(({ seq }) => seq >= from && seq < from + expireAtOnce)
    .sort((a, b) => a.seq - b.seq);
  const end = rows.findIndex(({ createdAt }) => createdAt >= cutoff && createdAt <= now);
  const before = end === -1 ? rows : rows.slice(0, end);
  return before.slice(0, before.findLastIndex(({ createdAt }) => createdAt < cutoff) + 1);
}

export function createMemoryRetentionChanges(tables: Tables): RetentionChanges {
  const { rooms, messages, retention, audit } = tables;

  function isRuler(actor: Actor, room: RoomRow): boolean {
    if (room.members.get(actor.userId)?.role === "owner") return true;
    return room.kind === "public" && isAdmin(tables, actor);
  }

  return {
    setRetention({ actor, days }, at) {
      if (!lives(tables, actor, at)) return over;
      if (!isAdmin(tables, actor)) return refuse("not_allowed");
      if (retention.days === days) return { ok: true, changed: false };
      retention.days = days;
      retention.day = dayOf(at);
      note(tables, {
        at,
        action: "retention",
        actorId: actor.userId,
        detail: String(days ?? ""),
        forAdmins: true,
      });
      return { ok: true, changed: true };
    },

    setRoomRetention({ actor, roomId, days }, at) {
      if (!lives(tables, actor, at)) return over;
      const room = myRoom(tables, actor, roomId);
      if (!room) return notFound;
      if (room.kind === "direct" || !isRuler(actor, room)) return refuse("not_allowed");
      if (room.retentionDays === days) return { ok: true, changed: false };
      room.retentionDays = days;
      retention.day = dayOf(at);
      note(tables, {
        at,
        action: "room_retention",
        actorId: actor.userId,
        roomId,
        detail: String(days ?? ""),
      });
      return { ok: true, changed: true };
    },

    holdRoom({ actor, roomId, on }, at) {
      if (!lives(tables, actor, at)) return over;
      if (!isAdmin(tables, actor)) return refuse("not_allowed");
      const room = rooms.get(roomId);
      if (!room || room.kind === "direct") return notFound;
      if ((room.heldAt !== null) === on) return { ok: true, changed: false };
      room.heldAt = on ? at : null;
      const action = on ? "room_held" : "room_released";
      note(tables, { at, action, actorId: actor.userId, roomId, forAdmins: true });
      return { ok: true, changed: true };
    },

    expire({ roomId, day }, at) {
      const room = rooms.get(roomId);
      const cutoff = room && room.heldAt === null ? cutoffOf(day, retention.days, room.retentionDays) : null;
      if (retention.day !== null && retention.day < day) retention.day = day;
      const due = room && cutoff !== null ? dueOf(tables, room, cutoff, at) : [];
      const last = due.at(-1);
      if (!room || !last) return { ok: true, isDone: true, rev: null, emptied: 0 };
      room.floorRev = room.rev += 1;
      const emptied = due.filter(({ deletedAt }) => deletedAt === null);
      for (const row of emptied) {
        empty(tables, row, at);
        row.rev = room.rev;
        const original = row.replyTo === null ? undefined : messages.get(row.replyTo);
        if (!original) continue;
        original.replies -= 1;
        original.rev = room.rev;
      }
      room.firstSeq = last.seq + 1;
      noteNumber(emptied.length, at);
      return { ok: true, isDone: due.length < expireAtOnce, rev: room.rev, emptied: emptied.length };
    },
  };

  function noteNumber(count: number, at: number): void {
    if (count === 0) return;
    const today = audit.findLast(({ action }) => action === "messages_expired");
    if (today && today.at >= dayOf(at) * dayMs) today.detail = String(Number(today.detail) + count);
    else
      note(tables, { at, action: "messages_expired", actorId: null, detail: String(count), forAdmins: true });
  }
}

export function createMemoryRetentionStore(
  tables: Tables,
  read: <T>(take: () => T) => Promise<T>,
): RetentionStore {
  const { rooms, retention, files } = tables;
  return {
    workspace: () =>
      read(() => {
        const hasRooms = [...rooms.values()].some(({ retentionDays }) => retentionDays !== null);
        return { ...retention, hasRooms };
      }),
    ofRoom: (roomId) =>
      read(() => {
        const room = rooms.get(roomId);
        return room ? { days: room.retentionDays, workspaceDays: retention.days, heldAt: room.heldAt } : null;
      }),
    dueRooms: ({ day, now, workspaceDays, only, after }) =>
      read(() => {
        const looked = [...rooms.values()]
          .filter(({ id }) => id > after && (!only || only.roomId === id))
          .sort((a, b) => a.id - b.id);
        const found = looked.flatMap((room) => {
          const cutoff = cutoffOf(day, workspaceDays, only ? only.days : room.retentionDays);
          const first = messagesOf(tables, room.id).find(({ seq }) => seq === room.firstSeq);
          const mayBeDue = cutoff !== null && first && (first.createdAt < cutoff || first.createdAt > now);
          return mayBeDue && room.heldAt === null
            ? [{ roomId: room.id, firstSeq: room.firstSeq, cutoff }]
            : [];
        });
        return { rooms: found, next: null };
      }),
    duePortion: ({ roomId, firstSeq, cutoff }, now) =>
      read(() => {
        const room = rooms.get(roomId);
        const all = room ? dueOf(tables, room, cutoff, now, firstSeq) : [];
        const due = all.filter(({ deletedAt }) => deletedAt === null);
        const stored = [...files.values()].filter(({ messageId }) => due.some(({ id }) => id === messageId));
        const oldest = due.length === 0 ? null : Math.min(...due.map(({ createdAt }) => createdAt));
        const bytes = stored.reduce((sum, { size }) => sum + size, 0);
        return { last: all.at(-1)?.seq ?? null, messages: due.length, files: stored.length, bytes, oldest };
      }),
  };
}
