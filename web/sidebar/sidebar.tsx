import { useRef } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import type { RoomState } from "../client/room_state.ts";
import { draftKey } from "../client/storage/drafts.ts";
import { sidebarLists } from "../client/room_lists.ts";
import { tSidebar } from "./words.ts";
import { chunk } from "../ui/lazy/chunk.ts";
import { useRovingFocus } from "../ui/use_roving_focus.ts";
import { ConnectionBannerView } from "../connection/connection_banner_view.tsx";
import { wide } from "../ui/media_queries.ts";
import { useMedia } from "../ui/use_media.ts";
import { useMinute } from "../ui/use_minute.ts";

import { ArchivedRooms } from "./archived_rooms.tsx";
import { MeMenu } from "./me_menu.tsx";
import { MoreRooms } from "./more_rooms.tsx";
import { DirectLink, RoomLink } from "./room_link.tsx";
import { SidebarHead } from "./sidebar_head.tsx";
import { SidebarSection } from "./sidebar_section.tsx";
import { SidebarSkeleton } from "./sidebar_skeleton.tsx";
import { SidebarTop } from "./sidebar_top.tsx";
import { UnsentRow } from "./unsent_row.tsx";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog, unannounced } from "../ui/lazy/frames.tsx";

const BrowseRooms = lazy(dialogsChunk, ({ BrowseRooms }) => BrowseRooms, inDialog);
const CreateRoom = lazy(dialogsChunk, ({ CreateRoom }) => CreateRoom, inDialog);
const NewDirect = lazy(dialogsChunk, ({ NewDirect }) => NewDirect, inDialog);

/** Lazy: the tools must not delay messages. If it cannot be loaded, nothing is shown. */
// Fetched after the messages; until then the column keeps its width.
const cueChunk = chunk(() => import("./unread_cue.tsx"));
const edgeChunk = chunk(() => import("../ui/columns/column_edge.tsx"));
const SideEdge = lazy(edgeChunk, ({ ColumnEdge }) => ColumnEdge, unannounced);
const UnreadCue = lazy(cueChunk, ({ UnreadCue }) => UnreadCue, unannounced);

export function Sidebar() {
  const { show, router } = useApp();
  const { state, outbox, drafts } = useChat();
  const { rooms, epoch } = state.value;
  const now = useMinute();
  const hasEdge = useMedia(wide);
  const list = useRef<HTMLDivElement>(null);
  // Tab leads to the open room.
  useRovingFocus(list, { enter: (rows) => rows.find((row) => row.ariaCurrent === "page") });
  const route = router.route.value;
  const openId = route.view === "room" ? route.roomId : null;
  const lists = sidebarLists(rooms.values(), openId);
  const failed = new Set(outbox.value.filter(({ phase }) => phase === "failed").map(({ roomId }) => roomId));

  const create = () => show((close) => <CreateRoom close={close} />);
  const browse = () => show((close) => <BrowseRooms close={close} />);
  const write = () => show((close) => <NewDirect close={close} />);
  const link = (room: RoomState) => {
    const { id, kind } = room.info;
    const Link = kind === "direct" ? DirectLink : RoomLink;
    const isOpen = id === openId;
    return (
      <li key={id}>
        <Link
          room={room}
          isOpen={isOpen}
          now={now}
          hasFailed={failed.has(id)}
          hasDraft={!isOpen && drafts.targets.value.has(draftKey(id))}
        />
      </li>
    );
  };
  return (
    <nav class="sidebar" aria-label={tSidebar("rooms")}>
      <SidebarHead />
      <div ref={list} class="sidebar-scroll" tabIndex={-1}>
        <UnreadCue edge="above" />
        <SidebarTop />
        <SidebarSection title={tSidebar("rooms")} add={tSidebar("createRoom")} onAdd={create}>
          {epoch === null ? (
            <SidebarSkeleton widths={[56, 84, 64, 96, 72]} />
          ) : (
            <ul class="room-list">
              {lists.rooms.map(link)}
              <li>
                <button type="button" class="sidebar-row is-quiet" onClick={browse}>
                  <Icon name="browse" size={16} />
                  <span class="sidebar-row-name">{tSidebar("browseRooms")}</span>
                </button>
              </li>
            </ul>
          )}
        </SidebarSection>
        <SidebarSection title={tSidebar("people")} add={tSidebar("newMessage")} onAdd={write}>
          {epoch === null ? (
            <SidebarSkeleton widths={[72, 48, 88]} isPeople />
          ) : lists.people.length === 0 ? (
            <button type="button" class="sidebar-row is-quiet" onClick={write}>
              <Icon name="chat" size={16} />
              <span class="sidebar-row-name">{tSidebar("writeToSomeone")}</span>
            </button>
          ) : (
            <ul class="room-list">{lists.people.map(link)}</ul>
          )}
        </SidebarSection>
        {lists.archived.length > 0 && (
          <ArchivedRooms
            count={lists.archived.length}
            holdsOpen={lists.archived.some(({ info }) => info.id === openId)}
          >
            {lists.archived.map(link)}
          </ArchivedRooms>
        )}
        <MoreRooms />
        <UnreadCue edge="below" />
      </div>
      <UnsentRow />
      <div class="sidebar-banner">
        <ConnectionBannerView />
      </div>
      <MeMenu />
      {hasEdge && epoch !== null && <SideEdge column="side" label={tSidebar("width")} />}
    </nav>
  );
}
