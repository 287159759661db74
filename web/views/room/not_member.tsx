import { useEffect, useState } from "preact/hooks";

import type { Room } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";

/** A link to a room that is not mine: a public one may be joined, any other is not there. */
export function NotMember({ roomId }: { roomId: number }) {
  const { rest, router, attempt } = useApp();
  const { core } = useChat();
  const [room, setRoom] = useState<Room | "looking" | "missing">("looking");
  useEffect(() => {
    rest.room(roomId).then(
      (found) => (found.room.joined ? core.receive({ type: "room", room: found.room }) : setRoom(found.room)),
      () => setRoom("missing"),
    );
  }, [roomId]);

  const join = () =>
    attempt(async () => core.receive({ type: "room", room: (await rest.joinRoom(roomId)).room }));

  return (
    <main class="room">
      <header class="room-head">
        <button
          type="button"
          class="icon-button back"
          aria-label="Back to the rooms"
          onClick={() => router.go({ view: "home" })}
        >
          <Icon name="back" />
        </button>
      </header>
      <div class="room-middle">
        {room === "missing" && (
          <>
            <h1>This room was not found.</h1>
            <p>It may be gone, or you are not a member of it any more.</p>
          </>
        )}
        {typeof room === "object" && (
          <>
            <h1>
              <bdi>{room.name}</bdi>
            </h1>
            <p>{room.topic ? <bdi>{room.topic}</bdi> : "You are not a member of this room."}</p>
            <button type="button" class="button is-main" onClick={() => void join()}>
              Join room
            </button>
          </>
        )}
      </div>
    </main>
  );
}
