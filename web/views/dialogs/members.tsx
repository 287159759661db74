import { useEffect, useState } from "preact/hooks";

import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { rosterRows } from "../../text/roster_rows.ts";
import { DialogBox } from "../parts/dialog_box.tsx";
import { useRoom } from "../parts/use_room.ts";

import { AddPeople } from "./add_people.tsx";
import { MemberRow } from "./member_row.tsx";

export interface MembersProps {
  roomId: number;
  /** I wanted to leave as the last owner. */
  needsOwner?: boolean;
  close: () => void;
}

export function Members({ roomId, needsOwner, close }: MembersProps) {
  const { show } = useApp();
  const { core, state, user } = useChat();
  const room = useRoom(roomId, close);
  const [hasFailed, setHasFailed] = useState(false);
  const roster = room?.roster ?? null;

  function more(): void {
    setHasFailed(false);
    core.moreMembers(roomId).catch(() => setHasFailed(true));
  }
  // Null until asked for, and again when it has become old.
  useEffect(() => {
    if (!roster) more();
  }, [roster === null]);

  if (!room) return null;
  const rows = rosterRows(roster, state.value.people);
  const owners = rows.filter(({ role }) => role === "owner");
  const isOnlyOwner =
    roster?.next === null && owners.length === 1 && owners[0]?.person.id === user.value.id && rows.length > 1;
  const isDirect = room.info.kind === "direct";
  return (
    <DialogBox title={isDirect ? "Who is here" : `Members of ${room.info.name}`} close={close}>
      {needsOwner && (
        <p class="dialog-alert" role="alert">
          You are the last owner here. Make someone else an owner, then leave.
        </p>
      )}
      {/* G1: another set of people is another direct room. */}
      {!isDirect && (
        <button
          type="button"
          class="button is-wide"
          onClick={() => show((shut) => <AddPeople roomId={roomId} close={shut} />)}
        >
          <Icon name="invite" /> Add people
        </button>
      )}
      <ul class="dialog-list is-below">
        {rows.map(({ person, role }) => (
          <MemberRow key={person.id} room={room} person={person} role={role} />
        ))}
      </ul>
      {hasFailed ? (
        <p class="list-note">
          This could not be loaded.{" "}
          <button type="button" class="link" onClick={more}>
            Try again
          </button>
        </p>
      ) : roster === null || (rows.length === 0 && roster.next !== null) ? (
        <p class="list-note">Loading.</p>
      ) : (
        roster.next !== null && (
          <p class="list-note">
            <button type="button" class="link" onClick={more}>
              Show more
            </button>
          </p>
        )
      )}
      {isOnlyOwner && !needsOwner && (
        <p class="hint">You are the only owner. Before you can leave, someone else has to be one.</p>
      )}
    </DialogBox>
  );
}
