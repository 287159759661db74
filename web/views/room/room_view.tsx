// One room: its head, what is said, and where to say something.
import { useEffect, useMemo, useState } from "preact/hooks";

import { useChat } from "../../app/app.ts";

import { Composer } from "./composer.tsx";
import { createDesk, DeskContext } from "./desk.ts";
import { NotMember } from "./not_member.tsx";
import { RoomHeader } from "./room_header.tsx";
import { Timeline } from "./timeline.tsx";
import { TimelineSkeleton } from "./timeline_skeleton.tsx";

export function RoomView({ roomId }: { roomId: number }) {
  const chat = useChat();
  const { core, state } = chat;
  const room = state.value.rooms.get(roomId);
  const isMember = room !== undefined;
  const [hasFailed, setHasFailed] = useState(false);
  const desk = useMemo(() => createDesk({ draft: chat.drafts.get(roomId) }), [roomId]);

  function open(): void {
    setHasFailed(false);
    core.openRoom(roomId).catch(() => setHasFailed(true));
  }
  useEffect(open, [roomId, isMember]);

  if (!room) {
    return state.value.epoch === null ? (
      <main class="room" aria-busy="true" aria-label="Room">
        <TimelineSkeleton />
      </main>
    ) : (
      <NotMember roomId={roomId} />
    );
  }
  return (
    <DeskContext.Provider value={desk}>
      <main class="room">
        <RoomHeader info={room.info} />
        {room.window ? (
          <Timeline room={room} window={room.window} />
        ) : hasFailed ? (
          <div class="room-middle">
            <p>The messages could not be loaded.</p>
            <button type="button" class="button" onClick={open}>
              Try again
            </button>
          </div>
        ) : (
          <TimelineSkeleton />
        )}
        <Composer info={room.info} />
      </main>
    </DeskContext.Provider>
  );
}
