import type { ListedRoom } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app.ts";
import { mayManage } from "../rooms/room_rights.ts";
import { sayAdmin } from "./words.ts";
import { sayRooms } from "../rooms/words.ts";
import { ConfirmBox } from "../ui/confirm_dialog.tsx";
import { Members, RoomSettings } from "../rooms/lazy_dialogs.tsx";
import type { MenuItem } from "../ui/menu_list.tsx";

/** What an admin does with a room: of what is in it they see nothing before they are a member (A1, G6). */
export function useRoomDeeds(room: ListedRoom, { onChange }: { onChange: () => void }): (MenuItem | null)[] {
  const { api, router, show, attempt, notices } = useApp();
  const chat = useChat();
  const { id } = room;
  const mine = chat.state.value.rooms.get(id);
  const { kind, name, archivedAt } = mine?.info ?? room;
  const isArchived = archivedAt !== null;
  const shownName = <bdi>{name}</bdi>;

  if (!mine) {
    if (kind === "private") return [{ icon: "lock", label: sayAdmin("enter"), run: askToEnter }];
    // Nobody joins an archived room (G5).
    return isArchived ? [] : [{ icon: "plus", label: sayRooms("join"), run: () => void join() }];
  }
  const items: (MenuItem | null)[] = [
    { icon: "chat", label: sayAdmin("open"), run: () => router.go({ view: "room", roomId: id }) },
    {
      icon: "people",
      label: sayAdmin("seeMembers"),
      run: () => show((close) => <Members roomId={id} close={close} />),
    },
    {
      icon: "gear",
      label: sayRooms("settingsTitle"),
      run: () => show((close) => <RoomSettings roomId={id} close={close} />),
    },
  ];
  if (mayManage(mine, chat.user.value)) {
    items.push(null, {
      icon: "archive",
      label: sayRooms(isArchived ? "unarchive" : "archive"),
      run: askToArchive,
    });
  }
  return items;

  async function join(): Promise<void> {
    await attempt(async () => {
      chat.core.takeRoom((await api("POST /rooms/{id}/join", { params: { id } })).room);
      notices.tell(sayAdmin("joined", { room: name }));
      onChange();
    });
  }

  function askToEnter(): void {
    const enter = () =>
      attempt(async () => {
        chat.core.takeRoom((await api("POST /rooms/{id}/enter", { params: { id } })).room);
        router.go({ view: "room", roomId: id });
      });
    show((close) => (
      <ConfirmBox
        title={sayAdmin.with("enterTitle", { room: shownName })}
        text={sayAdmin("enterText")}
        action={sayAdmin("enter")}
        isGrave
        run={enter}
        close={close}
      />
    ));
  }

  function askToArchive(): void {
    const archive = () =>
      attempt(async () => {
        const answer = await api("PATCH /rooms/{id}", { params: { id }, body: { archived: !isArchived } });
        chat.core.takeRoom(answer.room);
        onChange();
      });
    show((close) => (
      <ConfirmBox
        title={sayRooms.with(isArchived ? "unarchiveTitle" : "archiveTitle", { room: shownName })}
        text={sayRooms(isArchived ? "unarchiveText" : "archiveText")}
        action={sayRooms(isArchived ? "unarchiveNow" : "archive")}
        run={archive}
        close={close}
      />
    ));
  }
}
