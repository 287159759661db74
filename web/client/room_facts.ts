// The fields of a room besides its messages: sent whole by `hello` and `room`.
import type { Room, RoomInfo, RoomRole, RoomSettings } from "../../src/protocol/shapes.ts";

export interface RoomFacts {
  info: RoomInfo;
  /** Mine. */
  role: RoomRole | null;
  settings: RoomSettings;
  /** Direct rooms: the ids of all members, including me; the people are in `people`. Null for other rooms. */
  memberIds: readonly number[] | null;
  /** U6: how far others have read, by user, for those who share it. */
  receipts: ReadonlyMap<number, number>;
  /** Direct rooms: the time of the last message, for sorting. Other rooms: when the room was created. */
  lastAt: number;
}

export function factsOf(room: Room, known?: RoomFacts): RoomFacts {
  const { id, kind, name, topic, createdAt, archivedAt, broadcasts } = room;
  const { notify, mutedUntil, starred, hiddenSeq } = room;
  const receipts = new Map<number, number>();
  for (const { userId, seq } of room.receipts ?? []) {
    // Receipts only rise: an event may have brought a newer one than this room.
    receipts.set(userId, Math.max(seq, known?.receipts.get(userId) ?? 0));
  }
  return {
    info: { id, kind, name, topic, createdAt, archivedAt, broadcasts },
    role: room.role,
    settings: { notify, mutedUntil, starred, hiddenSeq },
    memberIds: room.members ? room.members.map((member) => member.id) : null,
    receipts,
    // As receipts do.
    lastAt: Math.max(room.lastAt ?? createdAt, known?.lastAt ?? 0),
  };
}

export function raiseReceipt<T extends RoomFacts>(
  room: T,
  { userId, seq }: { userId: number; seq: number },
): T {
  if (seq <= (room.receipts.get(userId) ?? 0)) return room;
  return { ...room, receipts: new Map(room.receipts).set(userId, seq) };
}

export function isMuted({ mutedUntil }: Pick<Room, "mutedUntil">, now: number): boolean {
  return mutedUntil !== null && mutedUntil > now;
}
