import { useApp, useChat } from "../../app/app.ts";
import { BrowseRooms } from "../dialogs/later_dialogs.tsx";

/** No room is open: only when there is none to open, or on a phone behind the list. */
export function Nowhere() {
  const { show } = useApp();
  const { state } = useChat();
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
            onClick={() => show((close) => <BrowseRooms close={close} />)}
          >
            Browse rooms
          </button>
        </div>
      )}
    </section>
  );
}
