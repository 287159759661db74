import { useUi } from "./ui_context.ts";
import { IconButton } from "./icon_button.tsx";
import { tUi } from "./words.ts";

/** On a phone: from a room, or a list from all rooms, to the rooms. */
export function BackButton() {
  const { goHome } = useUi();
  return (
    <IconButton
      class="icon-button back"
      icon="back"
      label={tUi("backToRooms")}
      title={null}
      onClick={goHome}
    />
  );
}
