import { panelCovers, useDesk } from "./conversation_context.ts";

/** Goes to a message of the room; what lies over the room makes way. */
export function useJump(): (seq: number) => void {
  const desk = useDesk();
  return (seq) => {
    if (window.matchMedia(panelCovers).matches) desk.panel.value = null;
    desk.aim.value = seq;
  };
}
