import { panelCovers, useConversation } from "./conversation_context.ts";

/** Goes to a message of the room; what lies over the room makes way. */
export function useJump(): (seq: number) => void {
  const conversation = useConversation();
  return (seq) => {
    if (window.matchMedia(panelCovers).matches) conversation.panel.value = null;
    conversation.scrollTarget.value = seq;
  };
}
