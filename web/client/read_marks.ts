// U2: reading raises the mark, a few times a second at most; what was read offline is told after the next `hello`.
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
    /** Asks for the mark to be at least here. */
    raise(roomId: number, seq: number): void {
      if (seq <= Math.max(markOf(roomId), wanted.get(roomId) ?? 0)) return;
      wanted.set(roomId, seq);
      after(pauseMs, () => flush(roomId));
    },
    /** Marked unread: what was about to be told must not undo it. */
    forget(roomId: number): void {
      wanted.delete(roomId);
    },
    /** After `hello`. Where the room's past is another one (C6), what was read is not there. */
    resume(hasRoom: (roomId: number) => boolean, roomIds: Iterable<number> = wanted.keys()): void {
      for (const roomId of roomIds) {
        if (hasRoom(roomId)) flush(roomId);
        else wanted.delete(roomId);
      }
    },
  };
}
