// The changes since a position: a cache notes the position of its reads, and reads rooms again that were touched later. Effects are noted when
// their batch is committed, before its effects are sent, in the call that also clears the membership cache.
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
  /** This room, its members, or their settings and marks. */
  room(roomId: number): void;
  /** This person's profile, or their settings in their rooms. */
  person(userId: number): void;
}

const nothing = () => {};
const ofRoom = (touch: Touch, { roomId }: { roomId: number }) => touch.room(roomId);

/** The rooms, as their members see them (`myRoomJson`) and in their order (C9), that an effect touches. */
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
  sessionUsed: nothing,
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
  /** Touches up to here may be forgotten. */
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
