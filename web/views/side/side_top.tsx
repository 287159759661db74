import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { saySide } from "../../words/en/side.ts";

import { CountBadge } from "./badge.tsx";
import { GoLink } from "./go_link.tsx";

/** What comes together from all rooms. */
export function SideTop() {
  const { view } = useApp().router.route.value;
  let mentions = 0;
  for (const { info, tally } of useChat().state.value.rooms.values()) {
    if (info.kind !== "direct") mentions += tally.counts.mentions;
  }
  return (
    <ul class="room-list">
      <li>
        <GoLink
          to={{ view: "mentions" }}
          class={mentions > 0 ? "side-row is-unread" : "side-row"}
          isOpen={view === "mentions"}
        >
          <Icon name="at" size={16} />
          <span class="side-row-name">{saySide("mentions")}</span>
          <CountBadge count={mentions} says="mentions" isHot />
        </GoLink>
      </li>
      <li>
        <GoLink to={{ view: "saved" }} class="side-row" isOpen={view === "saved"}>
          <Icon name="bookmark" size={16} />
          <span class="side-row-name">{saySide("saved")}</span>
        </GoLink>
      </li>
    </ul>
  );
}
