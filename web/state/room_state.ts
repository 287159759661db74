// One room as a client holds it (SPEC §7): pure folds over events, syncs and pages.
import type { Counts, HistoryPage, Message, Room, RoomInfo, SyncPage } from "../../src/protocol/shapes.ts";

import { countMessage, replaceCounts, startTally, type Tally } from "./room_counts.ts";
import { mergePage, putMessage, type PageSide, type RoomWindow } from "./room_window.ts";

export interface RoomState {
  info: RoomInfo;
  tally: Tally;
  /** Everything up to here is known (C2). */
  rev: number;
  /** The room has come at least this far. */
  heardRev: number;
  /** Events beyond a hole, by rising rev. */
  aside: readonly Message[];
  /** A sync is due from here although `rev` may be larger: what was loaded is older (C4), or there was more (W7). */
  syncFrom: number | null;
  /** Null until the room is first opened, and after a reload (C3). */
  window: RoomWindow | null;
  /** U2: marked unread from here; no automatic read until the room is opened again. */
  keepsUnread: boolean;
}

export function enterRoom(room: Room): RoomState {
  return {
    info: pickInfo(room),
    tally: startTally(room),
    rev: room.rev,
    heardRev: room.rev,
    aside: [],
    syncFrom: null,
    window: null,
    keepsUnread: false,
  };
}

/** `hello` after a drop. A rev below mine means another past: the room is loaded anew (C6). */
export function comeBackTo(known: RoomState, room: Room): RoomState {
  if (room.rev < known.rev) return { ...enterRoom(room), keepsUnread: known.keepsUnread };
  const tally = startTally(room);
  // A room that was never loaded holds nothing that could be old.
  if (!known.window) {
    return { ...enterRoom(room), keepsUnread: known.keepsUnread };
  }
  return { ...known, info: pickInfo(room), tally, heardRev: Math.max(known.heardRev, room.rev) };
}

/** `room`: added or changed, with counts. */
export function changeRoom(state: RoomState, room: Room, me: number): RoomState {
  return takeCounts({ ...state, info: pickInfo(room) }, room, me);
}

/** C5, from whatever carries counts. */
export function takeCounts(state: RoomState, counts: Counts, me: number): RoomState {
  const tally = replaceCounts(state.tally, counts, me);
  return { ...state, tally, heardRev: Math.max(state.heardRev, counts.rev) };
}

/** One event (C2). */
export function foldMessage(state: RoomState, message: Message, me: number): RoomState {
  if (message.rev <= state.rev) return state;
  const heardRev = Math.max(state.heardRev, message.rev);
  if (message.rev > state.rev + 1) {
    if (state.aside.some(({ rev }) => rev === message.rev)) return state;
    const aside = [...state.aside, message].sort((one, other) => one.rev - other.rev);
    return { ...state, heardRev, aside };
  }
  return foldAside(foldNext({ ...state, heardRev }, message, me), me);
}

function foldNext(state: RoomState, message: Message, me: number): RoomState {
  const window = state.window && putMessage(state.window, message);
  return { ...state, rev: message.rev, window, tally: countMessage(state.tally, message, me) };
}

function foldAside(state: RoomState, me: number): RoomState {
  let next = state;
  for (const message of state.aside) {
    if (message.rev === next.rev + 1) next = foldNext(next, message, me);
  }
  const aside = state.aside.filter(({ rev }) => rev > next.rev);
  return aside.length === state.aside.length ? next : { ...next, aside };
}

/** The message of an `ok`: shown at once, but it never moves `rev` (D4). */
export function showOwn(state: RoomState, message: Message): RoomState {
  return state.window ? { ...state, window: putMessage(state.window, message) } : state;
}

/** The answer to a sync (C2, C3, D6). */
export function takeSync(state: RoomState, page: SyncPage, me: number): RoomState {
  const counted = takeSyncCounts(state, page.counts, me);
  if (!page.complete) {
    const aside = state.aside.filter(({ rev }) => rev > page.rev);
    const heardRev = Math.max(page.rev, page.counts.rev, aside.at(-1)?.rev ?? 0);
    const dropped = { ...counted, window: null, rev: page.rev, heardRev, aside, syncFrom: null };
    return foldAside(dropped, me);
  }
  let { window } = counted;
  for (const message of page.messages) window = window && putMessage(window, message);
  const rev = Math.max(counted.rev, page.rev);
  const isStill = !page.more && rev === state.rev && counted.aside.length === 0;
  return foldAside(
    {
      ...counted,
      window,
      rev,
      // The server knows best how far the room has come: never ask again for what it does not have.
      heardRev: isStill ? rev : counted.heardRev,
      syncFrom: page.more ? Math.min(counted.syncFrom ?? Infinity, page.rev) : counted.syncFrom,
    },
    me,
  );
}

// A sync may have been read before a mark that arrived first. Marks only rise, so it is older news: one more sync tells.
function takeSyncCounts(state: RoomState, counts: Counts, me: number): RoomState {
  const mine = state.tally.counts;
  if (counts.readSeq >= mine.readSeq) return takeCounts(state, counts, me);
  if (counts.rev <= mine.rev) return state;
  return { ...takeCounts(state, counts, me), syncFrom: Math.min(state.syncFrom ?? Infinity, counts.rev) };
}

/** A page of history (C4). */
export function takePage(state: RoomState, page: HistoryPage, side: PageSide): RoomState {
  const window = mergePage(state.window, page, side);
  if (page.rev >= state.rev) return { ...state, window, heardRev: Math.max(state.heardRev, page.rev) };
  return { ...state, window, syncFrom: Math.min(state.syncFrom ?? Infinity, page.rev) };
}

/** From where a sync is due, or null. */
export function syncDue(state: RoomState): number | null {
  if (state.syncFrom !== null) return Math.min(state.syncFrom, state.rev);
  return state.rev < state.heardRev ? state.rev : null;
}

function pickInfo({ id, kind, name, topic, createdAt }: Room): RoomInfo {
  return { id, kind, name, topic, createdAt };
}
