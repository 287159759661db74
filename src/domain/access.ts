// The access check of a room (SPEC A3): the room is found through the member, so "not a member" is "not found" (A1).
import { notFound } from "./chat_error.ts";
import type { Membership, RoomStore } from "./stores.ts";

export interface Access {
  /** Throws `not_found`, the same for missing and forbidden. */
  accessRoom(userId: number, roomId: number): Promise<Membership>;
}

export function createAccess({ rooms }: { rooms: Pick<RoomStore, "findMembership"> }): Access {
  async function accessRoom(userId: number, roomId: number): Promise<Membership> {
    const membership = await rooms.findMembership(userId, roomId);
    if (!membership) throw notFound("The room");
    return membership;
  }
  return { accessRoom };
}
