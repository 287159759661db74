// What is said of a room beside its messages: told whole by `hello` and `room`.
import type { Room, RoomInfo, RoomRole, RoomSettings } from "../../src/protocol/shapes.ts";

export interface RoomFacts {
  info: RoomInfo;
  /** Mine. */
  role: RoomRole | null;
  settings: RoomSettings;
  /** Of direct rooms: everyone in it, me too; who they are is in `people`. Null elsewhere. */
  memberIds: readonly number[] | null;
  /** U6: how far others have read who tell it, by user. */
  receipts: ReadonlyMap<number, number>;
  /** Of direct rooms: when something was last said, their order in a list. Elsewhere it is when the room was made. */
  lastAt: number;
}

export function factsOf(room: Room, known?: RoomFacts): RoomFacts {
  const { id, kind, name, topic, createdAt, archivedAt, broadcasts } = room;
  const { notify, mutedUntil, starred, hiddenSeq } = room;
  const receipts = new Map<number, number>();
  for (const { userId, seq } of room.receipts ?? []) {
    // Receipts only rise: one that came as an event may be younger than this room.
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
