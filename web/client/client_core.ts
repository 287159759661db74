/**
 * The client without a page: everything between the socket and the view. No DOM, no network, no own clock:
 * the page plugs in WebSocket, fetch and localStorage; a test plugs in fakes and drives many cores at once.
 *
 * The owner calls `opened` / `receive` / `closed` for its connection, and reads `state()` and `outbox()` after `onChange`.
 */
import type { ClientFrame } from "../../src/protocol/client_frames.ts";
import { awayAfterMs } from "../../src/protocol/limits.ts";
import type { Counts, HelloFrame, Message, Person, Room, ServerFrame } from "../../src/protocol/shapes.ts";

import type { Reason } from "../connection/send_failure.ts";
import type { CoreRest } from "./core_calls.ts";
import { createActions } from "./actions.ts";
import { Refused } from "../connection/refused.ts";
import { createAsks, type Question } from "./socket_requests.ts";
import { createAwayWatch } from "./away_watch.ts";
import {
  applyFrame,
  applyOwn,
  changeState,
  lostConnection,
  startState,
  takeRoom,
  type ClientState,
} from "./client_state.ts";
import { createHistories } from "./histories.ts";
import type { OutboxEntry } from "./outbox.ts";
import { createPeopleRefresh } from "./people_refresh.ts";
import { meetPeople } from "./people_state.ts";
import { createPresenceWatch } from "./presence_watch.ts";
import { createPosting } from "./posting.ts";
import { createQuotesLoader } from "./quotes_loader.ts";
import { createOpenRoom } from "./open_room.ts";
import { createReadMarks, type Mark } from "./read_marks.ts";
import { createRepliesOpener } from "./replies_opener.ts";
import { takeQuoted, type RoomState } from "./room_state.ts";
import { stopTyping } from "./room_typing.ts";
import { trimWindow } from "./room_window.ts";
import { createRoomAsks } from "./room_requests.ts";
import { createRoomSync } from "./room_sync.ts";
import { createMemberLists } from "./member_lists.ts";
import { dependsOnHello, isStillMeant, sharedPast } from "./shared_past.ts";
import { createTypingExpiry } from "./typing_expiry.ts";
import { createTypingSender } from "./typing_sender.ts";

interface CorePorts {
  /** Sends a frame on the open connection; false when there is none. */
  send: (frame: ClientFrame) => boolean;
  rest: CoreRest;
  /** C6: the epoch of the stored texts; null when nothing is stored. */
  storedEpoch: () => string | null;
  /** A fresh UUID. */
  newId: () => string;
  now: () => number;
  after: (delayMs: number, run: () => void) => void;
  /** Stores an unsent message; may do nothing. */
  keep: (entry: OutboxEntry) => void;
  drop: (clientId: string) => void;
  onChange: () => void;
  /** Why something was not sent, in words. */
  explain: (reason: Reason) => Promise<() => string>;
  /** Rooms that were asked for have arrived. */
  onRooms?: (rooms: readonly Room[]) => void;
}

export type ClientCore = ReturnType<typeof createClientCore>;

export function createClientCore(ports: CorePorts) {
  const { now, after, newId, keep, drop, onChange, rest } = ports;
  let state: ClientState = startState();
  // Nothing is sent before `hello`: the state may be of another past.
  const send = (frame: ClientFrame) => state.isReady && ports.send(frame);
  const getState = () => state;
  const pace = () => state.typingPace;
  const asks = createAsks({ send, after, mustWait: (question) => dependsOnHello(question, state) });
  /** C6, since the last `hello`: whether an earlier request and what it read still hold. */
  let isMeant = (_question: Question) => true;
  let hasRoom = (_roomId: number) => true;
  const heldEpoch = () => state.epoch ?? ports.storedEpoch();
  /** Asks again when `hello` brought another epoch during the request: the answer may be of another past (C6). */
  const readWhole =
    <A extends unknown[], T>(load: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      for (;;) {
        const { epoch } = state;
        const answer = await load(...args);
        if (state.epoch === epoch) return answer;
      }
    };
  /** A page may be ahead of the socket: my own messages in it are stored, and would be shown twice until their `ok`. */
  const readMessages =
    <A extends unknown[], T extends { messages: readonly Message[] }>(load: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      const page = await readWhole(load)(...args);
      settleOwn(page.messages);
      return page;
    };
  const posting = createPosting({ send, newId, now, after, keep, drop, onChange });
  const histories = createHistories({ load: readMessages(rest.history), state: getState, setState });
  const replies = createRepliesOpener({ load: readMessages(rest.replies), state: getState, setState });
  const people = createPeopleRefresh({ load: rest.peopleByIds, state: getState, setState, after });
  const memberLists = createMemberLists({ load: rest.members, state: getState, setState });
  const actions = createActions({ asks, rest, state: getState, setState, explain: ports.explain });
  const typing = createTypingSender({ send, now, pace });
  const expiry = createTypingExpiry({
    after,
    pace,
    stop: ({ roomId, userId }) => setRoom(roomId, (room) => stopTyping(room, userId)),
  });
  const away = createAwayWatch({
    // Lost with the connection: sent again after `hello`.
    send: (to) => void asks.ask({ type: "presence", state: to }, { onDrop: "fail" }).catch(() => {}),
    now,
    after,
    awayAfterMs,
  });
  const presence = createPresenceWatch({ ask: asks.ask, after });
  const roomAsks = createRoomAsks({
    load: rest.roomsByIds,
    state: getState,
    setState,
    wanted: () =>
      [...posting.outbox().map(({ roomId }) => roomId), openRoom.id()].filter((id) => id !== null),
    after,
    onRooms: (rooms) => ports.onRooms?.(rooms),
  });
  const quotes = createQuotesLoader({
    load: readWhole(rest.messagesByIds),
    openRoom: () => openRoom.room(),
    take: (roomId, page) => setRoom(roomId, (room) => takeQuoted(room, page)),
    after,
  });
  const openRoom = createOpenRoom({
    state: getState,
    setRoom,
    histories,
    setKeepsUnread,
    onOpen: () => roomAsks.pump(),
  });
  const marks = createReadMarks({
    after,
    room: (roomId) => state.rooms.get(roomId),
    setKeepsUnread,
    send: sendMark,
  });
  const sync = createRoomSync({
    ask: asks.ask,
    state: getState,
    setState,
    note: (next) => void (state = next),
    openRoomId: openRoom.id,
    onSynced: loadShown,
    after,
  });

  function setState(next: ClientState): void {
    if (next === state) return;
    const { awaited } = state;
    state = next;
    onChange();
    if (state.isReady && state.awaited.size < awaited.size) settleAwaited(awaited);
    sync.pump();
    roomAsks.pump();
    quotes.pump();
  }

  /** C9: requests that waited for a room are sent, or dropped when the room is of another past. */
  function settleAwaited(before: ReadonlySet<number>): void {
    asks.resume(isMeant);
    marks.resume(
      hasRoom,
      [...before].filter((roomId) => !state.awaited.has(roomId)),
    );
  }

  function setRoom(roomId: number, change: (room: RoomState) => RoomState): void {
    setState(changeState(state, roomId, change));
  }

  /** C3: a room that lost its window is read again if it is open; open replies too. */
  function loadShown(): void {
    openRoom.load().catch(() => {});
    replies.resume().catch(() => {});
  }

  // --- the connection ---

  function receive(frame: ServerFrame): void {
    if (frame.type === "hello") return hello(frame);
    posting.takeReply(frame);
    if (frame.type === "left") roomAsks.left(frame.roomId);
    if (frame.type === "room") roomAsks.onRoom(frame.room.id);
    if (frame.type === "message" && frame.message) settleOwn([frame.message]);
    if (frame.type === "synced") settleOwn(frame.messages);
    if (frame.type === "synced" && !frame.complete) sync.holdBack(frame.roomId);
    if (frame.type === "ok" && "message" in frame.result) setState(applyOwn(state, frame.result.message));
    setState(applyFrame(state, frame));
    if (frame.type === "rooms" && frame.rooms.some(({ id }) => id === openRoom.id())) loadShown();
    if (frame.type === "typing") expiry.hear(frame);
    if (frame.type === "message") openRoom.onMessage(frame.roomId);
    asks.answer(frame);
  }

  function hello(frame: HelloFrame): void {
    const before = state;
    const past = sharedPast(frame, heldEpoch());
    posting.loseReplies(past.hasMessage);
    replies.closeLost(past.hasMessage);
    quotes.onHello();
    roomAsks.onHello();
    sync.onHello();
    hasRoom = (roomId) => past.isShared && !state.lost.has(roomId);
    isMeant = (question) => isStillMeant(question, before, { ...past, hasRoom });
    setState(applyFrame(state, frame));
    asks.resume(isMeant);
    marks.resume(hasRoom);
    memberLists.onHello();
    if (before.epoch !== null) people.onReconnect();
    away.onHello();
    presence.onHello();
    posting.pump();
    loadShown();
  }

  /** My own message arrived by another way than its `ok`: it is stored. */
  function settleOwn(messages: readonly Message[]): void {
    for (const { author, clientId } of messages) if (author.id === state.me?.id) posting.settle(clientId);
  }

  function setKeepsUnread(roomId: number, keepsUnread: boolean): void {
    setRoom(roomId, (room) => (room.keepsUnread === keepsUnread ? room : { ...room, keepsUnread }));
  }

  async function sendMark(mark: Mark): Promise<Counts | null> {
    const onDrop = mark.unread ? "again" : "fail";
    const reply = await asks.ask({ type: "read", ...mark }, { onDrop }).catch((error: unknown) => {
      // Offline: sent after the next `hello`.
      if (error instanceof Refused && error.code === "offline") return null;
      throw error;
    });
    if (reply?.type !== "ok" || !("counts" in reply.result)) return null;
    const { counts } = reply.result;
    setState(applyFrame(state, { type: "read", roomId: mark.roomId, counts }));
    return counts;
  }

  return {
    state: () => state,
    outbox: posting.outbox,
    openRoomId: openRoom.id,
    /** C6: the epoch to open the socket with. */
    heldEpoch,
    opened: () => setState(lostConnection(state)),
    receive,
    closed(): void {
      setState(lostConnection(state));
      posting.lostConnection();
      typing.reset();
      asks.drop();
    },

    post(...[roomId, body, options]: Parameters<typeof posting.post>): OutboxEntry {
      typing.posted(roomId);
      return posting.post(roomId, body, options);
    },
    retry: posting.retry,
    setUploads: posting.setUploads,
    discard: posting.settle,
    adopt: posting.adopt,
    forgetEntry: posting.forget,

    ...actions,

    /** The text in a room's composer has changed (T1). */
    typed: typing.typed,
    /** A key, a click, a touch in this tab (T2). */
    noteInput: away.noteInput,
    /** People in an answer of REST. */
    meet: (people: readonly Person[]) => setState(meetPeople(state, people)),
    /** Whether an unknown room may still be mine (C9). */
    mayBeMine: roomAsks.isOpen,
    /** A room in an answer of REST. */
    takeRoom(room: Room): void {
      roomAsks.onRoom(room.id);
      setState(takeRoom(state, room));
    },
    /** Asks for the rooms of a list over all rooms. */
    wantRooms: (roomIds: Iterable<number>) => roomAsks.want(roomIds),
    /** The people whose presence this tab shows (T2). */
    presence,
    replies,
    /** Reads the next page of a room's members; resolves to whether there are more. */
    moreMembers: memberLists.more,

    openRoom: openRoom.open,
    histories,
    trim: (roomId: number, keep: "newest" | "oldest", length: number) =>
      setRoom(roomId, (room) => {
        const window = room.window && trimWindow(room.window, { keep, length });
        return window === room.window ? room : { ...room, window };
      }),

    ...marks.actions,
  };
}
