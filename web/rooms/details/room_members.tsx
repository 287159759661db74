import { useApp } from "../../app/app_context.ts";
import type { RoomState } from "../../client/room_state.ts";
import { isDisturbable, nameOf } from "../../people/people_words.ts";
import { useMemberPages } from "../use_member_pages.ts";
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
  const now = useMinute();
  const roomId = room.info.id;

  const pages = useMemberPages(roomId, room.memberList);
  const rows = pages.items;
  const isAll = pages.next === null;
  return (
    <DetailsSection
      title={isAll ? tRooms("memberCount", { count: rows.length }) : tRooms("members")}
      phase={pages.state === "loading" && rows.length > 0 ? "ready" : pages.state}
      retry={pages.retry}
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
