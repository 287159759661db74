import { useApp, useChat } from "../../app/app.ts";
import { sayTools } from "../../words/en/tools.ts";
import type { OpenMenu } from "../parts/menu.tsx";
import { MenuList } from "../parts/menu_list.tsx";

/** What may be done with all rooms. */
export function AllRoomsList(menu: OpenMenu) {
  const { attempt } = useApp();
  const { core } = useChat();
  const markAll = () => void attempt(() => core.markAllRead());
  return (
    <MenuList {...menu} items={[{ icon: "doubleCheck", label: sayTools("markAllRead"), run: markAll }]} />
  );
}
