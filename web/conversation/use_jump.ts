import { panelCovers, useConversation } from "./conversation_context.ts";

/** Scrolls to a message of the room; layers over the room close. */
export function useJump(): (seq: number) => void {
  const conversation = useConversation();
  return (seq) => {
    if (window.matchMedia(panelCovers).matches) conversation.panel.value = null;
    conversation.scrollTarget.value = seq;
  };
}
