import type { RoomInfo } from "../../../src/protocol/shapes.ts";
import { useApp } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { ConfirmBox } from "../dialogs/confirm_box.tsx";
import { EditRoom } from "../dialogs/edit_room.tsx";
import { Members } from "../dialogs/members.tsx";
import { Menu } from "../parts/menu.tsx";

export function RoomHeader({ info }: { info: RoomInfo }) {
  const { router, dialog, rest, attempt } = useApp();
  const close = () => (dialog.value = null);
  const showMembers = () => (dialog.value = { draw: () => <Members info={info} close={close} /> });
  const showEdit = () => (dialog.value = { draw: () => <EditRoom info={info} close={close} /> });

  async function leave(): Promise<void> {
    if (await attempt(() => rest.leaveRoom(info.id))) router.go({ view: "home" }, { replace: true });
  }

  const askLeave = () =>
    (dialog.value = {
      draw: () => (
        <ConfirmBox
          title={`Leave ${info.name}?`}
          text="You can find it again under Browse rooms."
          action="Leave room"
          run={leave}
          close={close}
        />
      ),
    });

  return (
    <header class="room-head">
      <button
        type="button"
        class="icon-button back"
        aria-label="Back to the rooms"
        onClick={() => router.go({ view: "home" })}
      >
        <Icon name="back" />
      </button>
      <Icon name="room" />
      <h1 class="room-name" title={info.name}>
        <bdi>{info.name}</bdi>
      </h1>
      {info.topic && (
        <p class="room-topic" title={info.topic}>
          <bdi>{info.topic}</bdi>
        </p>
      )}
      <span class="room-tools">
        <button type="button" class="icon-button" aria-label="Members" title="Members" onClick={showMembers}>
          <Icon name="people" />
        </button>
        <Menu
          label="Room menu"
          items={[
            { icon: "pencil", label: "Name and topic", run: showEdit },
            null,
            { icon: "door", label: "Leave room", run: askLeave },
          ]}
        >
          <Icon name="more" />
        </Menu>
      </span>
    </header>
  );
}
