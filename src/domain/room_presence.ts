// T2: how many of a room are here, as numbers alone.
import type { Access } from "./access.ts";
import type { Audience } from "./audience.ts";
import type { PresenceWatch } from "./presence.ts";

export interface RoomPresenceDeps {
  access: Access;
  audience: Pick<Audience, "usersIn">;
  presence: Pick<PresenceWatch, "stateOf">;
}

export type RoomPresence = ReturnType<typeof createRoomPresence>;

export function createRoomPresence({ access, audience, presence }: RoomPresenceDeps) {
  return {
    /** Throws `not_found`. */
    async countPresence(userId: number, roomId: number): Promise<{ online: number; away: number }> {
      await access.accessRoom(userId, roomId);
      const count = { online: 0, away: 0 };
      for (const { state } of presence.stateOf(audience.usersIn(roomId))) {
        if (state !== "offline") count[state] += 1;
      }
      return count;
    },
  };
}
