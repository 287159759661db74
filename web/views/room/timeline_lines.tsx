// What stands between messages and at the ends of a room.
import type { Person, RoomInfo } from "../../../src/protocol/shapes.ts";
import { useChat } from "../../app/app.ts";
import type { RoomState } from "../../state/room_state.ts";
import { nameList } from "../../text/name_list.ts";
import { nameOf, othersIn, roomName } from "../../text/people.ts";
import { dayName } from "../../text/times.ts";
import { membersOf } from "../parts/members_of.ts";

export function DayLine({ rowKey, at }: { rowKey: string; at: number }) {
  return (
    <div class="day-line" data-key={rowKey} role="separator" aria-label={dayName(at, Date.now())}>
      <span>{dayName(at, Date.now())}</span>
    </div>
  );
}

export function UnreadLine({ count }: { count: number }) {
  const text = `${count} new`;
  return (
    <div class="unread-line" data-key="unread" role="separator" aria-label={text}>
      <span>{text}</span>
    </div>
  );
}

export function RetryLine({ text, run }: { text: string; run: () => void }) {
  return (
    <span>
      {text}{" "}
      <button type="button" class="link" onClick={run}>
        Try again
      </button>
    </span>
  );
}

export function Beginning({ room, isEmpty }: { room: RoomState; isEmpty: boolean }) {
  const { user, state } = useChat();
  const { info } = room;
  const members = membersOf(room, state.value);
  const me = user.value.id;
  return (
    <div class="beginning">
      <h2>
        <bdi>{roomName({ ...info, members }, me)}</bdi>
      </h2>
      <p>
        {whoSees(info.kind, othersIn(members, me), members.length)}
        {isEmpty ? "Nothing has been said here yet. Say the first word." : "This is where it begins."}
      </p>
    </div>
  );
}

/** Who can read what is said here; in a public room everyone may. */
function whoSees(kind: RoomInfo["kind"], others: readonly Person[], count: number): string {
  if (kind === "public") return "";
  if (kind === "private") return "Only members of this room see what is said here. ";
  if (count <= 1) return "Only you see what is said here. ";
  return `Only you and ${nameList(others.map(nameOf))} see what is said here. `;
}
