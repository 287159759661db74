import { Icon } from "../ui/icons.tsx";
import { tConversation } from "./words.ts";

import { useConversation } from "./conversation_context.ts";

/** In the room's header: opens the details, or closes the side panel. */
export function DetailsButton() {
  const { panel } = useConversation();
  const isOpen = panel.value?.kind === "details";
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={tConversation("about")}
      title={tConversation("about")}
      aria-expanded={isOpen}
      data-opens-details
      onClick={() => (panel.value = isOpen ? null : { kind: "details" })}
    >
      <Icon name="panel" />
    </button>
  );
}
