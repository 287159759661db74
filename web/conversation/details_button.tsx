import { IconButton } from "../ui/icon_button.tsx";
import { tConversation } from "./words.ts";

import { useConversation } from "./conversation_context.ts";

/** In the room's header: opens the details, or closes the side panel. */
export function DetailsButton() {
  const { panel } = useConversation();
  const isOpen = panel.value?.kind === "details";
  return (
    <IconButton
      icon="panel"
      label={tConversation("about")}
      aria-expanded={isOpen}
      data-opens-details
      onClick={() => (panel.value = isOpen ? null : { kind: "details" })}
    />
  );
}
