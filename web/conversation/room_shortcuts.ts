import { useApp, useChat } from "../app/app_context.ts";
import { useLayer, useShortcut } from "../app/shortcuts/shortcut_listener.ts";

import type { Conversation } from "./conversation_context.ts";

/** Escape closes what is open in the room or next to it, the last first; with nothing open it marks the room as read. */
export function useRoomKeys(conversation: Conversation): void {
  const { keys } = useApp();
  const { core } = useChat();
  useLayer(keys, conversation.panel.value !== null, () => (conversation.panel.value = null));
  useLayer(keys, conversation.answering.value !== null, () => (conversation.answering.value = null));
  useShortcut(keys, "markRead", () => {
    core.readRoom(conversation.roomId);
    conversation.toEnd();
    conversation.focus();
  });
}
