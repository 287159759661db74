// C9: rooms are sent in batches. A room held from before that no batch has brought yet stays, but nothing is folded into it:
// its events wait like those of an unknown room.
import type { HelloFrame, HelloRoom, RestOfRooms, Room } from "../../src/protocol/shapes.ts";
import { comeBackTo, enterRoom, type RoomState } from "./room_state.ts";
import { hasStill } from "./shared_past.ts";

export interface SentRooms {
  rooms: ReadonlyMap<number, RoomState>;
  /** More batches will come: an unknown room may be in one of them. */
  isLoadingRooms: boolean;
  /** Held from before, and not sent on this connection yet. */
  awaited: ReadonlySet<number>;
  /** Sent on this connection: their held messages were of another past (C6). */
  lost: ReadonlySet<number>;
  /** The epoch that this connection was opened with. */
  askedEpoch: string | null;
  rest: RestOfRooms;
}

export const noSentRooms: SentRooms = {
  rooms: new Map(),
  isLoadingRooms: false,
  awaited: new Set(),
  lost: new Set(),
  askedEpoch: null,
  rest: { rooms: 0, unread: 0, mentions: 0 },
};

/** With `hello` all held rooms are awaited; nothing of another past is kept (C6). */
export function beginRooms(
  held: ReadonlyMap<number, RoomState>,
  { line, epoch }: Pick<HelloFrame, "line" | "epoch">,
  askedEpoch: string | null,
): SentRooms {
  const isStored = ([, room]: [number, RoomState]) => line !== "unknown" || room.epoch === epoch;
  const rooms = new Map([...held].filter(isStored));
  return { ...noSentRooms, rooms, isLoadingRooms: true, awaited: new Set(rooms.keys()), askedEpoch };
}

export interface RoomsPiece {
  rooms: readonly (HelloRoom | Room)[];
  more: boolean;
  rest?: RestOfRooms | undefined;
}

/** A batch of rooms. A room missing from all batches is gone. */
export function takeRooms(sentRooms: SentRooms, piece: RoomsPiece, epoch: string): SentRooms {
  const rooms = new Map(sentRooms.rooms);
  const awaited = new Set(sentRooms.awaited);
  const lost = new Set(sentRooms.lost);
  for (const room of piece.rooms) {
    const known = awaited.has(room.id) ? rooms.get(room.id) : undefined;
    // An event brought it after this batch was read: equally good.
    if (!known && rooms.has(room.id)) continue;
    const isStored = known !== undefined && hasStill(known, room, { asked: sentRooms.askedEpoch, epoch });
    rooms.set(room.id, isStored ? comeBackTo(known, room, epoch) : enterRoom(room, epoch));
    if (known && !isStored) lost.add(room.id);
    awaited.delete(room.id);
  }
  const isLoadingRooms = sentRooms.isLoadingRooms && piece.more;
  const rest = piece.rest ?? sentRooms.rest;
  if (!isLoadingRooms && rest.rooms === 0) {
    for (const roomId of awaited) rooms.delete(roomId);
    awaited.clear();
  }
  return { ...sentRooms, rooms, awaited, lost, isLoadingRooms, rest };
}
