import { useApp } from "../app/app_context.ts";
import { Refused } from "../connection/refused.ts";
import type { RoomState } from "../client/room_state.ts";
import { tRooms } from "./words.ts";
import { ConfirmBox } from "../ui/confirm_dialog.tsx";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const Members = lazy(dialogsChunk, ({ Members }) => Members, inDialog);

/** Confirms, then leaves; the last owner is shown the members, to choose a new owner (G4). */
export function useLeave(): (room: RoomState) => void {
  const { api, router, show, attempt } = useApp();

  async function leave(roomId: number): Promise<void> {
    await attempt(async () => {
      try {
        await api("POST /rooms/{id}/leave", { params: { id: roomId } });
      } catch (error) {
        if (!(error instanceof Refused) || error.code !== "last_owner") throw error;
        return show((close) => <Members roomId={roomId} needsOwner close={close} />);
      }
      const { route } = router;
      if (route.value.view === "room" && route.value.roomId === roomId) {
        router.go({ view: "home" }, { replace: true });
      }
    });
  }

  return ({ info }) =>
    show((close) => (
      <ConfirmBox
        title={tRooms.with("leaveTitle", { room: <bdi>{info.name}</bdi> })}
        text={tRooms(info.kind === "public" ? "leavePublic" : "leavePrivate")}
        action={tRooms("leave")}
        run={() => leave(info.id)}
        close={close}
      />
    ));
}
