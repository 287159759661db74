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
  untold: ReadonlySet<number>;
  /** Told of on this connection: what was held of them was of another past (C6). */
  lost: ReadonlySet<number>;
  /** The epoch that this connection was asked with. */
  askedEpoch: string | null;
  rest: RestOfRooms;
}

export const noSentRooms: SentRooms = {
  rooms: new Map(),
  isLoadingRooms: false,
  untold: new Set(),
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
  const isKept = ([, room]: [number, RoomState]) => line !== "unknown" || room.epoch === epoch;
  const rooms = new Map([...held].filter(isKept));
  return { ...noSentRooms, rooms, isLoadingRooms: true, untold: new Set(rooms.keys()), askedEpoch };
}

export interface RoomsPiece {
  rooms: readonly (HelloRoom | Room)[];
  more: boolean;
  rest?: RestOfRooms | undefined;
}

/** A piece of them. Absence from all pieces means gone when they are all there are. */
export function takeRooms(told: SentRooms, piece: RoomsPiece, epoch: string): SentRooms {
  const rooms = new Map(told.rooms);
  const untold = new Set(told.untold);
  const lost = new Set(told.lost);
  for (const room of piece.rooms) {
    const known = untold.has(room.id) ? rooms.get(room.id) : undefined;
    // Told by an event since this piece was read: that is as good.
    if (!known && rooms.has(room.id)) continue;
    const isKept = known !== undefined && hasStill(known, room, { asked: told.askedEpoch, epoch });
    rooms.set(room.id, isKept ? comeBackTo(known, room, epoch) : enterRoom(room, epoch));
    if (known && !isKept) lost.add(room.id);
    untold.delete(room.id);
  }
  const isLoadingRooms = told.isLoadingRooms && piece.more;
  const rest = piece.rest ?? told.rest;
  if (!isLoadingRooms && rest.rooms === 0) {
    for (const roomId of untold) rooms.delete(roomId);
    untold.clear();
  }
  return { ...told, rooms, untold, lost, isLoadingRooms, rest };
}
