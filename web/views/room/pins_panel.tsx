import { useEffect, useRef, useState } from "preact/hooks";

import type { Message } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import type { RoomState } from "../../state/room_state.ts";
import { foldPins } from "../../text/found_messages.ts";
import { FoundRow } from "../found/found_row.tsx";
import { useHeard } from "../found/use_heard.ts";

import { panelCovers, useDesk } from "./desk.ts";
import { PanelFrame } from "./panel_frame.tsx";

/** What the room keeps in sight, the last pinned first. */
export function PinsPanel({ room }: { room: RoomState }) {
  const { rest, attempt } = useApp();
  const { link, core } = useChat();
  const desk = useDesk();
  const [pins, setPins] = useState<readonly Message[] | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const roomId = room.info.id;

  /** Heard since the list was asked for: it may be older. */
  const since = useRef<Message[]>([]);

  function load(): void {
    setHasFailed(false);
    since.current = [];
    rest.pins(roomId).then(
      ({ messages }) => setPins(foldPins(messages, since.current)),
      () => setHasFailed(true),
    );
  }
  // After a drop, too: not all of it was heard.
  useEffect(() => {
    if (link.value === "open") load();
  }, [link.value, room.window === null]);
  useHeard((heard) => {
    const news = heard.filter((message) => message.roomId === roomId);
    since.current.push(...news);
    setPins((known) => (known ? foldPins(known, news) : known));
  });

  function jump(seq: number): void {
    if (window.matchMedia(panelCovers).matches) desk.panel.value = null;
    desk.aim.value = seq;
  }

  return (
    <PanelFrame title="Pinned" returnTo="[data-opens-pins]">
      <div class="panel-scroll" tabIndex={0} role="group" aria-label="Pinned messages">
        {hasFailed && (
          <p class="panel-note">
            The pinned messages could not be loaded.{" "}
            <button type="button" class="link" onClick={load}>
              Try again
            </button>
          </p>
        )}
        {!hasFailed && pins === null && <p class="panel-note">Loading.</p>}
        {pins?.length === 0 && (
          <p class="panel-note">
            Nothing is pinned yet. What everyone should find again is pinned from a message's menu.
          </p>
        )}
        {pins?.map((message) => (
          <FoundRow
            key={message.id}
            message={message}
            open={() => jump(message.seq)}
            action={
              room.info.archivedAt === null && (
                <button
                  type="button"
                  class="icon-button"
                  aria-label="Unpin"
                  title="Unpin"
                  onClick={() => void attempt(() => core.pin(message.id, false))}
                >
                  <Icon name="close" size={16} />
                </button>
              )
            }
          />
        ))}
      </div>
    </PanelFrame>
  );
}
