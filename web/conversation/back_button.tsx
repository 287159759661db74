import { useApp } from "../app/app.ts";
import { Icon } from "../ui/icons.tsx";
import { tConversation } from "./words.ts";

/** On a phone: from a room, or a list from all rooms, to the rooms. */
export function BackButton() {
  const { router } = useApp();
  return (
    <button
      type="button"
      class="icon-button back"
      aria-label={tConversation("back")}
      onClick={() => router.go({ view: "home" })}
    >
      <Icon name="back" />
    </button>
  );
}
