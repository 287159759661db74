import { useApp, useChat } from "../../app/app.ts";
import type { RoomState } from "../../state/room_state.ts";
import { AddPeople, ForMe, Members, RoomLog, RoomSettings } from "../dialogs/later_dialogs.tsx";
import type { OpenMenu } from "../parts/menu.tsx";
import { sayRoom } from "../../words/en/room.ts";
import { MenuList, type MenuItem } from "../parts/menu_list.tsx";
import { useLeave } from "../parts/use_leave.tsx";

import { useDesk } from "./desk.ts";

/** What may be done with the open room. */
export function RoomList({ room, ...menu }: OpenMenu & { room: RoomState }) {
  const { rest, router, show, attempt } = useApp();
  const { core } = useChat();
  const leave = useLeave();
  const desk = useDesk();
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

  // Buttons that have no room in the head.
  const roomy = menu.anchor.closest(".room-tools")?.querySelector(".is-roomy");
  const isNarrow = roomy !== null && roomy !== undefined && getComputedStyle(roomy).display === "none";
  const hasMembers = room.memberIds === null || room.memberIds.length > 2;
  const ofHead: (MenuItem | null | false)[] = isNarrow
    ? [
        { icon: "pin", label: sayRoom("pinned"), run: () => (desk.panel.value = { kind: "pins" }) },
        hasMembers && {
          icon: "people",
          label: sayRoom("members"),
          run: () => show((close) => <Members roomId={id} close={close} />),
        },
        null,
      ]
    : [];

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
      ? [...ofHead, ...mine, { icon: "eyeOff", label: "Hide", run: hide } as const]
      : [...ofHead, ...mine, ...ofRooms];
  return <MenuList {...menu} items={items.filter((item) => item !== false)} />;
}
