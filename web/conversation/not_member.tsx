import { useEffect, useState } from "preact/hooks";

import type { Room } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { tConversationLazy } from "./lazy_words.ts";
import { tConversation } from "./words.ts";

import { BackButton } from "../ui/back_button.tsx";
import { EmptyState } from "../ui/empty_state.tsx";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const BrowseRooms = lazy(dialogsChunk, ({ BrowseRooms }) => BrowseRooms, inDialog);

/** A link to a room that is not mine: a public one may be joined, others are not found. */
export function NotMember({ roomId }: { roomId: number }) {
  const { api, attempt, show } = useApp();
  const { core } = useChat();
  const [room, setRoom] = useState<Room | "looking" | "missing">("looking");
  useEffect(() => {
    api("GET /rooms/{id}", { params: { id: roomId } }).then(
      (answer) => (answer.room.joined ? core.takeRoom(answer.room) : setRoom(answer.room)),
      () => setRoom("missing"),
    );
  }, [roomId]);

  const join = () =>
    attempt(async () => core.takeRoom((await api("POST /rooms/{id}/join", { params: { id: roomId } })).room));

  return (
    <main class="room" aria-busy={room === "looking"}>
      <header class="room-head">
        <BackButton />
      </header>
      {room === "missing" && (
        <EmptyState icon="browse" title={tConversationLazy("notFoundRoom")} isHeading>
          <p>{tConversationLazy("whyNotFound")}</p>
          <button type="button" class="button" onClick={() => show((close) => <BrowseRooms close={close} />)}>
            {tConversation("browseRooms")}
          </button>
        </EmptyState>
      )}
      {typeof room === "object" && (
        <EmptyState icon="room" title={<bdi>{room.name}</bdi>} isHeading>
          <p>{room.topic ? <bdi>{room.topic}</bdi> : tConversationLazy("notMember")}</p>
          <button type="button" class="button is-main" onClick={() => void join()}>
            {tConversationLazy("join")}
          </button>
        </EmptyState>
      )}
    </main>
  );
}
