// The sidebar and the room. On a phone one of the two.
import { useSignalEffect } from "@preact/signals";
import { useCallback, useEffect } from "preact/hooks";

import { useApp, useChat } from "./app_context.ts";
import { isList } from "./route.ts";
import { after } from "./timers.ts";
import { pageTitle } from "./page_title.ts";
import { isHidden, sidebarLists } from "../client/room_lists.ts";
import { tUi } from "../ui/words.ts";

import { readWidth, applyWidth } from "../ui/columns/widths.ts";
import { DialogBox } from "../ui/dialog.tsx";
import { SkipLinks } from "./skip_links.tsx";
import { NoRoomSelected } from "../conversation/no_room_selected.tsx";
import { RoomView } from "../conversation/room_view.tsx";
import { useMedia } from "../ui/use_media.ts";
import { Sidebar } from "../sidebar/sidebar.tsx";
import { useTouch } from "./use_touch.ts";
import { adminChunk, fetchWhenIdle, panelsChunk, settingsChunk, signInChunk } from "./chunks.ts";
import { wide } from "../ui/media_queries.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inMain } from "../ui/lazy/frames.tsx";

const AdminView = lazy(adminChunk, ({ AdminView }) => AdminView, inMain);
const DraftsView = lazy(panelsChunk, ({ DraftsView }) => DraftsView, inMain);
const MentionsView = lazy(panelsChunk, ({ MentionsView }) => MentionsView, inMain);
const ResetSignedIn = lazy(signInChunk, ({ ResetSignedIn }) => ResetSignedIn);
const SavedView = lazy(panelsChunk, ({ SavedView }) => SavedView, inMain);
const SearchView = lazy(panelsChunk, ({ SearchView }) => SearchView, inMain);
const SettingsView = lazy(settingsChunk, ({ SettingsView }) => SettingsView, inMain);

const lastRoomKey = "confab:last-room";
/** When a first load has settled on a slow line. */
const fetchChunksMs = 3000;
const isWide = () => window.matchMedia(wide).matches;

export function AppShell() {
  const { router, localStore, viewTitle } = useApp();
  const { state, core, link, recentRooms, losses } = useChat();
  const isOnline = link.value === "open";
  const route = router.route.value;
  const roomId = route.view === "room" ? route.roomId : null;
  const isTwoColumns = useMedia(wide);

  useEffect(() => {
    if (roomId !== null) {
      localStore.put(lastRoomKey, String(roomId));
      recentRooms.note(roomId);
    } else core.openRoom(null).catch(() => {});
  }, [roomId]);

  // On each connection: chunks that failed on the last one are fetched again. Loaded ones are not.
  useEffect(() => {
    if (!isOnline) return undefined;
    const timer = after(fetchChunksMs, fetchWhenIdle);
    return () => timer.cancel();
  }, [isOnline]);

  useTouch({
    goBack: () => router.go({ view: "home" }),
    goForward() {
      const id = Number(localStore.get(lastRoomKey));
      return state.peek().rooms.has(id) ? () => router.go({ view: "room", roomId: id }) : null;
    },
  });

  // A wide screen always shows a room.
  useSignalEffect(() => {
    if (router.route.value.view !== "home" || !isWide()) return;
    const { rooms } = state.value;
    const known = rooms.get(Number(localStore.get(lastRoomKey)));
    const last = known && !isHidden(known) ? known : sidebarLists(rooms.values(), null).rooms[0];
    if (last) router.go({ view: "room", roomId: last.info.id }, { replace: true });
  });

  useSignalEffect(() => {
    const { value: shown } = router.route;
    document.title = pageTitle(
      state.value,
      shown.view === "room" ? shown.roomId : null,
      Date.now(),
      viewTitle.value,
    );
  });

  const page = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    for (const column of ["side", "panel"] as const)
      applyWidth(element, column, readWidth(localStore, column));
  }, []);

  if (route.view === "admin") return <AdminView section={route.section} />;
  if (route.view === "settings") return <SettingsView section={route.section} />;

  return (
    <div ref={page} class="app-shell" data-view={roomId === null && !isList(route) ? "list" : "room"}>
      <SkipLinks />
      {isList(route) ? (
        <>
          <Sidebar />
          {route.view === "mentions" && <MentionsView />}
          {route.view === "saved" && <SavedView />}
          {route.view === "drafts" && <DraftsView />}
          {route.view === "search" && <SearchView query={route.query} />}
        </>
      ) : route.view !== "room" ? (
        <>
          {/* On a phone the list is all there is. Elsewhere it is the same one as beside a room: what is open there stays. */}
          {isTwoColumns ? (
            <Sidebar />
          ) : (
            <main class="sidebar-alone">
              <Sidebar />
            </main>
          )}
          <NoRoomSelected isMain={isTwoColumns} />
        </>
      ) : (
        <>
          <Sidebar />
          <RoomView
            key={`${route.roomId} ${losses.value}`}
            roomId={route.roomId}
            seq={route.seq}
            draft={route.draft}
            navigation={route}
          />
        </>
      )}
      {route.view === "reset" && (
        <DialogBox title={tUi("newPassword")} close={() => router.go({ view: "home" }, { replace: true })}>
          <ResetSignedIn secret={route.secret} />
        </DialogBox>
      )}
    </div>
  );
}
