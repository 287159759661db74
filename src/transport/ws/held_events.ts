// W15: in a large room each turn that publishes costs a system call for every socket. So its events leave at most every few
// milliseconds, all that were committed meanwhile in one turn: a topic then writes to each socket once.
import type { After } from "../../domain/timer.ts";

/** From so many sockets in the room on. */
export const largeRoom = 200;
/** Timers fire up to a millisecond late: an event waits for less than five. */
export const holdMs = 3;

interface HeldEventsDeps {
  after: After;
  /** Gives the number of sockets in the room. */
  publish: (roomId: number, text: string) => number;
}

/** A large room that published a moment ago. */
interface Hold {
  /** False in the turn of the first: what was committed with it leaves with it. */
  isHolding: boolean;
  texts: string[];
  /** Made for the first who waits for them. */
  sent: PromiseWithResolvers<void> | null;
}

export function createHeldEvents({ after, publish }: HeldEventsDeps) {
  const waiting = new Map<number, Hold>();

  function begin(roomId: number, hold: Hold): void {
    waiting.set(roomId, hold);
    hold.isHolding = false;
    queueMicrotask(() => (hold.isHolding = true));
    after(holdMs, () => {
      if (hold.texts.length === 0) {
        waiting.delete(roomId);
        return;
      }
      flush(roomId);
      begin(roomId, hold);
    });
  }

  /** What waits of this room, in its order. */
  function flush(roomId: number): void {
    const hold = waiting.get(roomId);
    if (!hold || hold.texts.length === 0) return;
    const { sent } = hold;
    hold.sent = null;
    try {
      for (const text of hold.texts.splice(0)) publish(roomId, text);
    } finally {
      sent?.resolve();
    }
  }

  return {
    /** At once, or with others in a moment. */
    publish(roomId: number, text: string): void {
      const hold = waiting.get(roomId);
      if (hold?.isHolding === true) {
        hold.texts.push(text);
        return;
      }
      const sockets = publish(roomId, text);
      if (!hold && sockets >= largeRoom) begin(roomId, { isHolding: false, texts: [], sent: null });
    },
    flush,
    flushAll(): void {
      for (const roomId of waiting.keys()) flush(roomId);
    },
    /** Resolves when what waits of this room was sent; null: nothing waits. */
    whenSent(roomId: number): Promise<void> | null {
      const hold = waiting.get(roomId);
      if (!hold || hold.texts.length === 0) return null;
      hold.sent ??= Promise.withResolvers<void>();
      return hold.sent.promise;
    },
  };
}
