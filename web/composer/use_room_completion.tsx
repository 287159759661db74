// Rooms behind a #: mine, and putting a link to one there.
import type { RefObject } from "preact";
import { useMemo } from "preact/hooks";

import { useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { findRooms, roomLink, type RoomQuery } from "./find_room.ts";
import { sidebarLists } from "../client/room_lists.ts";
import { tComposerLazy } from "./lazy_words.ts";

import type { Offer } from "./completion_list.tsx";
import { putText } from "./put_text.ts";

const maxOffered = 8;

interface RoomsOptions {
  field: RefObject<HTMLTextAreaElement | null>;
  query: RoomQuery | null;
  close: () => void;
}

export function useRooms({ field, query, close }: RoomsOptions) {
  const { rooms } = useChat().state.value;
  const mine = useMemo(() => {
    const lists = query && sidebarLists(rooms.values(), null);
    return lists ? [...lists.rooms, ...lists.archived].map(({ info }) => info) : [];
  }, [rooms, query === null]);
  const matches = useMemo(() => (query ? findRooms(mine, query.text, maxOffered) : []), [mine, query?.text]);

  function take(room: { id: number; name: string }): void {
    const element = field.current;
    if (!element || !query) return;
    const { start, text } = query;
    const end = start + 1 + text.length;
    const isSplit = /^[\s\p{P}]/u.test(element.value.slice(end));
    putText(element, { start, end }, roomLink(location.origin, room) + (isSplit ? "" : " "));
    close();
  }

  const offers = matches.map((room): Offer => ({
    key: String(room.id),
    mark: (
      <span class="offer-mark">
        <Icon name={room.kind === "private" ? "lock" : "room"} size={16} />
      </span>
    ),
    name: room.name,
    note: room.kind === "private" ? tComposerLazy("privateRoom") : room.topic,
    take: () => take(room),
  }));
  return { label: tComposerLazy("rooms"), offers };
}
