import { useApp, useChat } from "../app/app_context.ts";
import { tSidebar } from "./words.ts";
import { openSwitcher } from "../switcher/open_switcher.tsx";

/** My rooms beyond the number that is listed (C9). */
export function MoreRooms() {
  const app = useApp();
  const { rooms, unread } = useChat().state.value.rest;
  if (rooms === 0) return null;
  return (
    <button
      type="button"
      class="sidebar-row is-quiet sidebar-more"
      aria-haspopup="dialog"
      onClick={() => openSwitcher(app)}
    >
      <span>
        {tSidebar("moreRooms", { count: rooms })}
        {unread > 0 && ` ${tSidebar("moreUnread", { count: unread })}`}
      </span>
    </button>
  );
}
