import type { ComponentChildren } from "preact";

import { Icon } from "../ui/icons.tsx";
import { writeNumber } from "../i18n/locale.ts";
import { tSidebar } from "./words.ts";

interface ArchivedRoomsProps {
  count: number;
  /** The open room is among them: the list stays unfolded. */
  holdsOpen: boolean;
  children: ComponentChildren;
}

export function ArchivedRooms({ count, holdsOpen, children }: ArchivedRoomsProps) {
  return (
    <details class="archived" open={holdsOpen}>
      <summary class="sidebar-row is-quiet">
        <Icon name="fold" size={16} />
        <span class="sidebar-row-name">{tSidebar("archived")}</span>
        <span class="sidebar-row-count">{writeNumber(count)}</span>
      </summary>
      <ul class="room-list">{children}</ul>
    </details>
  );
}
