import { useApp, useChat } from "../app/app_context.ts";
import { IconButton } from "../ui/icon_button.tsx";
import { Icon } from "../ui/icons.tsx";
import type { RoomState } from "../client/room_state.ts";
import { isMuted } from "../client/room_facts.ts";
import { isDisturbable, othersIn, roomName, statusNow } from "../people/people_words.ts";
import { writeAsk } from "../app/search_address.ts";
import { tConversation } from "./words.ts";
import { membersOf } from "../client/direct_members.ts";
import { Menu } from "../ui/menu.tsx";
import { PersonAvatar, PresenceWords } from "../people/person_avatar.tsx";
import { PersonButton } from "../people/person_button.tsx";
import { StatusLine } from "../people/status_line.tsx";
import { useMinute } from "../ui/use_minute.ts";

import { DetailsButton } from "./details_button.tsx";
import { BackButton } from "../ui/back_button.tsx";
import { PinsButton } from "./pins_button.tsx";
import { MemberNotices } from "./member_notices.tsx";
import { dialogsChunk, toolsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const Members = lazy(dialogsChunk, ({ Members }) => Members, inDialog);
const RoomList = lazy(toolsChunk, ({ RoomList }) => RoomList, inDialog);

export function RoomHeader({ room }: { room: RoomState }) {
  const { router, show } = useApp();
  const now = useMinute();
  const { info, settings } = room;
  // Between two people the name is enough.
  const hasMembers = room.memberIds === null || room.memberIds.length > 2;
  const isStill = isMuted(settings, now) || settings.notify === "nothing";
  const search = () => router.go({ view: "search", query: writeAsk({ q: "", roomId: info.id }) });
  return (
    <>
      <header class="room-head">
        <BackButton />
        {info.kind === "direct" ? <DirectTitle room={room} now={now} /> : <RoomTitle room={room} />}
        {info.archivedAt !== null && <span class="tag">{tConversation("archived")}</span>}
        {isStill && (
          <span class="room-still" title={tConversation("isMuted")}>
            <Icon name="bellOff" size={16} />
            <span class="unseen">{tConversation("isMuted")}</span>
          </span>
        )}
        {/* On a narrow screen the contents of `is-roomy` are in the menu. */}
        <span class="room-tools">
          <IconButton icon="browse" label={tConversation("searchHere")} onClick={search} />
          <span class="is-roomy">
            <PinsButton />
            {hasMembers && (
              <IconButton
                icon="people"
                label={tConversation("members")}
                onClick={() => show((close) => <Members roomId={info.id} close={close} />)}
              />
            )}
          </span>
          <DetailsButton />
          <Menu label={tConversation("roomMenu")} list={(menu) => <RoomList {...menu} room={room} />}>
            <Icon name="more" />
          </Menu>
        </span>
      </header>
      <MemberNotices roomId={info.id} />
    </>
  );
}

function RoomTitle({ room: { info } }: { room: RoomState }) {
  return (
    <>
      <Icon name={info.kind === "private" ? "lock" : "room"} />
      <h1 class="room-name" title={info.name}>
        <bdi>{info.name}</bdi>
        {info.kind === "private" && <span class="unseen">{tConversation("isPrivate")}</span>}
      </h1>
      {info.topic && (
        <p class="room-topic" title={info.topic}>
          <bdi>{info.topic}</bdi>
        </p>
      )}
    </>
  );
}

/** One person's name opens their card; several names are shown in full. */
function DirectTitle({ room, now }: { room: RoomState; now: number }) {
  const { state, user } = useChat();
  const members = membersOf(room, state.value);
  const others = othersIn(members, user.value.id);
  const name = roomName({ ...room.info, members }, user.value.id);
  const only = others.length === 1 ? others[0] : undefined;
  const status = only && statusNow(only, now);
  const isDnd = only !== undefined && !isDisturbable(only, now);
  return (
    <>
      {only && <PersonAvatar author={only} size={28} isDnd={isDnd} />}
      {!only && <Icon name="people" />}
      <h1 class="room-name" title={name}>
        {only ? (
          <PersonButton author={only}>
            <bdi>{name}</bdi>
            <PresenceWords author={only} isDnd={isDnd} />
          </PersonButton>
        ) : (
          <bdi>{name}</bdi>
        )}
      </h1>
      {status && (
        <p class="room-topic">
          <StatusLine status={status} />
        </p>
      )}
    </>
  );
}
