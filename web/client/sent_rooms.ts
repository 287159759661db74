// C9: rooms are told in pieces. What was held before of a room that no piece has told of yet stays, but nothing is folded into it:
// its events wait like those of a room that is not known.
import type { HelloFrame, HelloRoom, RestOfRooms, Room } from "../../src/protocol/shapes.ts";
import { comeBackTo, enterRoom, type RoomState } from "./room_state.ts";
import { hasStill } from "./shared_past.ts";

export interface SentRooms {
  rooms: ReadonlyMap<number, RoomState>;
  /** Pieces are still to come: an unknown room may be in one of them. */
  isLoadingRooms: boolean;
  /** Held from before, and not told of on this connection. */
  awaited: ReadonlySet<number>;
  /** Told of on this connection: what was held of them was of another past (C6). */
  lost: ReadonlySet<number>;
  /** The epoch that this connection was asked with. */
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

/** With `hello` all that is held is untold; of another past nothing is worth keeping (C6). */
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

/** A piece of them. Absence from all pieces means gone when they are all there are. */
export function takeRooms(sentRooms: SentRooms, piece: RoomsPiece, epoch: string): SentRooms {
  const rooms = new Map(sentRooms.rooms);
  const awaited = new Set(sentRooms.awaited);
  const lost = new Set(sentRooms.lost);
  for (const room of piece.rooms) {
    const known = awaited.has(room.id) ? rooms.get(room.id) : undefined;
    // Told by an event since this piece was read: that is as good.
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
