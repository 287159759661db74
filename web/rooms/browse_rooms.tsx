import { useState } from "preact/hooks";

import { limits } from "../../src/protocol/limits.ts";
import type { JoinableRoom } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { wordsOf } from "../message/message_preview.ts";
import { dayName } from "../i18n/times.ts";
import { tRooms } from "./words.ts";
import { DialogBox } from "../ui/dialog.tsx";
import { FindField } from "../ui/filter_field.tsx";
import { Empty, PageList } from "../ui/paged_list.tsx";
import { usePages } from "../ui/use_pages.ts";

/** Debounce of typing. */
const typingPauseMs = 200;

/** Public rooms I have not joined, by name, with number of members and last message. */
export function BrowseRooms({ close }: { close: () => void }) {
  const { api, router, attempt } = useApp();
  const { core } = useChat();
  const [busyId, setBusyId] = useState<number | null>(null);
  const [query, setQuery] = useState("");
  const asked = query.trim();
  const pages = usePages<JoinableRoom>(
    async (after) => {
      const { rooms, next } = await api("GET /rooms", {
        query: { joined: "false", limit: 50, after, ...(asked === "" ? {} : { q: asked }) },
      });
      return { items: rooms.filter((room) => "memberCount" in room), next };
    },
    { asked, pauseMs: typingPauseMs },
  );

  async function join(id: number): Promise<void> {
    if (busyId !== null) return;
    setBusyId(id);
    await attempt(async () => {
      const { room } = await api("POST /rooms/{id}/join", { params: { id } });
      core.takeRoom(room);
      close();
      router.go({ view: "room", roomId: id });
    });
    setBusyId(null);
  }

  return (
    <DialogBox title={tRooms("browseTitle")} close={close}>
      <FindField label={tRooms("browseFind")} value={query} change={setQuery} autofocus />
      <PageList
        pages={pages}
        label={tRooms("browseTitle")}
        empty={<Empty icon="room" text={tRooms(asked === "" ? "browseEmpty" : "browseNone")} />}
      >
        {(rooms) =>
          rooms.map((room) => (
            <li key={room.id} class="dialog-row">
              <Icon name="room" size={16} />
              <span class="dialog-row-text">
                <bdi class="dialog-row-name">{room.name}</bdi>
                {room.topic && <bdi class="dialog-row-note">{room.topic}</bdi>}
                <span class="dialog-row-note browse-last">
                  <Facts room={room} />
                </span>
              </span>
              <button
                type="button"
                class="button is-small"
                aria-label={tRooms("joinRoom", { room: room.name })}
                aria-disabled={busyId === room.id}
                onClick={() => void join(room.id)}
              >
                {tRooms("join")}
              </button>
            </li>
          ))
        }
      </PageList>
    </DialogBox>
  );
}

function Facts({ room: { memberCount, last } }: { room: JoinableRoom }) {
  const members = tRooms(memberCount < limits.membersCounted ? "browseMembers" : "browseMembersMany", {
    count: memberCount,
  });
  if (!last) return <>{members}</>;
  const text = wordsOf({ body: last.body, files: [] });
  return (
    <>
      {members} · {dayName(last.createdAt, Date.now())} ·{" "}
      <bdi>
        {last.author}
        {text && `: ${text}`}
      </bdi>
    </>
  );
}
