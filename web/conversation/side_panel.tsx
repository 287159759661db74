import type { RoomState } from "../client/room_state.ts";

import { useConversation } from "./conversation_context.ts";
import { DetailsPanel, PinsPanel, RepliesPanel } from "./lazy_panels.tsx";

/** What stands beside the room, if anything does. */
export function RoomPanel({ room }: { room: RoomState }) {
  const { value } = useConversation().panel;
  if (!value) return null;
  if (value.kind === "details") return <DetailsPanel room={room} />;
  if (value.kind === "pins") return <PinsPanel room={room} />;
  const { messageId, isToWrite } = value;
  return <RepliesPanel key={messageId} room={room} messageId={messageId} isToWrite={isToWrite} />;
}
