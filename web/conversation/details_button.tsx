import { Icon } from "../ui/icons.tsx";
import { tConversation } from "./words.ts";

import { useDesk } from "./conversation_context.ts";

/** In the room's head: shows what there is to know of the room, or puts away what stands beside it. */
export function AboutButton() {
  const { panel } = useDesk();
  const isOpen = panel.value?.kind === "about";
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={tConversation("about")}
      title={tConversation("about")}
      aria-expanded={isOpen}
      data-opens-about
      onClick={() => (panel.value = isOpen ? null : { kind: "about" })}
    >
      <Icon name="panel" />
    </button>
  );
}
