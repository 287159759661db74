import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { BrowseRooms } from "../dialogs/browse_rooms.tsx";
import { CreateRoom } from "../dialogs/create_room.tsx";

import { StripLine } from "../parts/strip_line.tsx";

import { MeMenu } from "./me_menu.tsx";
import { RoomLink } from "./room_link.tsx";
import { UnsentRow } from "./unsent_row.tsx";

export function Side({ roomId }: { roomId: number | null }) {
  const { dialog } = useApp();
  const { state } = useChat();
  const { rooms, place, epoch } = state.value;
  const sorted = [...rooms.values()].sort((one, other) => one.info.name.localeCompare(other.info.name));
  // The room's name is the page's heading when there is one.
  const Heading = roomId === null ? "h1" : "p";
  const close = () => (dialog.value = null);
  return (
    <nav class="side" aria-label="Rooms">
      <header class="side-head">
        <span class="place-mark">
          <Icon name="mark" size={16} />
        </span>
        <Heading class="place-name" title={place.name}>
          <bdi>{place.name || "\u00a0"}</bdi>
        </Heading>
      </header>
      <div class="side-scroll">
        <div class="section-head">
          <h2>Rooms</h2>
          <button
            type="button"
            class="icon-button"
            aria-label="Create a room"
            title="Create a room"
            onClick={() => (dialog.value = { draw: () => <CreateRoom close={close} /> })}
          >
            <Icon name="plus" size={16} />
          </button>
        </div>
        {epoch === null ? (
          <SideSkeleton />
        ) : (
          <ul class="room-list">
            {sorted.map((room) => (
              <li key={room.info.id}>
                <RoomLink room={room} isOpen={room.info.id === roomId} />
              </li>
            ))}
            <li>
              <button
                type="button"
                class="side-row is-quiet"
                onClick={() => (dialog.value = { draw: () => <BrowseRooms close={close} /> })}
              >
                <Icon name="browse" size={16} />
                <span class="side-row-name">Browse rooms</span>
              </button>
            </li>
          </ul>
        )}
      </div>
      <UnsentRow />
      <div class="side-strip">
        <StripLine />
      </div>
      <MeMenu />
    </nav>
  );
}

function SideSkeleton() {
  return (
    <div class="room-list" aria-hidden="true">
      {[56, 84, 64].map((width) => (
        <div class="side-row" key={width}>
          <span class="bone" style={{ inlineSize: "16px" }} />
          <span class="bone" style={{ inlineSize: `${width}px` }} />
        </div>
      ))}
    </div>
  );
}
