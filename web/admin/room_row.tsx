import type { ListedRoom } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { fullTime, shortTime } from "../i18n/times.ts";
import { tRooms } from "../rooms/words.ts";
import { tAdmin } from "./words.ts";
import { Menu } from "../ui/menu.tsx";
import { MenuList } from "../ui/menu_list.tsx";

import { useRoomActions } from "./use_room_actions.tsx";

interface RoomRowProps {
  room: ListedRoom;
  onChange: () => void;
}

export function RoomRow({ room, onChange }: RoomRowProps) {
  const mine = useChat().state.value.rooms.get(room.id);
  // For a room of mine the live state is newer than the list.
  const { kind, name, archivedAt } = mine?.info ?? room;
  const items = useRoomActions(room, { onChange });
  const isPrivate = kind === "private";
  return (
    <li class={archivedAt === null ? "admin-row" : "admin-row is-off"} data-row={room.id}>
      <span class="admin-row-icon">
        <Icon name={isPrivate ? "lock" : "room"} />
        {!isPrivate && <span class="unseen">{tAdmin("publicRoom")}</span>}
      </span>
      <bdi class="admin-row-name">{name}</bdi>
      <span class="admin-row-meta">
        <span class="admin-row-note">{tAdmin("members", { count: room.members })}</span>
        <span class="admin-row-tags">
          {archivedAt !== null && <span class="tag">{tAdmin("archivedRoom")}</span>}
          {isPrivate && <span class="tag">{tAdmin("privateRoom")}</span>}
        </span>
        <span class="admin-row-state">
          {room.lastAt === null ? (
            tAdmin("nothingSaid")
          ) : (
            <time dateTime={new Date(room.lastAt).toISOString()} title={fullTime(room.lastAt)}>
              {tAdmin("lastSaid", { time: shortTime(room.lastAt) })}
            </time>
          )}
        </span>
      </span>
      {items.length > 0 && (
        <Menu label={tRooms("whatToDo", { name })} list={(menu) => <MenuList {...menu} items={items} />}>
          <Icon name="more" />
        </Menu>
      )}
    </li>
  );
}
