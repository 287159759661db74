// T2: how many of a room are here, as numbers alone.
import type { Access } from "./access.ts";
import type { Audience } from "./audience.ts";
import type { PresenceWatch } from "./presence.ts";
import type { RoomStore } from "./stores.ts";

interface RoomPresenceDeps {
  access: Access;
  rooms: Pick<RoomStore, "listDirectPeople">;
  audience: Pick<Audience, "usersIn" | "isOnline">;
  presence: Pick<PresenceWatch, "stateOf">;
}

export type RoomPresence = ReturnType<typeof createRoomPresence>;

export function createRoomPresence({ access, rooms, audience, presence }: RoomPresenceDeps) {
  return {
    /** Throws `not_found`. */
    async countPresence(userId: number, roomId: number): Promise<{ online: number; away: number }> {
      const { room } = await access.accessRoom(userId, roomId);
      const isDirect = room.kind === "direct";
      const shownTo = isDirect
        ? (await rooms.listDirectPeople(roomId)).filter((id) => audience.isOnline(id))
        : audience.usersIn(roomId);
      const count = { online: 0, away: 0 };
      for (const { state } of presence.stateOf(shownTo)) {
        if (state !== "offline") count[state] += 1;
      }
      return count;
    },
  };
}
