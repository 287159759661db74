import { useEffect } from "preact/hooks";

import { useChat } from "../app/app_context.ts";
import type { RoomState } from "../client/room_state.ts";

/** The room as it now is; `gone` is called when it is not mine any more. */
export function useRoom(roomId: number, gone: () => void): RoomState | null {
  const room = useChat().state.value.rooms.get(roomId) ?? null;
  useEffect(() => {
    if (!room) gone();
  }, [room === null]);
  return room;
}
