import { useEffect, useState } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { memberListRows } from "./member_rows.ts";
import { tRooms } from "./words.ts";
import { DialogBox } from "../ui/dialog.tsx";
import { Empty, PageList } from "../ui/paged_list.tsx";
import { useRoom } from "./use_room.ts";
import { useRowFocus, type FocusedRow } from "../ui/use_row_focus.ts";

import { AddPeople } from "./add_people.tsx";
import { MemberRow } from "./member_row.tsx";

interface MembersProps {
  roomId: number;
  /** I wanted to leave as the last owner. */
  needsOwner?: boolean;
  /** Shown again after something was done to this one: reading goes on there. */
  cameFrom?: FocusedRow;
  close: () => void;
}

export function Members({ roomId, needsOwner, cameFrom, close }: MembersProps) {
  const { show } = useApp();
  const { core, state, user } = useChat();
  const room = useRoom(roomId, close);
  const [hasFailed, setHasFailed] = useState(false);
  const memberList = room?.memberList ?? null;

  const [isLoading, setIsLoading] = useState(false);

  function more(): void {
    if (isLoading) return;
    setHasFailed(false);
    setIsLoading(true);
    core
      .moreMembers(roomId)
      .catch(() => setHasFailed(true))
      .finally(() => setIsLoading(false));
  }
  // Null until asked for, and again when it has become old.
  useEffect(() => {
    if (!memberList) more();
  }, [memberList === null]);

  const rows = memberListRows(memberList, state.value.people);
  const list = useRowFocus(
    rows.map(({ person }) => person.id),
    { start: cameFrom },
  );

  if (!room) return null;
  const owners = rows.filter(({ role }) => role === "owner");
  const isOnlyOwner =
    memberList?.next === null &&
    owners.length === 1 &&
    owners[0]?.person.id === user.value.id &&
    rows.length > 1;
  const isDirect = room.info.kind === "direct";
  const isWaiting = isLoading || memberList === null || (rows.length === 0 && memberList.next !== null);
  const pages = {
    items: rows,
    state: hasFailed ? "failed" : isWaiting ? "loading" : "ready",
    next: memberList ? memberList.next : 0,
    more,
    again: more,
  } as const;
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
      {/* G1: another set of people is another direct room. */}
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
