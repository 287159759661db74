import { useState } from "preact/hooks";

import type { ListedRoom } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { tRooms } from "../rooms/words.ts";
import { tAdmin } from "./words.ts";
import { FindField } from "../ui/filter_field.tsx";
import { Empty, PageList } from "../ui/paged_list.tsx";
import { usePages } from "../ui/use_pages.ts";

import { RoomRow } from "./room_row.tsx";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const CreateRoom = lazy(dialogsChunk, ({ CreateRoom }) => CreateRoom, inDialog);

const typingPauseMs = 150;

/** All public and private rooms (G8). */
export function RoomsSection() {
  const { api, show } = useApp();
  const [query, setQuery] = useState("");
  const q = query.trim();
  const pages = usePages<ListedRoom>(
    async (after) => {
      const { rooms, next } = await api("GET /admin/rooms", {
        query: { after, limit: 50, ...(q === "" ? {} : { q }) },
      });
      return { items: rooms, next };
    },
    { asked: q, pauseMs: typingPauseMs },
  );
  return (
    <>
      <div class="admin-tools">
        <FindField label={tAdmin("findRooms")} value={query} change={setQuery} />
        <button
          type="button"
          class="button"
          onClick={() => show((close) => <CreateRoom close={close} onMade={pages.again} />)}
        >
          <Icon name="plus" size={16} /> {tRooms("createTitle")}
        </button>
      </div>
      <PageList
        pages={pages}
        label={tAdmin("rooms")}
        class="admin-list"
        empty={<Empty icon="room" text={tAdmin(q === "" ? "noRooms" : "noRoomFound")} />}
      >
        {(rooms) => rooms.map((room) => <RoomRow key={room.id} room={room} onChange={pages.again} />)}
      </PageList>
    </>
  );
}
