// What posts, edits, deletions, pins and saves do, in plain steps. What they move along (N1) is left in
// `touched`.
import type { Actor, ChangeOf } from "../../src/domain/journal.ts";
import { dropWhere, isAdmin, note, notFound, over, refuse, type Apply } from "./memory_change.ts";
import { arePostable, attachFiles, dropFilesOf } from "./memory_files.ts";
import { raise, toMessage } from "./memory_messages.ts";
import {
  isActive,
  lives,
  type MemberRow,
  type MessageRow,
  type RoomRow,
  type Tables,
} from "./memory_tables.ts";

const mostPins = 100;
const mostSaved = 500;

export function createMemoryMessageChanges(
  tables: Tables,
): Pick<Apply, "post" | "edit" | "delete" | "pin" | "save"> {
  const { users, rooms, messages, touched, mentions, broadcasts, saves, newId } = tables;

  function written(row: MessageRow, changed = true) {
    return { ok: true, changed, message: toMessage(tables, row) } as const;
  }

  /** The message in a room that the actor is in. */
  function find(
    actor: Actor,
    messageId: number,
  ): { row: MessageRow; room: RoomRow; member: MemberRow } | null {
    const row = messages.get(messageId);
    const room = row && rooms.get(row.roomId);
    const member = room?.members.get(actor.userId);
    return row && room && member ? { row, room, member } : null;
  }

  function reach(
    row: MessageRow,
    userId: number,
    how: { name?: string; position?: number; counts?: boolean; replies?: boolean },
  ) {
    const known = mentions.find((one) => one.messageId === row.id && one.userId === userId);
    if (known) {
      known.replies ||= how.replies ?? false;
      return;
    }
    const { id: messageId, roomId, seq } = row;
    const { name = null, position = 0, counts = false, replies = false } = how;
    mentions.push({ messageId, userId, roomId, seq, name, position, counts, replies });
  }

  function mention(row: MessageRow, room: RoomRow, change: ChangeOf<"post">): void {
    const { userId } = change.actor;
    const active = [...room.members.keys()].filter((id) => isActive(users.get(id)));
    change.mentions.forEach((named, position) => {
      if (!active.includes(named.userId)) return;
      reach(row, named.userId, { name: named.name, position, counts: named.userId !== userId });
    });
    const member = room.members.get(userId);
    const isRuler = member?.role === "owner" || (room.kind === "public" && isAdmin(tables, change.actor));
    const { broadcast } = change;
    if (!broadcast || !member || (room.broadcasts === "owners" && !isRuler)) return;
    row.broadcast = broadcast.to;
    const { id: messageId, roomId, seq, authorId } = row;
    const ids =
      broadcast.to === "here" ? new Set(active.filter((id) => broadcast.userIds.includes(id))) : null;
    broadcasts.set(messageId, { messageId, roomId, seq, authorId, ids });
  }

  /** N1. */
  function moveOriginal(replyTo: number | null, by: 1 | -1): void {
    const original = replyTo === null ? undefined : messages.get(replyTo);
    if (!original) return;
    original.replies += by;
    raise(tables, original);
    touched.push(original);
  }

  return {
    post(change, at) {
      const { actor, roomId, clientId, postHash, body, replyTo, fileIds } = change;
      if (!lives(tables, actor, at)) return over;
      const room = rooms.get(roomId);
      if (!room?.members.has(actor.userId)) return notFound;
      const known = [...messages.values()].find(
        (row) => row.authorId === actor.userId && row.clientId === clientId,
      );
      if (known) {
        return known.postHash === postHash ? written(known, false) : refuse("client_id_reused");
      }
      if (room.archivedAt !== null) return refuse("archived");
      const original = replyTo === null ? null : messages.get(replyTo);
      if (original !== null && original?.roomId !== roomId) return notFound;
      if (!arePostable(tables, { fileIds, roomId, userId: actor.userId })) return refuse("files_missing");
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
        replies: 0,
        broadcast: null,
        createdAt: at,
        editedAt: null,
        deletedAt: null,
        deletedBy: null,
        pinnedAt: null,
      };
      messages.set(row.id, row);
      attachFiles(tables, fileIds, row.id);
      raise(tables, row);
      mention(row, room, change);
      if (original && original.authorId !== actor.userId) reach(row, original.authorId, { replies: true });
      const outcome = written(row);
      moveOriginal(replyTo, 1);
      return outcome;
    },

    edit({ actor, messageId, editedAt, body }, at) {
      if (!lives(tables, actor, at)) return over;
      const found = find(actor, messageId);
      if (!found) return notFound;
      const { row, room } = found;
      if (row.authorId !== actor.userId) return refuse("not_allowed");
      if (row.deletedAt !== null) return refuse("gone");
      if (row.body === body) return written(row, false);
      if (room.archivedAt !== null) return refuse("archived");
      if (row.editedAt !== editedAt)
        return { ok: false, reason: "conflict", current: toMessage(tables, row) };
      row.body = body;
      row.editedAt = Math.max(at, (row.editedAt ?? row.createdAt) + 1);
      raise(tables, row);
      return written(row);
    },

    delete({ actor, messageId }, at) {
      if (!lives(tables, actor, at)) return over;
      const found = find(actor, messageId);
      if (!found) return notFound;
      const { row, room, member } = found;
      const { userId } = actor;
      const isModerator = room.kind !== "direct" && (member.role === "owner" || isAdmin(tables, actor));
      if (row.authorId !== userId && !isModerator) return refuse("not_allowed");
      if (row.deletedAt !== null) return written(row, false);
      empty(tables, row, at);
      raise(tables, row);
      if (row.authorId !== userId) {
        row.deletedBy = userId;
        note(tables, {
          at,
          action: "message_deleted",
          actorId: userId,
          userId: row.authorId,
          roomId: room.id,
        });
      }
      const outcome = written(row);
      moveOriginal(row.replyTo, -1);
      return outcome;
    },

    pin({ actor, messageId, on }, at) {
      if (!lives(tables, actor, at)) return over;
      const found = find(actor, messageId);
      if (!found) return notFound;
      const { row, room } = found;
      if (row.deletedAt !== null) return refuse("gone");
      if ((row.pinnedAt !== null) === on) return written(row, false);
      if (room.archivedAt !== null) return refuse("archived");
      const pinned = [...messages.values()].flatMap((one) =>
        one.roomId === room.id && one.pinnedAt !== null ? one.pinnedAt : [],
      );
      if (on && pinned.length >= mostPins) return refuse("too_many");
      row.pinnedAt = on ? Math.max(at, ...pinned.map((time) => time + 1)) : null;
      raise(tables, row);
      return written(row);
    },

    save({ actor, messageId, on }, at) {
      if (!lives(tables, actor, at)) return over;
      const found = find(actor, messageId);
      const mine = () => saves.filter((row) => row.userId === actor.userId);
      if (on && mine().length >= mostSaved) {
        dropWhere(saves, (row) => row.userId === actor.userId && !find(actor, row.messageId));
      }
      if (!found) return notFound;
      const isSaved = mine().some((row) => row.messageId === messageId);
      if (isSaved === on) return { ok: true, changed: false };
      if (!on) {
        dropWhere(saves, (row) => row.userId === actor.userId && row.messageId === messageId);
        return { ok: true, changed: true };
      }
      if (found.row.deletedAt !== null) return refuse("gone");
      if (mine().length >= mostSaved) return refuse("too_many");
      saves.push({ id: newId(), userId: actor.userId, messageId });
      return { ok: true, changed: true };
    },
  };
}

/** What a tombstone loses. Its rev is raised by whoever empties it. */
export function empty(tables: Tables, row: MessageRow, at: number): void {
  const { mentions, broadcasts, reactions } = tables;
  row.body = "";
  row.deletedAt = at;
  row.pinnedAt = null;
  row.broadcast = null;
  dropFilesOf(tables, row.id);
  dropWhere(mentions, (one) => one.messageId === row.id);
  broadcasts.delete(row.id);
  dropWhere(reactions, (one) => one.messageId === row.id);
}
