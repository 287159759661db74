// T2: which sockets watch which people. Ten thousand sockets with 200 people each are two million pairs: a pair takes 16 bytes,
// in arrays of small integers. The pairs of one person are a ring, so that one is taken out without a search.

const none: number = 0;
const largestId = 0xffff_ffff;

export type PresenceWatchers = ReturnType<typeof createPresenceWatchers>;

export function createPresenceWatchers() {
  /** Of a pair: its socket. Of the head of a ring: the person. */
  let owner = new Uint32Array(1024);
  let next = new Uint32Array(1024);
  let before = new Uint32Array(1024);
  /** Pairs that were given back, linked by `next`. */
  let free = none;
  let used = 1;
  /** The head of each watched person's ring. */
  const heads = new Map<number, number>();
  /** The pairs of each socket. */
  const pairsOf = new Map<number, Uint32Array>();

  function grow(): void {
    const size = Math.ceil(owner.length * 1.5);
    const grown = (old: Uint32Array) => {
      const larger = new Uint32Array(size);
      larger.set(old);
      return larger;
    };
    [owner, next, before] = [grown(owner), grown(next), grown(before)];
  }

  function take(of: number): number {
    let slot = free;
    if (slot === none) {
      if (used === owner.length) grow();
      slot = used;
      used += 1;
    } else free = at(next, slot);
    owner[slot] = of;
    next[slot] = slot;
    before[slot] = slot;
    return slot;
  }

  function giveBack(slot: number): void {
    next[slot] = free;
    free = slot;
  }

  function add(socketId: number, userId: number): number {
    let head = heads.get(userId);
    if (head === undefined) heads.set(userId, (head = take(userId)));
    const slot = take(socketId);
    const last = at(before, head);
    next[last] = slot;
    before[slot] = last;
    next[slot] = head;
    before[head] = slot;
    return slot;
  }

  function remove(slot: number): void {
    const [earlier, later] = [at(before, slot), at(next, slot)];
    next[earlier] = later;
    before[later] = earlier;
    giveBack(slot);
    if (earlier !== later || at(next, earlier) !== earlier) return;
    // Only the head is left.
    heads.delete(at(owner, earlier));
    giveBack(earlier);
  }

  return {
    /** From now on this socket watches these people and no others. Each is named once. */
    watch(socketId: number, userIds: Iterable<number>): void {
      for (const slot of pairsOf.get(socketId) ?? []) remove(slot);
      pairsOf.delete(socketId);
      const slots: number[] = [];
      // No person has a larger id.
      for (const userId of userIds) if (userId <= largestId) slots.push(add(socketId, userId));
      if (slots.length > 0) pairsOf.set(socketId, Uint32Array.from(slots));
    },
    /** Calls back with each socket that watches this person. */
    eachWatcher(userId: number, call: (socketId: number) => void): void {
      const head = heads.get(userId);
      if (head === undefined) return;
      for (let slot = at(next, head); slot !== head; slot = at(next, slot)) call(at(owner, slot));
    },
    /** The bytes of all pairs, for tests. */
    bytes(): number {
      let own = 0;
      for (const slots of pairsOf.values()) own += slots.byteLength;
      return own + 3 * owner.byteLength;
    },
  };
}

function at(array: Uint32Array, slot: number): number {
  return array[slot] ?? none;
}
