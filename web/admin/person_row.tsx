import type { Person } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { nameOf, presenceWord } from "../people/people_words.ts";
import { tPeopleLazy } from "../people/lazy_words.ts";
import { tRooms } from "../rooms/words.ts";
import { tAdmin } from "./words.ts";
import { Menu } from "../ui/menu.tsx";
import { MenuList } from "../ui/menu_list.tsx";
import { PersonAvatar } from "../people/person_avatar.tsx";
import { usePresence } from "../people/use_presence.ts";

import { usePersonActions } from "./use_person_actions.tsx";

export function PersonRow({ person }: { person: Person }) {
  const chat = useChat();
  const name = nameOf(person);
  const items = usePersonActions(person);
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
          {isMe && <span class="tag">{tPeopleLazy("you")}</span>}
          {person.role === "admin" && !person.isDeactivated && (
            <span class="tag">{tPeopleLazy("admin")}</span>
          )}
          {person.isDeactivated && <span class="tag">{tAdmin("deactivated")}</span>}
        </span>
        <span class="admin-row-state">{!person.isDeactivated && presenceWord(presence)}</span>
      </span>
      <Menu label={tRooms("whatToDo", { name })} list={(menu) => <MenuList {...menu} items={items} />}>
        <Icon name="more" />
      </Menu>
    </li>
  );
}
