import { useApp, useChat } from "../../app/app.ts";
import type { RoomState } from "../../state/room_state.ts";
import { AddPeople, ForMe, RoomLog, RoomSettings } from "../dialogs/later_dialogs.tsx";
import type { OpenMenu } from "../parts/menu.tsx";
import { MenuList, type MenuItem } from "../parts/menu_list.tsx";
import { useLeave } from "../parts/use_leave.tsx";

/** What may be done with the open room. */
export function RoomList({ room, ...menu }: OpenMenu & { room: RoomState }) {
  const { rest, router, show, attempt } = useApp();
  const { core } = useChat();
  const leave = useLeave();
  const { id, kind } = room.info;
  const { starred } = room.settings;

  const star = () =>
    void attempt(async () => {
      const answer = await rest.changeRoomSettings(id, { starred: !starred });
      core.receive({ type: "room", room: answer.room });
    });
  /** G1: out of my list until something newer is said. */
  const hide = () =>
    void attempt(async () => {
      const answer = await rest.changeRoomSettings(id, { hidden: true });
      core.receive({ type: "room", room: answer.room });
      router.go({ view: "home" });
    });

  const mine: MenuItem[] = [
    {
      icon: "bell",
      label: "Notifications here",
      run: () => show((close) => <ForMe roomId={id} close={close} />),
    },
    { icon: "star", label: starred ? "Remove the star" : "Star", run: star },
  ];
  const ofRooms: (MenuItem | null)[] = [
    null,
    {
      icon: "invite",
      label: "Add people",
      run: () => show((close) => <AddPeople roomId={id} close={close} />),
    },
    {
      icon: "gear",
      label: "Room settings",
      run: () => show((close) => <RoomSettings roomId={id} close={close} />),
    },
    { icon: "list", label: "Room log", run: () => show((close) => <RoomLog roomId={id} close={close} />) },
    null,
    { icon: "door", label: "Leave room", run: () => leave(room) },
  ];
  const items =
    kind === "direct"
      ? [...mine, { icon: "eyeOff", label: "Hide", run: hide } as const]
      : [...mine, ...ofRooms];
  return <MenuList {...menu} items={items} />;
}
