import { useState } from "preact/hooks";

import type { Room } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { sayRooms } from "../../words/en/rooms.ts";
import { DialogBox } from "../parts/dialog_box.tsx";
import { Empty, PageList } from "../parts/page_list.tsx";
import { usePages } from "../parts/use_pages.ts";

/** Public rooms I have not joined. */
export function BrowseRooms({ close }: { close: () => void }) {
  const { rest, router, attempt } = useApp();
  const { core } = useChat();
  const [busyId, setBusyId] = useState<number | null>(null);
  const pages = usePages<Room>(async (after) => {
    const { rooms, next } = await rest.joinable(after);
    return { items: rooms, next };
  });

  async function join(id: number): Promise<void> {
    if (busyId !== null) return;
    setBusyId(id);
    await attempt(async () => {
      const { room } = await rest.joinRoom(id);
      core.takeRoom(room);
      close();
      router.go({ view: "room", roomId: id });
    });
    setBusyId(null);
  }

  return (
    <DialogBox title={sayRooms("browseTitle")} close={close}>
      <PageList
        pages={pages}
        label={sayRooms("browseTitle")}
        empty={<Empty icon="room" text={sayRooms("browseEmpty")} />}
      >
        {(rooms) =>
          rooms.map((room) => (
            <li key={room.id} class="dialog-row">
              <Icon name="room" size={16} />
              <span class="dialog-row-text">
                <bdi class="dialog-row-name">{room.name}</bdi>
                {room.topic && <bdi class="dialog-row-note">{room.topic}</bdi>}
              </span>
              <button
                type="button"
                class="button is-small"
                aria-label={sayRooms("joinRoom", { room: room.name })}
                aria-disabled={busyId === room.id}
                onClick={() => void join(room.id)}
              >
                {sayRooms("join")}
              </button>
            </li>
          ))
        }
      </PageList>
    </DialogBox>
  );
}
