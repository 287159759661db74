import type { Room } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { DialogBox } from "../parts/dialog_box.tsx";
import { PageEnd } from "../parts/page_end.tsx";
import { usePages } from "../parts/use_pages.ts";

/** Public rooms I have not joined. */
export function BrowseRooms({ close }: { close: () => void }) {
  const { rest, router, attempt } = useApp();
  const { core } = useChat();
  const pages = usePages<Room>(async (after) => {
    const { rooms, next } = await rest.joinable(after);
    return { items: rooms, next };
  });

  function join(id: number): void {
    void attempt(async () => {
      const { room } = await rest.joinRoom(id);
      core.receive({ type: "room", room });
      close();
      router.go({ view: "room", roomId: id });
    });
  }

  return (
    <DialogBox title="Browse rooms" close={close}>
      <ul class="dialog-list">
        {pages.items.map((room) => (
          <li key={room.id} class="dialog-row">
            <Icon name="room" size={16} />
            <span class="dialog-row-text">
              <bdi class="dialog-row-name">{room.name}</bdi>
              {room.topic && <bdi class="dialog-row-note">{room.topic}</bdi>}
            </span>
            <button type="button" class="button is-small" onClick={() => join(room.id)}>
              Join<span class="unseen"> {room.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <PageEnd pages={pages} empty="You are in every room there is." />
    </DialogBox>
  );
}
