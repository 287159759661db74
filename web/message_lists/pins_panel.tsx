import { useApp, useChat } from "../app/app_context.ts";
import { IconButton } from "../ui/icon_button.tsx";
import type { RoomState } from "../client/room_state.ts";
import { useRef } from "preact/hooks";

import { useRovingFocus } from "../ui/use_roving_focus.ts";
import { ListedRow } from "./listed_row.tsx";

import { PanelFrame } from "../conversation/panel_frame.tsx";
import { usePins } from "./use_pins.ts";
import { tMessage } from "../message/words.ts";
import { tUi } from "../ui/words.ts";
import { tMessageLists } from "./words.ts";
import { useJump } from "../conversation/conversation_context.ts";

/** The pinned messages of a room, last pinned first. */
export function PinsPanel({ room }: { room: RoomState }) {
  const { attempt } = useApp();
  const { core } = useChat();
  const jump = useJump();
  const list = useRef<HTMLDivElement>(null);
  useRovingFocus(list, { row: "article" });
  const { pins, hasFailed, load } = usePins(room);

  return (
    <PanelFrame title={tMessageLists("pinsTitle")} returnTo="[data-opens-pins]">
      <div ref={list} class="panel-scroll" tabIndex={-1} role="group" aria-label={tMessageLists("pins")}>
        {hasFailed && (
          <p class="panel-note">
            {tMessageLists("pinsFailed")}{" "}
            <button type="button" class="link" onClick={load}>
              {tUi("tryAgain")}
            </button>
          </p>
        )}
        {!hasFailed && pins === null && <p class="panel-note">{tUi("loading")}</p>}
        {pins?.length === 0 && <p class="panel-note">{tMessageLists("noPins")}</p>}
        {pins?.map((message) => (
          <ListedRow
            key={message.id}
            message={message}
            open={() => jump(message.seq)}
            action={
              room.info.archivedAt === null && (
                <IconButton
                  icon="close"
                  size={16}
                  label={tMessage("unpin")}
                  onClick={() => void attempt(() => core.pin(message.id, false))}
                />
              )
            }
          />
        ))}
      </div>
    </PanelFrame>
  );
}
