// Where a room begins: who sees what is said there, and, while nothing is, what to do next.
import type { Person, RoomInfo } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import type { RoomState } from "../../state/room_state.ts";
import { nameList } from "../../text/name_list.ts";
import { nameOf, othersIn, roomName } from "../../text/people.ts";
import { sayMessage } from "../../words/en/message.ts";
import { AddPeople } from "../dialogs/later_dialogs.tsx";
import { membersOf } from "../parts/members_of.ts";

import { useDesk } from "./desk.ts";

export function Beginning({ room, isEmpty }: { room: RoomState; isEmpty: boolean }) {
  const { show } = useApp();
  const { user, people } = useChat();
  const desk = useDesk();
  const { info } = room;
  const members = membersOf(room, { people: people.value });
  const me = user.value.id;
  const seers = whoSees(info.kind, othersIn(members, me), members.length);
  return (
    <div class="beginning">
      <h2>
        <bdi>{roomName({ ...info, members }, me)}</bdi>
      </h2>
      {info.topic !== "" && (
        <p>
          <bdi>{info.topic}</bdi>
        </p>
      )}
      {seers !== "" && <p>{seers}</p>}
      <p>{sayMessage(isEmpty ? "nothingYet" : "begins")}</p>
      {isEmpty && info.archivedAt === null && (
        <p class="beginning-steps">
          <button type="button" class="button is-main" onClick={() => desk.focus()}>
            {sayMessage("writeFirst")}
          </button>
          {info.kind !== "direct" && (
            <button
              type="button"
              class="button"
              onClick={() => show((close) => <AddPeople roomId={info.id} close={close} />)}
            >
              <Icon name="invite" size={16} />
              {sayMessage("addPeople")}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

/** Who can read what is said here; in a public room everyone may. */
function whoSees(kind: RoomInfo["kind"], others: readonly Person[], count: number): string {
  if (kind === "public") return "";
  if (kind === "private") return sayMessage("seenByMembers");
  if (count <= 1) return sayMessage("seenByMe");
  return sayMessage("seenByUs", { names: nameList(others.map(nameOf)) });
}
