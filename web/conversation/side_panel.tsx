import type { ComponentChildren } from "preact";

import type { RoomState } from "../client/room_state.ts";

import { IconButton } from "../ui/icon_button.tsx";
import { tUi } from "../ui/words.ts";
import { useConversation } from "./conversation_context.ts";
import { panelsChunk } from "../app/chunks.ts";
import { lazy, type LazyOptions } from "../ui/lazy/lazy.tsx";

const inPanel: LazyOptions<object> = { frame: (message) => <NotLoaded>{message}</NotLoaded>, isOpened: true };
const DetailsPanel = lazy(panelsChunk, ({ DetailsPanel }) => DetailsPanel, inPanel);
const PinsPanel = lazy(panelsChunk, ({ PinsPanel }) => PinsPanel, inPanel);
const RepliesPanel = lazy(panelsChunk, ({ RepliesPanel }) => RepliesPanel, inPanel);

/** The open side panel, if any. */
export function RoomPanel({ room }: { room: RoomState }) {
  const { value } = useConversation().panel;
  if (!value) return null;
  if (value.kind === "details") return <DetailsPanel room={room} />;
  if (value.kind === "pins") return <PinsPanel room={room} />;
  const { messageId, isToWrite } = value;
  return <RepliesPanel key={messageId} room={room} messageId={messageId} isToWrite={isToWrite} />;
}

function NotLoaded({ children }: { children: ComponentChildren }) {
  const conversation = useConversation();
  return (
    <aside class="panel">
      <header class="panel-head">
        <h2>{tUi("notLoadedTitle")}</h2>
        <IconButton
          icon="close"
          label={tUi("close")}
          title={null}
          onClick={() => (conversation.panel.value = null)}
        />
      </header>
      <div class="empty-state">{children}</div>
    </aside>
  );
}
