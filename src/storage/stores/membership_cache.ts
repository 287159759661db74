// The access check of every frame (A3) must not ask the database each time. Only existing memberships are cached, so a join needs
// no notice here; a membership that ends or changes is dropped when its batch is committed, before its effects are sent.
import type { Effect } from "../../domain/effects.ts";
import type { Membership } from "../../domain/stores.ts";

export interface MembershipCache {
  find(userId: number, roomId: number, read: () => Promise<Membership | null>): Promise<Membership | null>;
  /** The memberships that a batch changed. */
  forget(effects: Effect[]): void;
}

export function createMembershipCache({
  maxEntries = 100_000,
}: { maxEntries?: number } = {}): MembershipCache {
  const rooms = new Map<number, Map<number, Membership>>();
  let size = 0;
  // Rises with each dropped entry: a read that began before must not be cached after.
  let generation = 0;

  function keep(userId: number, roomId: number, membership: Membership): void {
    if (size >= maxEntries) {
      rooms.clear();
      size = 0;
    }
    const members = rooms.get(roomId) ?? new Map<number, Membership>();
    if (!members.has(userId)) size += 1;
    rooms.set(roomId, members.set(userId, membership));
  }

  function forgetMember(roomId: number, userId: number): void {
    generation += 1;
    if (rooms.get(roomId)?.delete(userId)) size -= 1;
  }

  function forgetRoom(roomId: number): void {
    generation += 1;
    size -= rooms.get(roomId)?.size ?? 0;
    rooms.delete(roomId);
  }

  /** In all rooms: rare, so it may scan every room. */
  function forgetPerson(userId: number): void {
    for (const roomId of rooms.keys()) forgetMember(roomId, userId);
    generation += 1;
  }

  function forgetChanged(effect: Effect): void {
    switch (effect.kind) {
      case "joined":
      case "role":
        for (const userId of effect.userIds) forgetMember(effect.roomId, userId);
        return;
      case "left":
        forgetMember(effect.roomId, effect.userId);
        return;
      case "room":
        if (effect.to === "all") forgetRoom(effect.roomId);
        return;
      case "person":
        if (effect.inRooms) forgetPerson(effect.userId);
        return;
      // Listed, so that the compiler asks for a new effect.
      case "message":
      case "cut":
      case "saved":
      case "sessionsOver":
      case "sessionUsed":
      case "read":
      case "workspace":
      case "index":
        break;
    }
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
    forget(effects) {
      for (const effect of effects) forgetChanged(effect);
    },
  };
}
