import type { Person, RoomRole } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import type { RoomState } from "../client/room_state.ts";
import { isDisturbable, nameOf, statusNow } from "../people/people_words.ts";
import { mayManage } from "./room_rights.ts";
import { tPeopleLazy } from "../people/lazy_words.ts";
import { tRooms } from "./words.ts";
import { Menu } from "../ui/menu.tsx";
import { MenuList, type MenuItem } from "../ui/menu_list.tsx";
import { PersonAvatar, PresenceWords } from "../people/person_avatar.tsx";
import { StatusLine } from "../people/status_line.tsx";
import { useLeave } from "./use_leave.tsx";
import { useOpenDirect } from "../people/use_open_direct.ts";

import { ConfirmBox } from "../ui/confirm_dialog.tsx";
import { dialogsChunk } from "../app/chunks.ts";
import { inDialog } from "../ui/lazy/frames.tsx";
import { lazy } from "../ui/lazy/lazy.tsx";

const Members = lazy(dialogsChunk, ({ Members }) => Members, inDialog);

interface MemberRowProps {
  room: RoomState;
  person: Person;
  role: RoomRole;
  /** Index of the row. */
  at: number;
}

export function MemberRow({ room, person, role, at }: MemberRowProps) {
  const me = useChat().user.value;
  const name = nameOf(person);
  const items = useMemberActions({ room, person, role, at });
  const status = statusNow(person, Date.now());
  const isDnd = !isDisturbable(person, Date.now());
  const isMe = person.id === me.id;
  const rank = role === "owner" ? tRooms(isMe ? "youOwner" : "owner") : isMe && tPeopleLazy("you");
  return (
    <li class="dialog-row" data-row={person.id}>
      <PersonAvatar author={person} size={32} isDnd={isDnd} />
      <span class="dialog-row-text">
        <span class="dialog-row-name">
          <bdi>{name}</bdi>
          <PresenceWords author={person} isDnd={isDnd} />
        </span>
        {status ? (
          <span class="dialog-row-note">
            <StatusLine status={status} />
          </span>
        ) : (
          person.displayName !== person.username && (
            <span class="dialog-row-note">
              <bdi>@{person.username}</bdi>
            </span>
          )
        )}
      </span>
      <span class="dialog-row-note">{rank}</span>
      <Menu label={tRooms("whatToDo", { name })} list={(menu) => <MenuList {...menu} items={items} />}>
        <Icon name="more" />
      </Menu>
    </li>
  );
}

function useMemberActions({ room, person, role, at }: MemberRowProps): MenuItem[] {
  const { api, show, attempt } = useApp();
  const me = useChat().user.value;
  const openDirect = useOpenDirect();
  const leave = useLeave();
  const roomId = room.info.id;
  const name = nameOf(person);
  const isMe = person.id === me.id;
  const items: MenuItem[] = [
    {
      icon: "chat",
      label: tPeopleLazy(isMe ? "notes" : "message"),
      run: () => void openDirect([person.id]),
    },
  ];
  if (mayManage(room, me)) {
    const next: RoomRole = role === "owner" ? "member" : "owner";
    items.push({
      icon: next === "owner" ? "shield" : "person",
      label: tRooms(next === "owner" ? "makeOwner" : "makeMember"),
      run: () =>
        void attempt(() =>
          api("PATCH /rooms/{id}/members/{userId}", {
            params: { id: roomId, userId: person.id },
            body: { role: next },
          }),
        ),
    });
    if (!isMe) {
      items.push({
        icon: "close",
        label: tRooms("remove"),
        isDanger: true,
        run: () =>
          show(() => (
            <ConfirmBox
              title={tRooms.with("removeTitle", { name: <bdi>{name}</bdi> })}
              text={tRooms(room.info.kind === "public" ? "removePublic" : "removePrivate")}
              action={tRooms("removeNow")}
              isDanger
              run={() =>
                attempt(() =>
                  api("DELETE /rooms/{id}/members/{userId}", { params: { id: roomId, userId: person.id } }),
                )
              }
              close={() =>
                show((close) => <Members roomId={roomId} cameFrom={{ id: person.id, at }} close={close} />)
              }
            />
          )),
      });
    }
  }
  if (isMe && room.info.kind !== "direct")
    items.push({ icon: "leave", label: tRooms("leave"), run: () => leave(room) });
  return items;
}
