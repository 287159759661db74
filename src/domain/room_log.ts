// G7: what was done to a room and its people, for its members.
import type { LogPage } from "../protocol/shapes.ts";
import type { Access } from "./access.ts";
import { readBackwards, type BackwardsPage } from "./pages.ts";
import type { RoomStore } from "./stores.ts";

interface RoomLogDeps {
  access: Access;
  rooms: Pick<RoomStore, "pageLog">;
}

export function createRoomLog({ access, rooms }: RoomLogDeps) {
  async function listLog(userId: number, roomId: number, page: BackwardsPage): Promise<LogPage> {
    await access.accessRoom(userId, roomId);
    const { rows, next } = await readBackwards(
      page,
      (bounds) => rooms.pageLog(roomId, bounds),
      ({ id }) => id,
    );
    return { entries: rows, next };
  }

  return { listLog };
}
