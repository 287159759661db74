import { useChat } from "../../app/app_context.ts";
import type { RoomState } from "../../client/room_state.ts";
import { wordsOf } from "../../message/message_preview.ts";
import { nameOf } from "../../people/people_words.ts";
import { dayName } from "../../i18n/times.ts";
import { tRooms } from "../words.ts";
import { useConversation, useJump } from "../../conversation/conversation_context.ts";
import { usePins } from "../../message_lists/use_pins.ts";

import { DetailsSection } from "./details_section.tsx";

const shown = 3;

export function DetailsPins({ room }: { room: RoomState }) {
  const { who } = useChat();
  const conversation = useConversation();
  const jump = useJump();
  const { pins, hasFailed, load } = usePins(room);
  return (
    <DetailsSection
      title={tRooms("pinned")}
      phase={hasFailed ? "failed" : pins ? "ready" : "loading"}
      retry={load}
      empty={pins?.length === 0 ? tRooms("nothingPinned") : undefined}
      more={
        pins !== null &&
        pins.length > shown && {
          label: tRooms("allPinned", { count: pins.length }),
          open: () => (conversation.panel.value = { kind: "pins" }),
        }
      }
    >
      <ul>
        {pins?.slice(0, shown).map((message) => (
          <li key={message.id}>
            <button type="button" class="details-row is-two" onClick={() => jump(message.seq)}>
              <span class="details-line" dir="auto">
                {wordsOf(message)}
              </span>
              <span class="details-small">
                {tRooms.with("byAndDay", {
                  name: <bdi>{nameOf(who(message.author))}</bdi>,
                  date: dayName(message.createdAt, Date.now()),
                })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </DetailsSection>
  );
}
