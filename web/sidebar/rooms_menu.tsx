import { useApp, useChat } from "../app/app_context.ts";
import { tSidebarLazy } from "./lazy_words.ts";
import type { OpenMenu } from "../ui/menu.tsx";
import { MenuList } from "../ui/menu_list.tsx";
import { markAllRead } from "./mark_all_read.ts";

/** The menu of all rooms. */
export function AllRoomsList(menu: OpenMenu) {
  const app = useApp();
  const chat = useChat();
  const markAll = () => markAllRead(app, chat);
  return (
    <MenuList {...menu} items={[{ icon: "doubleCheck", label: tSidebarLazy("markAllRead"), run: markAll }]} />
  );
}
