// Sockets by a key that most often has one: a set for each of ten thousand people would weigh more than what it holds.
import type { Peer } from "./peer.ts";

interface PeerIndex<K> {
  add(key: K, peer: Peer): void;
  remove(key: K, peer: Peer): void;
  /** As it is now: a list that was given out does not change. */
  of(key: K): readonly Peer[];
  entries(): Iterable<[K, readonly Peer[]]>;
  /** How many keys have a socket. */
  size(): number;
}

const nobody: readonly Peer[] = [];

export function createPeerIndex<K>(): PeerIndex<K> {
  const found = new Map<K, Peer | readonly Peer[]>();

  function of(key: K): readonly Peer[] {
    const one = found.get(key);
    return one === undefined ? nobody : listOf(one);
  }

  return {
    add(key, peer) {
      const others = of(key);
      found.set(key, others.length === 0 ? peer : [...others, peer]);
    },
    remove(key, peer) {
      const [first, ...others] = of(key).filter((one) => one !== peer);
      if (first === undefined) found.delete(key);
      else found.set(key, others.length === 0 ? first : [first, ...others]);
    },
    of,
    *entries() {
      for (const [key, one] of found) yield [key, listOf(one)];
    },
    size: () => found.size,
  };
}

const listOf = (one: Peer | readonly Peer[]): readonly Peer[] => ("length" in one ? one : [one]);
