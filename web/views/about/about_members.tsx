import { useEffect, useState } from "preact/hooks";

import { useApp, useChat } from "../../app/app.ts";
import type { RoomState } from "../../state/room_state.ts";
import { isDisturbable, nameOf } from "../../text/people.ts";
import { rosterRows } from "../../text/roster_rows.ts";
import { sayFound } from "../../words/en/found.ts";
import { Members } from "../dialogs/later_dialogs.tsx";
import { PersonAvatar, PresenceWords } from "../parts/person_avatar.tsx";
import { PersonButton } from "../parts/person_button.tsx";
import { useMinute } from "../parts/use_minute.ts";

import { AboutPart } from "./about_part.tsx";

const shown = 8;

export function AboutMembers({ room }: { room: RoomState }) {
  const { show } = useApp();
  const { core, state } = useChat();
  const now = useMinute();
  const [hasFailed, setHasFailed] = useState(false);
  const { roster } = room;
  const roomId = room.info.id;

  function load(): void {
    setHasFailed(false);
    core.moreMembers(roomId).catch(() => setHasFailed(true));
  }
  // Null until asked for, and again when it has become old.
  useEffect(() => {
    if (!roster) load();
  }, [roster === null]);

  const rows = rosterRows(roster, state.value.people);
  const isAll = roster !== null && roster.next === null;
  return (
    <AboutPart
      title={isAll ? sayFound("memberCount", { count: rows.length }) : sayFound("members")}
      phase={hasFailed ? "failed" : rows.length > 0 ? "ready" : "loading"}
      retry={load}
      more={
        (!isAll || rows.length > shown) && {
          label: sayFound("allMembers"),
          open: () => show((close) => <Members roomId={roomId} close={close} />),
        }
      }
    >
      <ul>
        {rows.slice(0, shown).map(({ person, role }) => {
          const isDnd = !isDisturbable(person, now);
          return (
            <li key={person.id}>
              <PersonButton author={person} class="about-row">
                <PersonAvatar author={person} size={24} isDnd={isDnd} />
                <span class="about-line">
                  <bdi>{nameOf(person)}</bdi>
                  <PresenceWords author={person} isDnd={isDnd} />
                </span>
                {role === "owner" && <span class="about-small">{sayFound("owner")}</span>}
              </PersonButton>
            </li>
          );
        })}
      </ul>
    </AboutPart>
  );
}
