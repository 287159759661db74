import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { roomOfDraft } from "../client/storage/drafts.ts";
import { tSidebar } from "./words.ts";
import { writeNumber } from "../i18n/locale.ts";

import { CountBadge } from "../ui/badge.tsx";
import { Link } from "../app/link.tsx";

/** Lists of messages from all rooms. */
export function SidebarTop() {
  const route = useApp().router.route.value;
  const { view } = route;
  const { state, drafts } = useChat();
  const { rooms, epoch } = state.value;
  // The draft being typed is not counted: the number would change with every message.
  const openId = view === "room" && (epoch === null || rooms.has(route.roomId)) ? route.roomId : null;
  const left = [...drafts.targets.value].filter((target) => roomOfDraft(target) !== openId).length;
  let mentions = 0;
  for (const { info, counter } of rooms.values()) {
    if (info.kind !== "direct") mentions += counter.counts.mentions;
  }
  return (
    <ul class="room-list">
      <li>
        <Link
          to={{ view: "mentions" }}
          class={mentions > 0 ? "sidebar-row is-unread" : "sidebar-row"}
          isOpen={view === "mentions"}
        >
          <Icon name="at" size={16} />
          <span class="sidebar-row-name">{tSidebar("mentions")}</span>
          <CountBadge count={mentions} says="mentions" isMention />
        </Link>
      </li>
      {(left > 0 || view === "drafts") && (
        <li>
          <Link to={{ view: "drafts" }} class="sidebar-row" isOpen={view === "drafts"}>
            <Icon name="pencil" size={16} />
            <span class="sidebar-row-name">{tSidebar("drafts")}</span>
            {left > 0 && <span class="sidebar-row-count">{writeNumber(left)}</span>}
          </Link>
        </li>
      )}
      <li>
        <Link to={{ view: "saved" }} class="sidebar-row" isOpen={view === "saved"}>
          <Icon name="bookmark" size={16} />
          <span class="sidebar-row-name">{tSidebar("saved")}</span>
        </Link>
      </li>
    </ul>
  );
}
