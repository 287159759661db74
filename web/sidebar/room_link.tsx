import { useChat } from "../app/app_context.ts";
import { Icon, type IconName } from "../ui/icons.tsx";
import type { RoomState } from "../client/room_state.ts";
import { isMuted } from "../client/room_facts.ts";
import { isDisturbable, othersIn, roomName, statusNow } from "../people/people_words.ts";
import { badgeOf } from "../client/room_lists.ts";
import { tSidebar } from "./words.ts";
import { writeNumber } from "../i18n/locale.ts";
import { membersOf } from "../client/direct_members.ts";
import { PersonAvatar, PresenceWords } from "../people/person_avatar.tsx";
import { memo } from "../ui/memo.tsx";

import { CountBadge } from "../ui/badge.tsx";
import { Link } from "../app/link.tsx";

interface RoomLinkProps {
  room: RoomState;
  isOpen: boolean;
  now: number;
  hasFailed: boolean;
  hasDraft: boolean;
}

/** A room in the sidebar: bold if unread, with a count. Memoized: redrawn only when it changes itself. */
export const RoomLink = memo(RoomRow);
/** The same for people, whose presence and status change without the room. */
export const DirectLink = RoomRow;

function RoomRow({ room, isOpen, now, hasFailed, hasDraft }: RoomLinkProps) {
  const { info, settings } = room;
  const badge = badgeOf(room, now);
  const isStill = isMuted(settings, now) || settings.notify === "nothing";
  const classes = ["sidebar-row", badge.isBold && "is-unread", isStill && "is-still"];
  return (
    <Link to={{ view: "room", roomId: info.id }} class={classes.filter(Boolean).join(" ")} isOpen={isOpen}>
      {info.kind === "direct" ? (
        <DirectAvatar room={room} now={now} />
      ) : (
        <>
          <Icon name={info.kind === "private" ? "lock" : "room"} size={16} />
          <span class="sidebar-row-name">
            <bdi>{info.name}</bdi>
            {info.kind === "private" && <span class="unseen">{tSidebar("isPrivate")}</span>}
          </span>
        </>
      )}
      {settings.starred && <Mark icon="starFull" size={12} says={tSidebar("isStarred")} />}
      {isStill && <Mark icon="bellOff" says={tSidebar("isMuted")} />}
      {hasDraft && <Mark icon="pencil" says={tSidebar("hasDraft")} />}
      {hasFailed && <Mark icon="warning" size={16} says={tSidebar("messageNotSent")} isDanger />}
      <CountBadge {...badge} />
    </Link>
  );
}

interface MarkProps {
  icon: IconName;
  says: string;
  size?: number;
  isDanger?: boolean;
}

function Mark({ icon, says, size = 14, isDanger }: MarkProps) {
  return (
    <span class={isDanger ? "sidebar-row-mark is-danger" : "sidebar-row-mark"} title={says}>
      <Icon name={icon} size={size} />
      <span class="unseen">{says}</span>
    </span>
  );
}

/** A person's presence and status; for several people their number. */
function DirectAvatar({ room, now }: Pick<RoomLinkProps, "room" | "now">) {
  const { state, user } = useChat();
  const members = membersOf(room, state.value);
  const myId = user.value.id;
  const others = othersIn(members, myId);
  const [first] = others;
  const only = others.length === 1 ? first : undefined;
  const status = only ? statusNow(only, now) : null;
  const isDnd = only !== undefined && !isDisturbable(only, now);
  return (
    <>
      {only ? (
        <PersonAvatar author={only} size={22} isDnd={isDnd} />
      ) : (
        <span class="avatar is-group" aria-hidden="true">
          {writeNumber(others.length)}
        </span>
      )}
      <span class="sidebar-row-name">
        <bdi>{roomName({ kind: "direct", name: "", members }, myId)}</bdi>
        {only && <PresenceWords author={only} isDnd={isDnd} />}
        {status?.emoji && (
          <span class="sidebar-row-status" title={status.text}>
            {status.emoji} {status.text && <span class="unseen">{status.text}</span>}
          </span>
        )}
      </span>
    </>
  );
}
