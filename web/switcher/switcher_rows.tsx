// Rows of the switcher, by kind of entry.
import type { Message } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { wordsOf } from "../message/message_preview.ts";
import { nameOf, othersIn, roomName } from "../people/people_words.ts";
import { badgeOf } from "../client/room_lists.ts";
import { tSwitcherLazy } from "./lazy_words.ts";
import { writeNumber } from "../i18n/locale.ts";
import { membersOf } from "../client/direct_members.ts";
import { PersonAvatar } from "../people/person_avatar.tsx";
import { CountBadge } from "../ui/badge.tsx";

import type { Entry } from "./entries.ts";

export function EntryRow({ entry }: { entry: Entry }) {
  const { state, user } = useChat();
  const person = entry.kind === "person" ? entry.person : entry.kind === "room" ? entry.only : null;
  const isGroup = entry.kind === "room" && entry.room.info.kind === "direct" && !person;
  const others = isGroup ? othersIn(membersOf(entry.room, state.value), user.value.id).length : 0;
  return (
    <>
      <span class="switcher-mark">
        {person ? (
          <PersonAvatar author={person} size={24} />
        ) : isGroup ? (
          <span class="avatar is-group" aria-hidden="true">
            {writeNumber(others)}
          </span>
        ) : (
          <Icon name={entry.kind === "room" && entry.room.info.kind === "private" ? "lock" : "room"} />
        )}
      </span>
      <bdi class="switcher-name">{entry.name}</bdi>
      <span class="switcher-note">
        <EntryNote entry={entry} />
      </span>
      {entry.kind === "room" && <CountBadge {...badgeOf(entry.room, Date.now())} />}
    </>
  );
}

/** Details that tell entries of one name apart, and what choosing one does. */
function EntryNote({ entry }: { entry: Entry }) {
  if (entry.kind === "person") {
    const { displayName, username } = entry.person;
    return displayName === username ? <>{tSwitcherLazy("write")}</> : <bdi>@{username}</bdi>;
  }
  if (entry.kind === "joinable") {
    return (
      <>
        {tSwitcherLazy("join")}
        {entry.room.topic && (
          <>
            {" · "}
            <bdi>{entry.room.topic}</bdi>
          </>
        )}
      </>
    );
  }
  const { info } = entry.room;
  if (entry.only) {
    const { displayName, username } = entry.only;
    return displayName === username ? null : <bdi>@{username}</bdi>;
  }
  if (info.archivedAt !== null) return <>{tSwitcherLazy("archived")}</>;
  if (info.kind === "private") return <span class="unseen">{tSwitcherLazy("private")}</span>;
  return <bdi>{info.topic}</bdi>;
}

export function MessageLine({ message }: { message: Message }) {
  const { state, user, who } = useChat();
  const room = state.value.rooms.get(message.roomId);
  const name = room && roomName({ ...room.info, members: membersOf(room, state.value) }, user.value.id);
  const author = who(message.author);
  return (
    <>
      <span class="switcher-mark">
        <PersonAvatar author={author} size={24} />
      </span>
      <bdi class="switcher-name">{nameOf(author)}</bdi>
      {/* Cut at its own end, in either direction. */}
      <span class="switcher-text" dir="auto">
        {wordsOf(message)}
      </span>
      <span class="switcher-note">{name && tSwitcherLazy.with("inRoom", { room: <bdi>{name}</bdi> })}</span>
    </>
  );
}
