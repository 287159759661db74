// Which rooms are listed, in which order, and what is new in each.
import type { RoomState } from "./room_state.ts";
import { compareNames } from "../i18n/locale.ts";

import { isMuted } from "./room_facts.ts";

/** The fields of a room that the sidebar needs. */
type SidebarRoom = Pick<RoomState, "info" | "settings" | "counter" | "lastAt">;

interface SidebarLists<R extends SidebarRoom> {
  /** Starred first, then by name. */
  rooms: R[];
  /** Direct rooms, the most recent message first. */
  people: R[];
  archived: R[];
}

export function sidebarLists<R extends SidebarRoom>(
  all: Iterable<R>,
  openId: number | null,
): SidebarLists<R> {
  const lists: SidebarLists<R> = { rooms: [], people: [], archived: [] };
  for (const room of all) {
    if (room.info.id !== openId && isHidden(room)) continue;
    if (room.info.kind === "direct") lists.people.push(room);
    else if (room.info.archivedAt !== null) lists.archived.push(room);
    else lists.rooms.push(room);
  }
  lists.rooms.sort(
    (one, other) => Number(other.settings.starred) - Number(one.settings.starred) || byName(one, other),
  );
  lists.archived.sort(byName);
  lists.people.sort((one, other) => other.lastAt - one.lastAt || other.info.id - one.info.id);
  return lists;
}

const byName = (one: SidebarRoom, other: SidebarRoom) =>
  compareNames(one.info.name, other.info.name) || one.info.id - other.info.id;

/** U7, G1: not in the list until a mention; a direct room until a newer message. */
export function isHidden({ settings, counter }: Pick<SidebarRoom, "settings" | "counter">): boolean {
  const { counts } = counter;
  if (settings.hiddenSeq !== null && counts.lastSeq <= settings.hiddenSeq) return true;
  return settings.notify === "hidden" && counts.mentions === 0;
}

interface Badge {
  /** 0: no badge. */
  count: number;
  says: "unread" | "mentions";
  /** Mentions of me, and messages in direct rooms: the only highlighted badges. */
  isMention: boolean;
  /** Unread rooms are bold, unless they are muted. */
  isBold: boolean;
}

export function badgeOf({ info, settings, counter }: SidebarRoom, now: number): Badge {
  const { unread, mentions } = counter.counts;
  const isLoud = !isMuted(settings, now) && settings.notify !== "nothing";
  if (info.kind === "direct") {
    return { count: unread, says: "unread", isMention: isLoud && unread > 0, isBold: isLoud && unread > 0 };
  }
  if (mentions > 0) return { count: mentions, says: "mentions", isMention: isLoud, isBold: isLoud };
  return { count: isLoud ? unread : 0, says: "unread", isMention: false, isBold: isLoud && unread > 0 };
}
