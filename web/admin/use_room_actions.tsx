import type { ListedRoom } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { mayManage } from "../rooms/room_rights.ts";
import { tRooms } from "../rooms/words.ts";
import { tAdmin } from "./words.ts";
import { ConfirmBox } from "../ui/confirm_dialog.tsx";
import type { MenuItem } from "../ui/menu_list.tsx";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const Members = lazy(dialogsChunk, ({ Members }) => Members, inDialog);
const RoomSettings = lazy(dialogsChunk, ({ RoomSettings }) => RoomSettings, inDialog);

/** Room actions of an admin, who sees no content of a room without being a member (A1, G6). */
export function useRoomActions(
  room: ListedRoom,
  { onChange }: { onChange: () => void },
): (MenuItem | null)[] {
  const { api, router, show, attempt, notices } = useApp();
  const chat = useChat();
  const { id } = room;
  const mine = chat.state.value.rooms.get(id);
  const { kind, name, archivedAt } = mine?.info ?? room;
  const isArchived = archivedAt !== null;
  const shownName = <bdi>{name}</bdi>;

  if (!mine) {
    if (kind === "private") return [{ icon: "lock", label: tAdmin("enter"), run: askToEnter }];
    // An archived room cannot be joined (G5).
    return isArchived ? [] : [{ icon: "plus", label: tRooms("join"), run: () => void join() }];
  }
  const items: (MenuItem | null)[] = [
    { icon: "chat", label: tAdmin("open"), run: () => router.go({ view: "room", roomId: id }) },
    {
      icon: "people",
      label: tAdmin("seeMembers"),
      run: () => show((close) => <Members roomId={id} close={close} />),
    },
    {
      icon: "gear",
      label: tRooms("settingsTitle"),
      run: () => show((close) => <RoomSettings roomId={id} close={close} />),
    },
  ];
  if (mayManage(mine, chat.user.value)) {
    items.push(null, {
      icon: "archive",
      label: tRooms(isArchived ? "unarchive" : "archive"),
      run: askToArchive,
    });
  }
  return items;

  async function join(): Promise<void> {
    await attempt(async () => {
      chat.core.takeRoom((await api("POST /rooms/{id}/join", { params: { id } })).room);
      notices.notify(tAdmin.localized("joined", { room: name }));
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
        title={tAdmin.with("enterTitle", { room: shownName })}
        text={tAdmin("enterText")}
        action={tAdmin("enter")}
        isDanger
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
        title={tRooms.with(isArchived ? "unarchiveTitle" : "archiveTitle", { room: shownName })}
        text={tRooms(isArchived ? "unarchiveText" : "archiveText")}
        action={tRooms(isArchived ? "unarchiveNow" : "archive")}
        run={archive}
        close={close}
      />
    ));
  }
}
