import { useEffect } from "preact/hooks";

import { useChat } from "../app/app_context.ts";
import type { RoomState } from "../client/room_state.ts";

/** The room in its current state; `gone` is called when I am no longer in it. */
export function useRoom(roomId: number, gone: () => void): RoomState | null {
  const room = useChat().state.value.rooms.get(roomId) ?? null;
  useEffect(() => {
    if (!room) gone();
  }, [room === null]);
  return room;
}
