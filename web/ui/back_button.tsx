import { useUi } from "./ui_context.ts";
import { Icon } from "./icons.tsx";
import { tUi } from "./words.ts";

/** On a phone: from a room, or a list from all rooms, to the rooms. */
export function BackButton() {
  const { goHome } = useUi();
  return (
    <button type="button" class="icon-button back" aria-label={tUi("backToRooms")} onClick={goHome}>
      <Icon name="back" />
    </button>
  );
}
