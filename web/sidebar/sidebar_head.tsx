import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { tSidebar } from "./words.ts";
import { Menu } from "../ui/menu.tsx";

import { FindField } from "./switcher_field.tsx";
import { toolsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const AllRoomsList = lazy(toolsChunk, ({ AllRoomsList }) => AllRoomsList, inDialog);

/** The workspace's name, and the menu of all rooms. */
export function SidebarHead() {
  const { router } = useApp();
  const { state } = useChat();
  const { workspace } = state.value;
  // The page's heading is the room's name if there is one.
  const Heading = router.route.value.view === "home" ? "h1" : "p";
  return (
    <>
      <header class="sidebar-head">
        <span class="workspace-mark">
          <Icon name="mark" size={16} />
        </span>
        <Heading class="workspace-name" title={workspace.name}>
          <bdi>{workspace.name || "\u00a0"}</bdi>
        </Heading>
        <Menu label={tSidebar("allRooms")} list={(menu) => <AllRoomsList {...menu} />}>
          <Icon name="more" />
        </Menu>
      </header>
      <FindField />
    </>
  );
}
