// Which sockets are far behind in reading (D8). Bun closes them with the code of a broken connection, and of a topic it
// reports only that some socket is behind: all are checked, once in this time or this much text.
import type { Peer } from "./peer.ts";

interface SlowReaders {
  /** Some socket is full, after a text of this length to a topic. */
  check(length: number): void;
  /** Whether the socket was closed because it was far behind. */
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
