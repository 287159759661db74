// U2: what marks a room read or unread. Reading raises the mark, a few times a second at most; reading offline is sent
// after the next `hello`.
import type { Counts } from "../../src/protocol/shapes.ts";

import type { RoomState } from "./room_state.ts";

export interface Mark {
  roomId: number;
  seq: number;
  unread?: true;
}

interface ReadMarksPorts {
  /** Resolves with my counts, null while offline; rejects when the server will not or cannot. */
  send: (mark: Mark) => Promise<Counts | null>;
  room: (roomId: number) => RoomState | undefined;
  setKeepsUnread: (roomId: number, keepsUnread: boolean) => void;
  after: (delayMs: number, run: () => void) => void;
}

const pauseMs = 250;

export function createReadMarks({ send, room: roomOf, setKeepsUnread, after }: ReadMarksPorts) {
  const wanted = new Map<number, number>();
  const busy = new Set<number>();
  const markOf = (roomId: number) => roomOf(roomId)?.counter.counts.readSeq ?? Infinity;

  function flush(roomId: number): void {
    const seq = wanted.get(roomId);
    if (seq === undefined || busy.has(roomId)) return;
    if (seq <= markOf(roomId)) {
      wanted.delete(roomId);
      return;
    }
    busy.add(roomId);
    const settle = (isSent: boolean) => {
      busy.delete(roomId);
      if (isSent && (wanted.get(roomId) ?? 0) <= seq) wanted.delete(roomId);
      else if (isSent) after(pauseMs, () => flush(roomId));
    };
    send({ roomId, seq }).then(
      (counts) => settle(counts !== null),
      () => {
        wanted.delete(roomId);
        settle(false);
      },
    );
  }

  function raise(roomId: number, seq: number): void {
    if (seq <= Math.max(markOf(roomId), wanted.get(roomId) ?? 0)) return;
    wanted.set(roomId, seq);
    after(pauseMs, () => flush(roomId));
  }

  const actions = {
    /** The newest message on a visible screen. Does nothing while the room is kept unread. */
    markRead(roomId: number, seq: number): void {
      const room = roomOf(roomId);
      if (room && !room.keepsUnread) raise(roomId, Math.min(seq, room.counter.counts.lastSeq));
    },
    /** The person asked for it: also a room kept unread, at any scroll position. */
    readRoom(roomId: number): void {
      setKeepsUnread(roomId, false);
      raise(roomId, roomOf(roomId)?.counter.counts.lastSeq ?? 0);
    },
    async markUnread(roomId: number, seq: number): Promise<void> {
      // A pending mark must not undo it.
      wanted.delete(roomId);
      setKeepsUnread(roomId, true);
      await send({ roomId, seq, unread: true });
    },
  };

  return {
    actions,
    /** After `hello`. In a room of another past (C6) the read messages do not exist. */
    resume(hasRoom: (roomId: number) => boolean, roomIds: Iterable<number> = wanted.keys()): void {
      for (const roomId of roomIds) {
        if (hasRoom(roomId)) flush(roomId);
        else wanted.delete(roomId);
      }
    },
  };
}
