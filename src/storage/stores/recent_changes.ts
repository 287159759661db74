// What changed since a position: caches of what was read hold one, and read anew what was touched after it. Effects are noted when
// their batch is committed, before anyone hears of it, in the same call in which the cache of memberships forgets.
import type { Effect, EffectOf } from "../../domain/effects.ts";

export interface RecentChanges {
  note(effects: readonly Effect[]): void;
  position(): number;
  /** Null: too long ago to say. */
  since(position: number): Touched | null;
}

export interface Touched {
  rooms: ReadonlySet<number>;
  people: ReadonlySet<number>;
}

interface Touch {
  /** Something of this room, of its members' settings and marks, or of who is in it. */
  room(roomId: number): void;
  /** How this person is shown, or what only they have in their rooms. */
  person(userId: number): void;
}

const nothing = () => {};
const ofRoom = (touch: Touch, { roomId }: { roomId: number }) => touch.room(roomId);

/** What an effect touches of rooms as they are told to their members (`myRoomJson`) and ordered for them (C9). */
const scopes: { [K in Effect["kind"]]: (touch: Touch, effect: EffectOf<K>) => void } = {
  message: (touch, { message }) => touch.room(message.roomId),
  cut: ofRoom,
  joined: ofRoom,
  left: ofRoom,
  role: ofRoom,
  room: ofRoom,
  read(touch, { roomIds }) {
    for (const roomId of roomIds) touch.room(roomId);
  },
  person: (touch, { userId }) => touch.person(userId),
  saved: nothing,
  sessionsOver: nothing,
  workspace: nothing,
  index: nothing,
};

function noteOf<K extends Effect["kind"]>(touch: Touch, effect: EffectOf<K> & { kind: K }): void {
  scopes[effect.kind](touch, effect);
}

const untouched: Touched = { rooms: new Set(), people: new Set() };

export function createRecentChanges({ maxEntries = 10_000 }: { maxEntries?: number } = {}): RecentChanges {
  /** The position at which each was last touched, in this order. */
  const rooms = new Map<number, number>();
  const people = new Map<number, number>();
  let position = 0;
  /** Of what was last touched up to here, some is forgotten. */
  let forgotten = 0;

  function raise(positions: Map<number, number>, id: number): void {
    position += 1;
    positions.delete(id);
    positions.set(id, position);
    if (positions.size <= maxEntries) return;
    for (const [oldest, at] of positions) {
      positions.delete(oldest);
      forgotten = Math.max(forgotten, at);
      return;
    }
  }

  const touch: Touch = {
    room: (roomId) => raise(rooms, roomId),
    person: (userId) => raise(people, userId),
  };

  return {
    note(effects) {
      for (const effect of effects) noteOf(touch, effect);
    },
    position: () => position,
    since(from) {
      if (from === position) return untouched;
      if (from < forgotten) return null;
      return { rooms: after(rooms, from), people: after(people, from) };
    },
  };
}

function after(positions: ReadonlyMap<number, number>, from: number): Set<number> {
  const ids = new Set<number>();
  for (const [id, at] of positions) if (at > from) ids.add(id);
  return ids;
}
