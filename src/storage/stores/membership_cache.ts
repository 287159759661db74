// The door of every frame (A3) must not ask the database each time. Only memberships that exist are kept, so a join needs
// no word here; leaving and renaming are dropped when their batch is committed, before anyone hears of it.
import type { Committed } from "../../domain/journal.ts";
import type { Membership } from "../../domain/stores.ts";

export interface MembershipCache {
  find(userId: number, roomId: number, read: () => Promise<Membership | null>): Promise<Membership | null>;
  forget(batch: Committed[]): void;
}

export function createMembershipCache({ most = 100_000 }: { most?: number } = {}): MembershipCache {
  const rooms = new Map<number, Map<number, Membership>>();
  let size = 0;
  // Rises with everything that is forgotten: a read that began before must not be kept after.
  let generation = 0;

  function keep(userId: number, roomId: number, membership: Membership): void {
    if (size >= most) {
      rooms.clear();
      size = 0;
    }
    const members = rooms.get(roomId) ?? new Map<number, Membership>();
    if (!members.has(userId)) size += 1;
    rooms.set(roomId, members.set(userId, membership));
  }

  return {
    async find(userId, roomId, read) {
      const known = rooms.get(roomId)?.get(userId);
      if (known) return known;
      const begun = generation;
      const membership = await read();
      if (membership && begun === generation) keep(userId, roomId, membership);
      return membership;
    },
    forget(batch) {
      for (const { change, outcome } of batch) {
        if (!outcome.ok || (change.kind !== "leave" && change.kind !== "changeRoom")) continue;
        generation += 1;
        const members = rooms.get(change.roomId);
        if (!members) continue;
        if (change.kind === "leave") {
          if (members.delete(change.actor.userId)) size -= 1;
        } else {
          size -= members.size;
          rooms.delete(change.roomId);
        }
      }
    },
  };
}
