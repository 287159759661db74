import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { tRooms } from "./words.ts";
import { DialogBox } from "../ui/dialog.tsx";
import { Empty, PageList } from "../ui/paged_list.tsx";
import { useRoom } from "./use_room.ts";
import { useRowFocus, type FocusedRow } from "../ui/use_row_focus.ts";

import { AddPeople } from "./add_people.tsx";
import { MemberRow } from "./member_row.tsx";
import { useMemberPages } from "./use_member_pages.ts";

interface MembersProps {
  roomId: number;
  /** I tried to leave as the last owner. */
  needsOwner?: boolean;
  /** The row whose action reopened the list: it takes the focus. */
  cameFrom?: FocusedRow;
  close: () => void;
}

export function Members({ roomId, needsOwner, cameFrom, close }: MembersProps) {
  const { show } = useApp();
  const { user } = useChat();
  const room = useRoom(roomId, close);
  const pages = useMemberPages(roomId, room?.memberList ?? null);
  const rows = pages.items;
  const list = useRowFocus(
    rows.map(({ person }) => person.id),
    { start: cameFrom },
  );

  if (!room) return null;
  const owners = rows.filter(({ role }) => role === "owner");
  const isOnlyOwner =
    pages.next === null && owners.length === 1 && owners[0]?.person.id === user.value.id && rows.length > 1;
  const isDirect = room.info.kind === "direct";
  return (
    <DialogBox
      title={
        isDirect
          ? tRooms("directMembersTitle")
          : tRooms.with("membersTitle", { room: <bdi>{room.info.name}</bdi> })
      }
      close={close}
    >
      {needsOwner && (
        <p class="dialog-alert" role="alert">
          {tRooms("lastOwner")}
        </p>
      )}
      {/* G1: a direct room's people never change; other people are another room. */}
      {!isDirect && (
        <button
          type="button"
          class="button is-wide"
          onClick={() => show((shut) => <AddPeople roomId={roomId} close={shut} />)}
        >
          <Icon name="invite" /> {tRooms("addPeople")}
        </button>
      )}
      <div ref={list}>
        <PageList
          pages={pages}
          label={tRooms("directMembersTitle")}
          class="dialog-list is-below"
          empty={<Empty icon="people" text={tRooms("noMembers")} />}
        >
          {(members) =>
            members.map(({ person, role }, at) => (
              <MemberRow key={person.id} room={room} person={person} role={role} at={at} />
            ))
          }
        </PageList>
      </div>
      {isOnlyOwner && !needsOwner && <p class="hint">{tRooms("onlyOwner")}</p>}
    </DialogBox>
  );
}
