import { useApp, useChat } from "../../app/app.ts";
import { sayTools } from "../../words/en/tools.ts";
import type { OpenMenu } from "../parts/menu.tsx";
import { MenuList } from "../parts/menu_list.tsx";
import { readEverything } from "../switcher/later_switcher.tsx";

/** What may be done with all rooms. */
export function AllRoomsList(menu: OpenMenu) {
  const app = useApp();
  const chat = useChat();
  const markAll = () => readEverything(app, chat);
  return (
    <MenuList {...menu} items={[{ icon: "doubleCheck", label: sayTools("markAllRead"), run: markAll }]} />
  );
}
