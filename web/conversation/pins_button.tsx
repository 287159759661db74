import { IconButton } from "../ui/icon_button.tsx";
import { tConversation } from "./words.ts";

import { useConversation } from "./conversation_context.ts";

/** In the room's header: opens or closes the pinned messages. */
export function PinsButton() {
  const { panel } = useConversation();
  const isOpen = panel.value?.kind === "pins";
  return (
    <IconButton
      icon="pin"
      label={tConversation("pinned")}
      aria-expanded={isOpen}
      data-opens-pins
      onClick={() => (panel.value = isOpen ? null : { kind: "pins" })}
    />
  );
}
