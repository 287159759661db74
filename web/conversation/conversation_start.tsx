// The start of a room: who can read it, and the next steps while it is empty.
import type { Person, RoomInfo } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import type { RoomState } from "../client/room_state.ts";
import { nameList } from "../people/name_list.ts";
import { nameOf, othersIn, roomName } from "../people/people_words.ts";
import { longDate } from "../i18n/times.ts";
import { tConversationLazy } from "./lazy_words.ts";
import { membersOf } from "../client/direct_members.ts";
import { PersonAvatar } from "../people/person_avatar.tsx";

import { FirstSteps } from "./first_steps.tsx";

interface BeginningProps {
  room: RoomState;
  /** Retention removed messages before this time (J2). */
  keptAt: number | undefined;
  isEmpty: boolean;
}

export function Beginning({ room, keptAt, isEmpty }: BeginningProps) {
  const { user, people } = useChat();
  const { info } = room;
  const members = membersOf(room, { people: people.value });
  const me = user.value.id;
  const others = othersIn(members, me);
  const [other] = others;
  const seers = whoSees(info.kind, others, members.length);
  return (
    <div class="beginning">
      {info.kind !== "direct" && (
        <span class="empty-state-icon">
          <Icon name={info.kind === "private" ? "lock" : "room"} size={24} />
        </span>
      )}
      {info.kind === "direct" && other && !others[1] && <PersonAvatar author={other} size={56} />}
      <h2>
        <bdi>{roomName({ ...info, members }, me)}</bdi>
      </h2>
      {info.topic !== "" && (
        <p>
          <bdi>{info.topic}</bdi>
        </p>
      )}
      {seers !== "" && <p>{seers}</p>}
      {keptAt !== undefined ? (
        <p>{tConversationLazy("notKept", { date: longDate(keptAt) })}</p>
      ) : isEmpty ? (
        <FirstSteps info={info} />
      ) : (
        <p>{tConversationLazy("begins")}</p>
      )}
    </div>
  );
}

/** Who can read the room; in a public room everyone can. */
function whoSees(kind: RoomInfo["kind"], others: readonly Person[], count: number): string {
  if (kind === "public") return "";
  if (kind === "private") return tConversationLazy("seenByMembers");
  if (count <= 1) return tConversationLazy("seenByMe");
  return tConversationLazy("seenByUs", { names: nameList(others.map(nameOf)) });
}
