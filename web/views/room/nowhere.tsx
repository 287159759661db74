import { useApp, useChat } from "../../app/app.ts";
import { BrowseRooms } from "../dialogs/browse_rooms.tsx";

/** No room is open: only when there is none to open, or on a phone behind the list. */
export function Nowhere() {
  const { dialog } = useApp();
  const { state } = useChat();
  const close = () => (dialog.value = null);
  const hasNone = state.value.epoch !== null && state.value.rooms.size === 0;
  return (
    <section class="room" aria-label="No room">
      {hasNone && (
        <div class="room-middle">
          <h2>You are in no room.</h2>
          <p>Rooms are where people talk. Join one, or make one.</p>
          <button
            type="button"
            class="button is-main"
            onClick={() => (dialog.value = { draw: () => <BrowseRooms close={close} /> })}
          >
            Browse rooms
          </button>
        </div>
      )}
    </section>
  );
}
