// Jumps to another day of the room.
import { useApp } from "../app/app_context.ts";
import { tConversationLazy } from "./lazy_words.ts";
import type { OpenMenu } from "../ui/menu.tsx";
import { MenuList } from "../ui/menu_list.tsx";

import { useConversation } from "./conversation_context.ts";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const ChooseDay = lazy(dialogsChunk, ({ ChooseDay }) => ChooseDay, inDialog);

export function DayList(menu: OpenMenu) {
  const { show } = useApp();
  const conversation = useConversation();
  const days = (ago: number) => {
    const day = new Date();
    day.setHours(0, 0, 0, 0);
    day.setDate(day.getDate() - ago);
    return () => conversation.toTime(day.getTime());
  };
  return (
    <MenuList
      {...menu}
      label={tConversationLazy("jump")}
      items={[
        { icon: "clock", label: tConversationLazy("today"), run: days(0) },
        { icon: "clock", label: tConversationLazy("yesterday"), run: days(1) },
        { icon: "clock", label: tConversationLazy("weekAgo"), run: days(7) },
        { icon: "chat", label: tConversationLazy("first"), run: () => conversation.toTime(0) },
        null,
        {
          icon: "calendar",
          label: tConversationLazy("chooseDay"),
          run: () => show((close) => <ChooseDay jump={conversation.toTime} close={close} />),
        },
      ]}
    />
  );
}
