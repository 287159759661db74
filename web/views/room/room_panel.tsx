import type { RoomState } from "../../state/room_state.ts";

import { useDesk } from "./desk.ts";
import { PinsPanel, RepliesPanel } from "./later_beside.tsx";

/** What stands beside the room, if anything does. */
export function RoomPanel({ room }: { room: RoomState }) {
  const { value } = useDesk().panel;
  if (!value) return null;
  return value.kind === "pins" ? (
    <PinsPanel room={room} />
  ) : (
    <RepliesPanel key={value.messageId} room={room} messageId={value.messageId} />
  );
}
