// One room as a client holds it (SPEC §7): pure folds over events, syncs and pages.
import type {
  Counts,
  HistoryPage,
  Message,
  ReactionChange,
  RepliesPage,
  Room,
  SyncPage,
} from "../../src/protocol/shapes.ts";

import { foldMine, mayHideMine, takeMine, type MyReactions } from "./my_reactions.ts";
import { heldBy, putReply, takeRepliesPage, type RepliesPanel } from "./open_replies.ts";
import { keepReached } from "./mentions_me.ts";
import {
  areOutdated,
  countMessage,
  replaceCounts,
  skipEvents,
  startCounter,
  type RoomCounter,
} from "./room_counts.ts";
import { factsOf, type RoomFacts } from "./room_facts.ts";
import { addQuotes, neededQuotes, refreshQuote, type Quotes } from "./room_quotes.ts";
import { messageAt, mergePage, putMessage, type PageSide, type RoomWindow } from "./room_window.ts";
import type { MemberList } from "./member_list.ts";

/** A `message` event; without `message` many messages changed at once (W12). */
export interface RoomEvent {
  roomId: number;
  rev: number;
  message?: Message | undefined;
  by?: readonly ReactionChange[] | undefined;
}

/** An event that carries its message. */
interface MessageEvent extends RoomEvent {
  message: Message;
}

export interface RoomState extends RoomFacts {
  /** C6: the epoch in which all of this was read. */
  epoch: string;
  counter: RoomCounter;
  /** Counts arrived after the last sync was asked for: the sync may have an older mark. */
  hasFreshCounts: boolean;
  /** Everything up to here is known (C2). */
  rev: number;
  /** The room has reached at least this rev. */
  announcedRev: number;
  /** `announcedRev` when the last sync was asked for. */
  askedAt: number;
  /** Events beyond a gap, by rising rev. */
  heldEvents: readonly MessageEvent[];
  /** A sync is due from here although `rev` may be larger: loaded messages are older (C4), or there was more (W7). */
  syncFrom: number | null;
  /** Null until the room is first opened, and after a reload (C3). */
  window: RoomWindow | null;
  /** Originals that replies need and that are not in the window (N2). */
  quoted: Quotes;
  mine: MyReactions;
  /** The open original with its replies; null when none is open, and after a reload (C3). */
  panel: RepliesPanel | null;
  /** The members; null until read, and when they may be outdated. */
  memberList: MemberList | null;
  /** T1: others who are typing. */
  typing: ReadonlySet<number>;
  /** U2: marked unread from here; no automatic read until the room is opened again. */
  keepsUnread: boolean;
}

const nothingHeld = {
  heldEvents: [],
  syncFrom: null,
  window: null,
  quoted: new Map<never, never>(),
  mine: new Map<never, never>(),
  panel: null,
};

export function enterRoom(room: Room, epoch: string): RoomState {
  return {
    ...factsOf(room),
    epoch,
    ...nothingHeld,
    counter: startCounter(room, room.rev),
    hasFreshCounts: true,
    rev: room.rev,
    announcedRev: room.rev,
    askedAt: room.rev,
    memberList: null,
    typing: new Set(),
    keepsUnread: false,
  };
}

/** `hello` after a drop, with the same past (C6). */
export function comeBackTo(known: RoomState, room: Room, epoch: string): RoomState {
  const { keepsUnread, window, panel } = known;
  // A room that was never loaded holds nothing outdated.
  if (!window && !panel) return { ...enterRoom(room, epoch), keepsUnread };
  const announcedRev = Math.max(known.announcedRev, room.rev);
  return {
    ...known,
    ...factsOf(room),
    epoch,
    counter: startCounter(room, known.rev),
    announcedRev,
    memberList: null,
  };
}

/** `room`: added or changed, with counts. */
export function changeRoom(state: RoomState, room: Room, me: number): RoomState {
  return takeCounts(changeFacts(state, room), room, me);
}

export function changeFacts(state: RoomState, room: Room): RoomState {
  return { ...state, ...factsOf(room, state) };
}

/** C5, from `read` and `room`. */
export function takeCounts(state: RoomState, counts: Counts, me: number): RoomState {
  const counted = { ...state, hasFreshCounts: true, announcedRev: Math.max(state.announcedRev, counts.rev) };
  if (!areOutdated(state.counter, counts)) return setCounts(counted, counts, me);
  if (counts.readSeq === state.counter.counts.readSeq) return counted;
  // The mark is new, the number of unread messages is unknown.
  return { ...setCounts(counted, counts, me), syncFrom: Math.min(state.syncFrom ?? Infinity, state.rev) };
}

function setCounts(state: RoomState, counts: Counts, me: number): RoomState {
  const announcedRev = Math.max(state.announcedRev, counts.rev);
  return { ...state, counter: replaceCounts(state.counter, counts, me), announcedRev };
}

/** One event (C2). */
export function foldEvent(state: RoomState, { message, ...event }: RoomEvent, me: number): RoomState {
  if (event.rev <= state.rev) return state;
  const announcedRev = Math.max(state.announcedRev, event.rev);
  // W12: a gap that only a sync fills.
  if (!message) return { ...state, announcedRev };
  const messageEvent = { ...event, message };
  if (messageEvent.rev > state.rev + 1) {
    if (state.heldEvents.some(({ rev }) => rev === messageEvent.rev)) return { ...state, announcedRev };
    const heldEvents = [...state.heldEvents, messageEvent].sort((one, other) => one.rev - other.rev);
    return { ...state, announcedRev, heldEvents };
  }
  return foldHeldEvents(foldNext({ ...state, announcedRev }, messageEvent, me), me);
}

function foldNext(state: RoomState, messageEvent: MessageEvent, me: number): RoomState {
  const before = findHeld(state, messageEvent.message);
  const message = keepReached(messageEvent.message, before);
  const { counter, isSure } = countMessage(state.counter, message, { me, before });
  const isTold = messageEvent.by !== undefined || !mayHideMine(before, message, me);
  let { syncFrom } = state;
  // The answer to a sync carries counts and my reactions in every case.
  if (!isSure) syncFrom = Math.min(syncFrom ?? Infinity, messageEvent.rev);
  if (!isTold) syncFrom = Math.min(syncFrom ?? Infinity, messageEvent.rev - 1);
  const mine = foldMine(state.mine, messageEvent, me);
  return { ...hold(state, message), rev: messageEvent.rev, counter, mine, syncFrom };
}

function foldHeldEvents(state: RoomState, me: number): RoomState {
  let next = state;
  for (const messageEvent of state.heldEvents) {
    if (messageEvent.rev === next.rev + 1) next = foldNext(next, messageEvent, me);
  }
  const heldEvents = state.heldEvents.filter(({ rev }) => rev > next.rev);
  return heldEvents.length === state.heldEvents.length ? next : { ...next, heldEvents };
}

/** Updates the message everywhere it is held. */
function hold(state: RoomState, message: Message): RoomState {
  const window = state.window && putMessage(state.window, message);
  const quoted = refreshQuote(state.quoted, message);
  const panel = state.panel && putReply(state.panel, message);
  const lastAt = state.memberIds ? Math.max(state.lastAt, message.createdAt) : state.lastAt;
  return { ...state, window, quoted, panel, lastAt };
}

/** The message of an `ok`: shown at once, but it never moves `rev` (D4). */
export function showOwn(state: RoomState, message: Message): RoomState {
  return hold(state, message);
}

/** The held state of the message. */
function findHeld({ window, quoted, panel }: RoomState, { id, seq }: Message): Message | undefined {
  const inWindow = window ? messageAt(window, seq) : undefined;
  return inWindow ?? quoted.get(id) ?? (panel ? heldBy(panel).find((one) => one.id === id) : undefined);
}

function takeReactions(state: RoomState, page: Pick<HistoryPage, "messages" | "mine">): MyReactions {
  return takeMine(state.mine, page, (message) => (findHeld(state, message)?.rev ?? 0) > message.rev);
}

export function askSync(state: RoomState): RoomState {
  return { ...state, syncFrom: null, hasFreshCounts: false, askedAt: state.announcedRev };
}

/** The answer to a sync (C2, C3, D6). */
export function takeSync(state: RoomState, page: SyncPage, me: number): RoomState {
  const counted = takeSyncCounts(state, page, me);
  // W12: an event may have announced a gap since the sync was asked for.
  const hasNewerCounts = state.announcedRev > state.askedAt ? state.announcedRev : 0;
  if (!page.complete) {
    const heldEvents = state.heldEvents.filter(({ rev }) => rev > page.rev);
    const announcedRev = Math.max(page.rev, page.counts.rev, heldEvents.at(-1)?.rev ?? 0, hasNewerCounts);
    return foldHeldEvents({ ...counted, ...nothingHeld, rev: page.rev, announcedRev, heldEvents }, me);
  }
  const mine = takeReactions(counted, page);
  const held = page.messages.reduce(hold, counted);
  const rev = Math.max(counted.rev, page.rev);
  const isStill = !page.more && rev === state.rev && counted.heldEvents.length === 0;
  return foldHeldEvents(
    {
      ...held,
      mine,
      rev,
      // The server knows how far the room goes: never ask again for revs it does not have.
      announcedRev: isStill ? Math.max(rev, hasNewerCounts) : counted.announcedRev,
      syncFrom: page.more ? Math.min(counted.syncFrom ?? Infinity, page.rev) : counted.syncFrom,
    },
    me,
  );
}

function takeSyncCounts(state: RoomState, page: SyncPage, me: number): RoomState {
  const { counts } = page;
  const mine = state.counter.counts;
  const isJump = !page.complete || page.rev > state.rev;
  const next = isJump ? { ...state, counter: skipEvents(state.counter, page.rev) } : state;
  // It may have been read before a newer mark: one more sync settles it.
  const isDoubtful = state.hasFreshCounts && counts.readSeq !== mine.readSeq;
  if (!isDoubtful) return areOutdated(state.counter, counts) ? next : setCounts(next, counts, me);
  if (counts.rev <= mine.rev) return next;
  return { ...setCounts(next, counts, me), syncFrom: Math.min(state.syncFrom ?? Infinity, counts.rev) };
}

/** A page of history (C4). */
export function takePage(state: RoomState, page: HistoryPage, side: PageSide): RoomState {
  const window = mergePage(state.window, page, side);
  const mine = takeReactions(state, page);
  const held = [...page.messages, ...page.quoted].reduce(hold, { ...state, window, mine });
  const quotes = side === "fresh" ? neededQuotes(held) : held.quoted;
  return meetRev({ ...held, quoted: addQuotes(quotes, page.quoted) }, page.rev);
}

/** Originals that were read by their ids. */
export function takeQuoted(state: RoomState, page: { rev: number; messages: readonly Message[] }): RoomState {
  const quoted = addQuotes(state.quoted, page.messages);
  return quoted === state.quoted ? state : meetRev({ ...state, quoted }, page.rev);
}

/** A page of the open panel; `after` null: the first page, which opens it. */
export function takeReplies(state: RoomState, page: RepliesPage, after: number | null): RoomState {
  const mine = takeReactions(state, { ...page, messages: [page.message, ...page.messages] });
  const panel = takeRepliesPage(state.panel, page, after);
  const held = [page.message, ...page.messages].reduce(hold, { ...state, panel, mine });
  return meetRev(held, page.rev);
}

// C4: a page read before events that are already folded needs a sync from there.
function meetRev(state: RoomState, rev: number): RoomState {
  if (rev >= state.rev) return { ...state, announcedRev: Math.max(state.announcedRev, rev) };
  return { ...state, syncFrom: Math.min(state.syncFrom ?? Infinity, rev) };
}

/** From where a sync is due, or null. */
export function syncDue(state: RoomState): number | null {
  if (state.syncFrom !== null) return Math.min(state.syncFrom, state.rev);
  return state.rev < state.announcedRev ? state.rev : null;
}
