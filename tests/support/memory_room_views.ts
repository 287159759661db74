// Rooms as their members see them, in the memory twin (W6, U1, U4, U6).
import type { Counts, Room, RoomInfo } from "../../src/protocol/shapes.ts";
import { hasReached } from "./memory_messages.ts";
import { messagesOf, toPerson, type RoomRow, type Tables } from "./memory_tables.ts";

const most = 1000;
const lookBack = 10_000;
const broadcastLook = 200;

export function countsFor(tables: Tables, room: RoomRow, userId: number): Counts | null {
  const member = room.members.get(userId);
  if (!member) return null;
  const from = Math.max(member.readSeq, room.lastSeq - lookBack);
  const unread = messagesOf(tables, room.id).filter(
    (row) => row.seq > from && row.authorId !== userId && row.deletedAt === null,
  );
  const named = tables.mentions.filter(
    (row) => row.roomId === room.id && row.userId === userId && row.counts && row.seq > from,
  );
  const called = [...tables.broadcasts.values()]
    .filter(({ roomId, seq }) => roomId === room.id && seq > Math.max(from, member.joinedSeq))
    .sort((a, b) => b.seq - a.seq)
    .slice(0, broadcastLook)
    .filter(({ messageId }) => hasReached(tables, messageId, userId))
    .filter(({ messageId }) => !named.some((row) => row.messageId === messageId));
  return {
    rev: room.rev,
    lastSeq: room.lastSeq,
    readSeq: member.readSeq,
    unread: Math.min(most, unread.length),
    mentions: Math.min(most, named.length + called.length),
  };
}

export function roomInfo(row: RoomRow): RoomInfo {
  const { id, kind, name, topic, createdAt, archivedAt, broadcasts } = row;
  return { id, kind, name, topic, createdAt, archivedAt, broadcasts };
}

/** My room, or a public one. */
export function roomFor(tables: Tables, room: RoomRow, userId: number): Room | null {
  const member = room.members.get(userId);
  if (!member && room.kind !== "public") return null;
  const counts = countsFor(tables, room, userId) ?? {
    rev: room.rev,
    lastSeq: room.lastSeq,
    readSeq: 0,
    unread: 0,
    mentions: 0,
  };
  return {
    ...roomInfo(room),
    ...counts,
    joined: member !== undefined,
    role: member?.role ?? null,
    notify: member?.notify ?? "default",
    mutedUntil: member?.mutedUntil ?? null,
    starred: member?.starred ?? false,
    hiddenSeq: member?.hiddenSeq ?? null,
    ...(room.kind === "direct" && directParts(tables, room, userId)),
  };
}

function directParts(tables: Tables, room: RoomRow, userId: number) {
  const people = (room.directKey ?? "").split(",").flatMap((id) => tables.users.get(Number(id)) ?? []);
  const tells = people.filter((one) => one.receipts && one.id !== userId && room.members.has(one.id));
  return {
    members: people.map(toPerson),
    receipts: tables.users.get(userId)?.receipts
      ? tells.map(({ id }) => ({ userId: id, seq: room.members.get(id)?.seenSeq ?? 0 }))
      : [],
    lastAt: lastAtOf(tables, room),
  };
}

export function lastAtOf(tables: Tables, room: RoomRow | undefined): number {
  if (!room) return 0;
  const last = messagesOf(tables, room.id).find((row) => row.seq === room.lastSeq);
  return last?.createdAt ?? room.createdAt;
}
