import { Icon } from "../ui/icons.tsx";
import { tConversation } from "./words.ts";

import { useConversation } from "./conversation_context.ts";

/** In the room's header: opens or closes the pinned messages. */
export function PinsButton() {
  const { panel } = useConversation();
  const isOpen = panel.value?.kind === "pins";
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={tConversation("pinned")}
      title={tConversation("pinned")}
      aria-expanded={isOpen}
      data-opens-pins
      onClick={() => (panel.value = isOpen ? null : { kind: "pins" })}
    >
      <Icon name="pin" />
    </button>
  );
}
