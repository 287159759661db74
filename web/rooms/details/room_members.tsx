import { useEffect, useState } from "preact/hooks";

import { useApp, useChat } from "../../app/app_context.ts";
import type { RoomState } from "../../client/room_state.ts";
import { isDisturbable, nameOf } from "../../people/people_words.ts";
import { memberListRows } from "../member_rows.ts";
import { tRooms } from "../words.ts";
import { PersonAvatar, PresenceWords } from "../../people/person_avatar.tsx";
import { PersonButton } from "../../people/person_button.tsx";
import { useMinute } from "../../ui/use_minute.ts";

import { DetailsSection } from "./details_section.tsx";
import { dialogsChunk } from "../../app/chunks.ts";
import { lazy } from "../../ui/lazy/lazy.tsx";
import { inDialog } from "../../ui/lazy/frames.tsx";

const Members = lazy(dialogsChunk, ({ Members }) => Members, inDialog);

const shown = 8;

export function DetailsMembers({ room }: { room: RoomState }) {
  const { show } = useApp();
  const { core, state } = useChat();
  const now = useMinute();
  const [hasFailed, setHasFailed] = useState(false);
  const { memberList } = room;
  const roomId = room.info.id;

  function load(): void {
    setHasFailed(false);
    core.moreMembers(roomId).catch(() => setHasFailed(true));
  }
  // Null until asked for, and again when it has become old.
  useEffect(() => {
    if (!memberList) load();
  }, [memberList === null]);

  const rows = memberListRows(memberList, state.value.people);
  const isAll = memberList !== null && memberList.next === null;
  return (
    <DetailsSection
      title={isAll ? tRooms("memberCount", { count: rows.length }) : tRooms("members")}
      phase={hasFailed ? "failed" : rows.length > 0 ? "ready" : "loading"}
      retry={load}
      more={
        (!isAll || rows.length > shown) && {
          label: tRooms("allMembers"),
          open: () => show((close) => <Members roomId={roomId} close={close} />),
        }
      }
    >
      <ul>
        {rows.slice(0, shown).map(({ person, role }) => {
          const isDnd = !isDisturbable(person, now);
          return (
            <li key={person.id}>
              <PersonButton author={person} class="details-row">
                <PersonAvatar author={person} size={24} isDnd={isDnd} />
                <span class="details-line">
                  <bdi>{nameOf(person)}</bdi>
                  <PresenceWords author={person} isDnd={isDnd} />
                </span>
                {role === "owner" && <span class="details-small">{tRooms("owner")}</span>}
              </PersonButton>
            </li>
          );
        })}
      </ul>
    </DetailsSection>
  );
}
