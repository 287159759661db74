import type { Person, RoomRole } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import type { RoomState } from "../../state/room_state.ts";
import { isDisturbable, nameOf, statusNow } from "../../text/people.ts";
import { mayManage } from "../../text/room_rights.ts";
import { Menu } from "../parts/menu.tsx";
import { MenuList, type MenuItem } from "../parts/menu_list.tsx";
import { PersonAvatar, PresenceWords } from "../parts/person_avatar.tsx";
import { StatusLine } from "../parts/status_line.tsx";
import { useLeave } from "../parts/use_leave.tsx";
import { useOpenDirect } from "../parts/use_open_direct.ts";

import { ConfirmBox } from "./confirm_box.tsx";
import { Members } from "./members.tsx";

export interface MemberRowProps {
  room: RoomState;
  person: Person;
  role: RoomRole;
}

export function MemberRow({ room, person, role }: MemberRowProps) {
  const me = useChat().user.value;
  const name = nameOf(person);
  const items = useMemberActions({ room, person, role });
  const status = statusNow(person, Date.now());
  const isDnd = !isDisturbable(person, Date.now());
  return (
    <li class="dialog-row">
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
              @<bdi>{person.username}</bdi>
            </span>
          )
        )}
      </span>
      <span class="dialog-row-note">
        {[person.id === me.id ? "you" : "", role === "owner" ? "owner" : ""].filter(Boolean).join(", ")}
      </span>
      <Menu label={`What to do with ${name}`} list={(menu) => <MenuList {...menu} items={items} />}>
        <Icon name="more" />
      </Menu>
    </li>
  );
}

function useMemberActions({ room, person, role }: MemberRowProps): MenuItem[] {
  const { rest, show, attempt } = useApp();
  const me = useChat().user.value;
  const openDirect = useOpenDirect();
  const leave = useLeave();
  const roomId = room.info.id;
  const name = nameOf(person);
  const isMe = person.id === me.id;
  const items: MenuItem[] = [
    {
      icon: "chat",
      label: isMe ? "Notes to myself" : "Message",
      run: () => void openDirect([person.id]),
    },
  ];
  if (mayManage(room, me)) {
    const next: RoomRole = role === "owner" ? "member" : "owner";
    items.push({
      icon: next === "owner" ? "shield" : "person",
      label: next === "owner" ? "Make an owner" : "Make a member",
      run: () => void attempt(() => rest.setRoomRole(roomId, person.id, next)),
    });
    if (!isMe) {
      items.push({
        icon: "close",
        label: "Remove from the room",
        isGrave: true,
        run: () =>
          show(() => (
            <ConfirmBox
              title={`Remove ${name}?`}
              text={
                room.info.kind === "public"
                  ? "They stop getting what is said here. They can join again: the room is public."
                  : "They no longer see the room or anything in it. What they wrote stays."
              }
              action="Remove"
              isGrave
              run={() => attempt(() => rest.removeMember(roomId, person.id))}
              close={() => show((close) => <Members roomId={roomId} close={close} />)}
            />
          )),
      });
    }
  }
  if (isMe && room.info.kind !== "direct")
    items.push({ icon: "door", label: "Leave room", run: () => leave(room) });
  return items;
}
