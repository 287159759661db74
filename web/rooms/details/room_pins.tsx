import { useChat } from "../../app/app.ts";
import type { RoomState } from "../../client/room_state.ts";
import { wordsOf } from "../../message/message_preview.ts";
import { nameOf } from "../../people/people_words.ts";
import { dayName } from "../../i18n/times.ts";
import { tRooms } from "../words.ts";
import { useDesk } from "../../conversation/conversation_context.ts";
import { useJump } from "../../conversation/use_jump.ts";
import { usePins } from "../../message_lists/use_pins.ts";

import { AboutPart } from "./details_section.tsx";

const shown = 3;

export function AboutPins({ room }: { room: RoomState }) {
  const { who } = useChat();
  const desk = useDesk();
  const jump = useJump();
  const { pins, hasFailed, load } = usePins(room);
  return (
    <AboutPart
      title={tRooms("pinned")}
      phase={hasFailed ? "failed" : pins ? "ready" : "loading"}
      retry={load}
      empty={pins?.length === 0 ? tRooms("nothingPinned") : undefined}
      more={
        pins !== null &&
        pins.length > shown && {
          label: tRooms("allPinned", { count: pins.length }),
          open: () => (desk.panel.value = { kind: "pins" }),
        }
      }
    >
      <ul>
        {pins?.slice(0, shown).map((message) => (
          <li key={message.id}>
            <button type="button" class="about-row is-two" onClick={() => jump(message.seq)}>
              <span class="about-line" dir="auto">
                {wordsOf(message)}
              </span>
              <span class="about-small">
                {tRooms.with("byAndDay", {
                  name: <bdi>{nameOf(who(message.author))}</bdi>,
                  date: dayName(message.createdAt, Date.now()),
                })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </AboutPart>
  );
}
