import type { Person } from "../../../src/protocol/shapes.ts";
import { useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { nameOf, presenceWord } from "../../text/people.ts";
import { sayAdmin } from "../../words/en/admin.ts";
import { sayParts } from "../../words/en/parts.ts";
import { sayRooms } from "../../words/en/rooms.ts";
import { Menu } from "../parts/menu.tsx";
import { MenuList } from "../parts/menu_list.tsx";
import { PersonAvatar } from "../parts/person_avatar.tsx";
import { usePresence } from "../parts/use_presence.ts";

import { usePersonDeeds } from "./use_person_deeds.tsx";

export function PersonRow({ person }: { person: Person }) {
  const chat = useChat();
  const name = nameOf(person);
  const items = usePersonDeeds(person);
  const isMe = person.id === chat.user.value.id;
  const presence = usePresence(person.id);
  return (
    <li class={person.isDeactivated ? "admin-row is-off" : "admin-row"} data-row={person.id}>
      <PersonAvatar author={person} size={36} />
      <bdi class="admin-row-name">{name}</bdi>
      <span class="admin-row-meta">
        <span class="admin-row-note">
          <bdi>@{person.username}</bdi>
        </span>
        <span class="admin-row-tags">
          {isMe && <span class="tag">{sayParts("you")}</span>}
          {person.role === "admin" && !person.isDeactivated && <span class="tag">{sayParts("admin")}</span>}
          {person.isDeactivated && <span class="tag">{sayAdmin("deactivated")}</span>}
        </span>
        <span class="admin-row-state">{!person.isDeactivated && presenceWord(presence)}</span>
      </span>
      <Menu label={sayRooms("whatToDo", { name })} list={(menu) => <MenuList {...menu} items={items} />}>
        <Icon name="more" />
      </Menu>
    </li>
  );
}
