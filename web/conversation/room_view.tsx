// One room: its head, what is said, where to say something, and what stands beside it.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";

import { useApp, useChat } from "../app/app.ts";
import { messageAt } from "../client/room_window.ts";
import { originalOfDraft, type DraftPlace } from "../client/storage/drafts.ts";
import { roomName } from "../people/people_words.ts";
import { tUi } from "../ui/words.ts";
import { tConversation } from "./words.ts";
import { membersOf } from "../rooms/direct_members.ts";

import { DropZone } from "../files/lazy_files.tsx";

import { ArchivedLine } from "./archived_line.tsx";
import { Composer } from "../composer/composer.tsx";
import { createDesk, DeskContext, panelCovers } from "./conversation_context.ts";
import { NotMember } from "./lazy_panels.tsx";
import { Timeline } from "./lazy_timeline.tsx";
import { Middle } from "../ui/empty_state.tsx";
import { RoomHeader } from "./room_header.tsx";
import { useRoomKeys } from "./room_shortcuts.ts";
import { RoomPanel } from "./side_panel.tsx";
import { TimelineSkeleton } from "./timeline_skeleton.tsx";
import { useMedia } from "../ui/use_media.ts";

export interface RoomViewProps {
  roomId: number;
  /** The message to open it at (N5). */
  seq: number | undefined;
  /** The one to go on with. */
  draft: DraftPlace | undefined;
  /** Another value each time someone goes there, also to where they are already. */
  visit: object;
}

export function RoomView({ roomId, seq, draft, visit }: RoomViewProps) {
  const { notices } = useApp();
  const chat = useChat();
  const { core, state, user } = chat;
  const room = state.value.rooms.get(roomId);
  const isMember = room !== undefined;
  const [hasFailed, setHasFailed] = useState(false);
  const isShown = useRef(false);
  const covers = useMedia(panelCovers);
  const desk = useMemo(() => {
    const made = createDesk({ roomId, drafts: chat.drafts });
    made.aim.value = seq ?? null;
    return made;
  }, [roomId]);
  useRoomKeys(desk);

  const addFiles = useCallback(
    (files: readonly File[]) =>
      chat.uploads.add(
        desk.place,
        roomId,
        files.map((content) => ({ name: content.name, content })),
      ),
    [desk],
  );

  function open(): void {
    setHasFailed(false);
    core.openRoom(roomId, { at: desk.aim.peek() }).catch(() => setHasFailed(true));
  }
  useEffect(open, [roomId, isMember]);

  useEffect(() => {
    if (!room || seq === undefined) return;
    if (seq <= room.tally.counts.lastSeq) {
      if (window.matchMedia(panelCovers).matches) desk.panel.value = null;
      desk.aim.value = seq;
    } else {
      desk.aim.value = null;
      notices.tell(tConversation("notFoundMessage"));
    }
  }, [visit, isMember]);

  useEffect(() => {
    if (!isMember || !draft) return;
    const messageId = originalOfDraft(draft);
    if (messageId === null) desk.focus();
    else desk.panel.value = { kind: "replies", messageId, isToWrite: true };
  }, [visit, isMember]);

  if (!room) {
    return state.value.epoch === null || core.mayBeMine(roomId) ? (
      <main class="room" aria-busy="true" aria-label={tConversation("room")}>
        <TimelineSkeleton />
      </main>
    ) : (
      <NotMember roomId={roomId} />
    );
  }
  // Nothing is shown, and read, on the way to the message that was asked for.
  const aim = desk.aim.value;
  isShown.current ||= room.window !== null && (aim === null || messageAt(room.window, aim) !== undefined);
  const name = roomName({ ...room.info, members: membersOf(room, state.value) }, user.value.id);
  return (
    <DeskContext.Provider value={desk}>
      <main class="room" inert={covers && desk.panel.value !== null}>
        <RoomHeader room={room} />
        {room.window && isShown.current ? (
          <Timeline room={room} window={room.window} />
        ) : hasFailed ? (
          <Middle role="alert" icon="warning" title={tConversation("notLoaded")}>
            <button type="button" class="button" onClick={open}>
              {tUi("tryAgain")}
            </button>
          </Middle>
        ) : (
          <TimelineSkeleton />
        )}
        {room.info.archivedAt === null ? (
          <>
            <Composer room={room} label={tConversation("messageTo", { name })} />
            <DropZone name={name} add={addFiles} />
          </>
        ) : (
          <ArchivedLine />
        )}
      </main>
      <RoomPanel room={room} />
    </DeskContext.Provider>
  );
}
