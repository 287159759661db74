import { useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import type { RoomState } from "../../state/room_state.ts";
import { isMuted } from "../../text/announce.ts";
import { isDisturbable, othersIn, roomName, statusNow } from "../../text/people.ts";
import { badgeOf } from "../../text/side_lists.ts";
import { membersOf } from "../parts/members_of.ts";
import { PersonAvatar, PresenceWords } from "../parts/person_avatar.tsx";

import { CountBadge } from "./badge.tsx";
import { GoLink } from "./go_link.tsx";

export interface RoomLinkProps {
  room: RoomState;
  isOpen: boolean;
  now: number;
}

/** A room in the side: unread is weight, and a count in second ink. */
export function RoomLink({ room, isOpen, now }: RoomLinkProps) {
  const { outbox, state, user } = useChat();
  const { info, settings } = room;
  const badge = badgeOf(room, now);
  const failed = outbox.value.some((entry) => entry.roomId === info.id && entry.phase === "failed");
  const isStill = isMuted(settings, now) || settings.notify === "nothing";
  const members = membersOf(room, state.value);
  const classes = ["side-row", badge.isBold ? "is-unread" : "", isStill ? "is-still" : ""];
  return (
    <GoLink to={{ view: "room", roomId: info.id }} class={classes.filter(Boolean).join(" ")} isOpen={isOpen}>
      {info.kind === "direct" ? (
        <DirectFace members={members} myId={user.value.id} now={now} />
      ) : (
        <>
          <Icon name={info.kind === "private" ? "lock" : "room"} size={16} />
          <span class="side-row-name">
            <bdi>{info.name}</bdi>
            {info.kind === "private" && <span class="unseen">private</span>}
          </span>
        </>
      )}
      {settings.starred && (
        <span class="side-row-mark" title="Starred">
          <Icon name="starFull" size={12} />
          <span class="unseen">starred</span>
        </span>
      )}
      {isStill && (
        <span class="side-row-mark" title="Muted">
          <Icon name="bellOff" size={14} />
          <span class="unseen">muted</span>
        </span>
      )}
      {failed && (
        <span class="side-row-failed" title="A message was not sent">
          <Icon name="warning" size={16} />
          <span class="unseen">A message was not sent.</span>
        </span>
      )}
      <CountBadge {...badge} />
    </GoLink>
  );
}

interface DirectFaceProps {
  members: ReturnType<typeof membersOf>;
  myId: number;
  now: number;
}

/** One person: their presence and status; of more, how many. */
function DirectFace({ members, myId, now }: DirectFaceProps) {
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
          {others.length}
        </span>
      )}
      <span class="side-row-name">
        <bdi>{roomName({ kind: "direct", name: "", members }, myId)}</bdi>
        {only && <PresenceWords author={only} isDnd={isDnd} />}
        {status?.emoji && (
          <span class="side-row-status" title={status.text}>
            {status.emoji} {status.text && <span class="unseen">{status.text}</span>}
          </span>
        )}
      </span>
    </>
  );
}
