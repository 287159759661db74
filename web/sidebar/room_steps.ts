// Previous and next room by shortcut, in the order of the sidebar, wrapping around.

interface RoomStep {
  id: number;
  isUnread: boolean;
}

interface StepOptions {
  /** The open room. */
  from: number | null;
  by: 1 | -1;
  /** Unread rooms only. */
  unread: boolean;
}

/** Null if there is none. */
export function neighbourOf(rooms: readonly RoomStep[], { from, by, unread }: StepOptions): number | null {
  const at = rooms.findIndex(({ id }) => id === from);
  const { length } = rooms;
  // Outside the list, down leads to the first room, up to the last.
  const start = at === -1 && by === -1 ? length : at;
  for (let step = 1; step <= length; step += 1) {
    const room = rooms[(start + by * step + length * 2) % length];
    if (room && room.id !== from && (!unread || room.isUnread)) return room.id;
  }
  return null;
}
