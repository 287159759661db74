// From room to room by keys, in the order of the side and around its ends.

interface RoomStep {
  id: number;
  isUnread: boolean;
}

interface StepOptions {
  /** The room that is shown. */
  from: number | null;
  by: 1 | -1;
  /** Only to rooms with something unread. */
  unread: boolean;
}

/** Null: there is none to go to. */
export function neighbourOf(rooms: readonly RoomStep[], { from, by, unread }: StepOptions): number | null {
  const at = rooms.findIndex(({ id }) => id === from);
  const { length } = rooms;
  // From elsewhere down comes to the first, up to the last.
  const start = at === -1 && by === -1 ? length : at;
  for (let step = 1; step <= length; step += 1) {
    const room = rooms[(start + by * step + length * 2) % length];
    if (room && room.id !== from && (!unread || room.isUnread)) return room.id;
  }
  return null;
}
