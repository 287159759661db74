// U2: reading raises the mark, a few times a second at most; reading offline is sent after the next `hello`.
import type { Counts } from "../../src/protocol/shapes.ts";

interface ReadMarksPorts {
  /** Resolves with my counts; rejects when the server will not or cannot. */
  send: (roomId: number, seq: number) => Promise<Counts | null>;
  markOf: (roomId: number) => number;
  after: (delayMs: number, run: () => void) => void;
}

const pauseMs = 250;

export function createReadMarks({ send, markOf, after }: ReadMarksPorts) {
  const wanted = new Map<number, number>();
  const busy = new Set<number>();

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
    send(roomId, seq).then(
      (counts) => settle(counts !== null),
      () => {
        wanted.delete(roomId);
        settle(false);
      },
    );
  }

  return {
    /** Raises the mark to at least this seq. */
    raise(roomId: number, seq: number): void {
      if (seq <= Math.max(markOf(roomId), wanted.get(roomId) ?? 0)) return;
      wanted.set(roomId, seq);
      after(pauseMs, () => flush(roomId));
    },
    /** Marked unread: a pending mark must not undo it. */
    forget(roomId: number): void {
      wanted.delete(roomId);
    },
    /** After `hello`. In a room of another past (C6) the read messages do not exist. */
    resume(hasRoom: (roomId: number) => boolean, roomIds: Iterable<number> = wanted.keys()): void {
      for (const roomId of roomIds) {
        if (hasRoom(roomId)) flush(roomId);
        else wanted.delete(roomId);
      }
    },
  };
}
