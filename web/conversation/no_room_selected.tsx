import { useApp, useChat } from "../app/app_context.ts";
import { tConversation } from "./words.ts";

import { EmptyState } from "../ui/empty_state.tsx";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const BrowseRooms = lazy(dialogsChunk, ({ BrowseRooms }) => BrowseRooms, inDialog);

/** No room is open: there is none, or the list covers it on a phone. */
export function NoRoomSelected({ isMain }: { isMain: boolean }) {
  const { show } = useApp();
  const { state } = useChat();
  const hasNone = state.value.epoch !== null && state.value.rooms.size === 0;
  const Frame = isMain ? "main" : "section";
  return (
    <Frame class="room" aria-label={tConversation("noRoom")}>
      {hasNone && (
        <EmptyState icon="chat" title={tConversation("inNoRoom")}>
          <p>{tConversation("whatRoomsAre")}</p>
          <button
            type="button"
            class="button is-main"
            onClick={() => show((close) => <BrowseRooms close={close} />)}
          >
            {tConversation("browseRooms")}
          </button>
        </EmptyState>
      )}
    </Frame>
  );
}
