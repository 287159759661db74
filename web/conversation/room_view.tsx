// One room: its header, timeline, composer, and side panel.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { messageAt } from "../client/room_window.ts";
import { originalOfDraft, type DraftKey } from "../client/storage/drafts.ts";
import { roomName } from "../people/people_words.ts";
import { tUi } from "../ui/words.ts";
import { tConversation } from "./words.ts";
import { membersOf } from "../client/direct_members.ts";

import { ArchivedLine } from "./archived_line.tsx";
import { TypingLine } from "./typing_line.tsx";
import { Composer } from "../composer/composer.tsx";
import { createConversation, ConversationContext, panelCovers } from "./conversation_context.ts";
import { EmptyState } from "../ui/empty_state.tsx";
import { RoomHeader } from "./room_header.tsx";
import { useRoomKeys } from "./room_shortcuts.ts";
import { RoomPanel } from "./side_panel.tsx";
import { useMedia } from "../ui/use_media.ts";
import { conversationChunk, filesChunk, panelsChunk } from "../app/chunks.ts";
import { lazy, type LazyOptions } from "../ui/lazy/lazy.tsx";
import { inMain, unannounced } from "../ui/lazy/frames.tsx";
import { TimelineSkeleton } from "./timeline_skeleton.tsx";

const DropZone = lazy(filesChunk, ({ DropZone }) => DropZone, unannounced);
const NotMember = lazy(panelsChunk, ({ NotMember }) => NotMember, inMain);
const asMessages: LazyOptions<object> = {
  waiting: () => <TimelineSkeleton />,
  frame: (message) => <div class="empty-state">{message}</div>,
};
const Timeline = lazy(conversationChunk, ({ Timeline }) => Timeline, asMessages);

interface RoomViewProps {
  roomId: number;
  /** The message to open it at (N5). */
  seq: number | undefined;
  /** The draft to continue. */
  draft: DraftKey | undefined;
  /** A new value for each navigation, even to the same place. */
  navigation: object;
}

export function RoomView({ roomId, seq, draft, navigation }: RoomViewProps) {
  const { notices } = useApp();
  const chat = useChat();
  const { core, state, user } = chat;
  const room = state.value.rooms.get(roomId);
  const isMember = room !== undefined;
  const [hasFailed, setHasFailed] = useState(false);
  const isShown = useRef(false);
  const covers = useMedia(panelCovers);
  const conversation = useMemo(() => {
    const made = createConversation({ roomId, drafts: chat.drafts });
    made.scrollTarget.value = seq ?? null;
    return made;
  }, [roomId]);
  useRoomKeys(conversation);

  const addFiles = useCallback(
    (files: readonly File[]) =>
      chat.uploads.add(
        conversation.target,
        roomId,
        files.map((content) => ({ name: content.name, content })),
      ),
    [conversation],
  );

  function open(): void {
    setHasFailed(false);
    core.openRoom(roomId, { at: conversation.scrollTarget.peek() }).catch(() => setHasFailed(true));
  }
  useEffect(open, [roomId, isMember]);

  useEffect(() => {
    if (!room || seq === undefined) return;
    if (seq <= room.counter.counts.lastSeq) {
      if (window.matchMedia(panelCovers).matches) conversation.panel.value = null;
      conversation.scrollTarget.value = seq;
    } else {
      conversation.scrollTarget.value = null;
      notices.notify(tConversation.localized("notFoundMessage"));
    }
  }, [navigation, isMember]);

  useEffect(() => {
    if (!isMember || !draft) return;
    const messageId = originalOfDraft(draft);
    if (messageId === null) conversation.focus();
    else conversation.panel.value = { kind: "replies", messageId, isToWrite: true };
  }, [navigation, isMember]);

  if (!room) {
    return state.value.epoch === null || core.mayBeMine(roomId) ? (
      <main class="room" aria-busy="true" aria-label={tConversation("room")}>
        <TimelineSkeleton />
      </main>
    ) : (
      <NotMember roomId={roomId} />
    );
  }
  // Nothing is shown, and read, until the requested message has loaded.
  const scrollTarget = conversation.scrollTarget.value;
  isShown.current ||=
    room.window !== null && (scrollTarget === null || messageAt(room.window, scrollTarget) !== undefined);
  const name = roomName({ ...room.info, members: membersOf(room, state.value) }, user.value.id);
  return (
    <ConversationContext.Provider value={conversation}>
      <main class="room" inert={covers && conversation.panel.value !== null}>
        <RoomHeader room={room} />
        {room.window && isShown.current ? (
          <Timeline room={room} window={room.window} />
        ) : hasFailed ? (
          <EmptyState role="alert" icon="warning" title={tConversation("notLoaded")}>
            <button type="button" class="button" onClick={open}>
              {tUi("tryAgain")}
            </button>
          </EmptyState>
        ) : (
          <TimelineSkeleton />
        )}
        {room.info.archivedAt === null ? (
          <>
            <Composer
              room={room}
              label={tConversation("messageTo", { name })}
              typing={<TypingLine room={room} />}
            />
            <DropZone name={name} add={addFiles} />
          </>
        ) : (
          <ArchivedLine />
        )}
      </main>
      <RoomPanel room={room} />
    </ConversationContext.Provider>
  );
}
