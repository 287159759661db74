import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { sideLists } from "../../text/side_lists.ts";
import { BrowseRooms, CreateRoom, NewDirect } from "../dialogs/later_dialogs.tsx";
import { StripLine } from "../parts/strip_line.tsx";
import { useMinute } from "../parts/use_minute.ts";

import { ArchivedRooms } from "./archived_rooms.tsx";
import { MeMenu } from "./me_menu.tsx";
import { RoomLink } from "./room_link.tsx";
import { SideHead } from "./side_head.tsx";
import { SideSection } from "./side_section.tsx";
import { SideTop } from "./side_top.tsx";
import { UnsentRow } from "./unsent_row.tsx";

export function Side() {
  const { show, router } = useApp();
  const { state } = useChat();
  const { rooms, epoch } = state.value;
  const now = useMinute();
  const route = router.route.value;
  const openId = route.view === "room" ? route.roomId : null;
  const lists = sideLists(rooms.values(), openId);
  const links = (some: typeof lists.rooms) =>
    some.map((room) => (
      <li key={room.info.id}>
        <RoomLink room={room} isOpen={room.info.id === openId} now={now} />
      </li>
    ));
  return (
    <nav class="side" aria-label="Rooms">
      <SideHead />
      <div class="side-scroll">
        <SideTop />
        <SideSection
          title="Rooms"
          add="Create a room"
          onAdd={() => show((close) => <CreateRoom close={close} />)}
        >
          {epoch === null ? (
            <SideSkeleton />
          ) : (
            <ul class="room-list">
              {links(lists.rooms)}
              <li>
                <button
                  type="button"
                  class="side-row is-quiet"
                  onClick={() => show((close) => <BrowseRooms close={close} />)}
                >
                  <Icon name="browse" size={16} />
                  <span class="side-row-name">Browse rooms</span>
                </button>
              </li>
            </ul>
          )}
        </SideSection>
        <SideSection
          title="People"
          add="New message"
          onAdd={() => show((close) => <NewDirect close={close} />)}
        >
          {epoch !== null && lists.people.length === 0 ? (
            <button
              type="button"
              class="side-row is-quiet"
              onClick={() => show((close) => <NewDirect close={close} />)}
            >
              <Icon name="chat" size={16} />
              <span class="side-row-name">Write to someone</span>
            </button>
          ) : (
            <ul class="room-list">{links(lists.people)}</ul>
          )}
        </SideSection>
        {lists.archived.length > 0 && (
          <ArchivedRooms
            count={lists.archived.length}
            holdsOpen={lists.archived.some(({ info }) => info.id === openId)}
          >
            {links(lists.archived)}
          </ArchivedRooms>
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
