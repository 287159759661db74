import { useApp, useChat } from "../app/app.ts";
import { useLayer, useShortcut } from "../app/shortcuts/shortcut_listener.ts";

import type { Desk } from "./conversation_context.ts";

/** Escape closes what is open beside or in the room, the last first; with nothing open the room is read, to its end. */
export function useRoomKeys(desk: Desk): void {
  const { keys } = useApp();
  const { core } = useChat();
  useLayer(keys, desk.panel.value !== null, () => (desk.panel.value = null));
  useLayer(keys, desk.answering.value !== null, () => (desk.answering.value = null));
  useShortcut(keys, "markRead", () => {
    core.readRoom(desk.roomId);
    desk.toEnd();
    desk.focus();
  });
}
