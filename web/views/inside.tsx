// The side and the room. On a phone one of the two.
import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useApp, useChat } from "../app/app.ts";

import { DialogBox } from "./parts/dialog_box.tsx";
import { ResetInside } from "./dialogs/reset_inside.tsx";
import { Nowhere } from "./room/nowhere.tsx";
import { RoomView } from "./room/room_view.tsx";
import { Side } from "./side/side.tsx";

const lastRoomKey = "confab:last-room";
const isWide = () => window.matchMedia("(min-width: 721px)").matches;

export function Inside() {
  const { router, vault } = useApp();
  const { state, core } = useChat();
  const route = router.route.value;
  const roomId = route.view === "room" ? route.roomId : null;

  useEffect(() => {
    if (roomId !== null) vault.put(lastRoomKey, String(roomId));
    else core.openRoom(null).catch(() => {});
  }, [roomId]);

  // On a wide screen there is always a room to look at.
  useSignalEffect(() => {
    if (router.route.value.view !== "home" || !isWide()) return;
    const { rooms } = state.value;
    const last = rooms.get(Number(vault.get(lastRoomKey))) ?? [...rooms.values()][0];
    if (last) router.go({ view: "room", roomId: last.info.id }, { replace: true });
  });

  useSignalEffect(() => {
    const { rooms, place } = state.value;
    let unread = 0;
    for (const { tally } of rooms.values()) unread += tally.counts.unread;
    const open = router.route.value.view === "room" ? rooms.get(router.route.value.roomId) : undefined;
    const name = [open?.info.name, place.name].filter(Boolean).join(" · ") || "Confab";
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  });

  return (
    <div class="inside" data-face={roomId === null ? "list" : "room"}>
      {roomId === null ? (
        <>
          {/* On a phone the list is all there is. */}
          <main class="side-alone">
            <Side roomId={null} />
          </main>
          <Nowhere />
        </>
      ) : (
        <>
          <Side roomId={roomId} />
          <RoomView key={roomId} roomId={roomId} />
        </>
      )}
      {route.view === "reset" && (
        <DialogBox title="New password" close={() => router.go({ view: "home" }, { replace: true })}>
          <ResetInside secret={route.secret} />
        </DialogBox>
      )}
    </div>
  );
}
