// Which sockets are far behind in reading (D8). Bun closes them by itself and gives the code of a broken line, and of a topic it
// says only that someone is behind: who it was is seen by looking at all of them, once in so much time or so much text.
import type { Peer } from "./peer.ts";

interface SlowReaders {
  /** Somebody's line is full, behind a text of this length that went to a topic. */
  check(length: number): void;
  /** When it ended, this line was so far behind that it was ended for it. */
  wasSlow(peer: Peer): boolean;
}

const checkEveryMs = 50;
/** A quarter of what closes it: the last check is a moment old, and at most this much text. */
const slowBytes = 256 * 1024;

export function createSlowReaders(deps: {
  peers: () => Iterable<Peer>;
  monotonicMs: () => number;
}): SlowReaders {
  let lastCheckAt = Number.NEGATIVE_INFINITY;
  let lengthSince = 0;

  return {
    check(length) {
      const at = deps.monotonicMs();
      lengthSince += length;
      // A burst fills a line within a moment.
      if (at - lastCheckAt < checkEveryMs && lengthSince < slowBytes) return;
      lastCheckAt = at;
      lengthSince = 0;
      for (const peer of deps.peers()) peer.unreadBytes = peer.socket?.getBufferedAmount() ?? 0;
    },
    wasSlow: ({ unreadBytes }) => unreadBytes >= slowBytes,
  };
}
