import { useApp, useChat } from "../app/app_context.ts";
import type { RoomState } from "../client/room_state.ts";
import type { OpenMenu } from "../ui/menu.tsx";
import { tConversationLazy } from "../conversation/lazy_words.ts";
import { tConversation } from "../conversation/words.ts";
import { tRooms } from "./words.ts";
import { MenuList, type MenuItem } from "../ui/menu_list.tsx";
import { useLeave } from "./use_leave.tsx";

import { useConversation } from "../conversation/conversation_context.ts";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const AddPeople = lazy(dialogsChunk, ({ AddPeople }) => AddPeople, inDialog);
const ChooseDay = lazy(dialogsChunk, ({ ChooseDay }) => ChooseDay, inDialog);
const Members = lazy(dialogsChunk, ({ Members }) => Members, inDialog);
const RoomLog = lazy(dialogsChunk, ({ RoomLog }) => RoomLog, inDialog);
const RoomPreferences = lazy(dialogsChunk, ({ RoomPreferences }) => RoomPreferences, inDialog);
const RoomSettings = lazy(dialogsChunk, ({ RoomSettings }) => RoomSettings, inDialog);

/** The menu of the open room. */
export function RoomList({ room, ...menu }: OpenMenu & { room: RoomState }) {
  const { api, router, show, attempt } = useApp();
  const { core } = useChat();
  const leave = useLeave();
  const conversation = useConversation();
  const { id, kind } = room.info;
  const { starred } = room.settings;

  const star = () =>
    void attempt(async () => {
      const answer = await api("PATCH /rooms/{id}/settings", { params: { id }, body: { starred: !starred } });
      core.takeRoom(answer.room);
    });
  /** G1: hides a direct room until a newer message. */
  const hide = () =>
    void attempt(async () => {
      const answer = await api("PATCH /rooms/{id}/settings", { params: { id }, body: { hidden: true } });
      core.takeRoom(answer.room);
      router.go({ view: "home" });
    });

  // Buttons that do not fit into the header.
  const roomy = menu.anchor.closest(".room-tools")?.querySelector(".is-roomy");
  const isNarrow = roomy !== null && roomy !== undefined && getComputedStyle(roomy).display === "none";
  const hasMembers = room.memberIds === null || room.memberIds.length > 2;
  const ofHead: (MenuItem | null | false)[] = isNarrow
    ? [
        {
          icon: "pin",
          label: tConversation("pinned"),
          run: () => (conversation.panel.value = { kind: "pins" }),
        },
        hasMembers && {
          icon: "people",
          label: tConversation("members"),
          run: () => show((close) => <Members roomId={id} close={close} />),
        },
        null,
      ]
    : [];

  const mine: MenuItem[] = [
    {
      icon: "calendar",
      label: tRooms("jumpToDay"),
      run: () => show((close) => <ChooseDay jump={conversation.toTime} close={close} />),
    },
    {
      icon: "bell",
      label: tRooms("notifications"),
      run: () => show((close) => <RoomPreferences roomId={id} close={close} />),
    },
    { icon: "star", label: tRooms(starred ? "unstar" : "star"), run: star },
  ];
  const ofRooms: (MenuItem | null)[] = [
    null,
    {
      icon: "invite",
      label: tConversationLazy("addPeople"),
      run: () => show((close) => <AddPeople roomId={id} close={close} />),
    },
    {
      icon: "gear",
      label: tRooms("settings"),
      run: () => show((close) => <RoomSettings roomId={id} close={close} />),
    },
    {
      icon: "list",
      label: tRooms("log"),
      run: () => show((close) => <RoomLog roomId={id} close={close} />),
    },
    null,
    { icon: "leave", label: tRooms("leave"), run: () => leave(room) },
  ];
  const items =
    kind === "direct"
      ? [...ofHead, ...mine, { icon: "hide", label: tRooms("hide"), run: hide } as const]
      : [...ofHead, ...mine, ...ofRooms];
  return <MenuList {...menu} items={items.filter((item) => item !== false)} />;
}
