// Everything a signed-in client knows, as one value. `applyFrame` is pure: the same frames give the same state.
import { protocolVersion, typing as typingPace } from "../../src/protocol/limits.ts";
import type { HelloLimits } from "../../src/protocol/limits.ts";
import type {
  HelloFrame,
  HistoryPage,
  Message,
  Person,
  RepliesPage,
  Room,
  ServerFrame,
  SyncedFrame,
  User,
} from "../../src/protocol/shapes.ts";

import { foldPresence, hearPerson, meetPeople, replacePresence, type PeopleState } from "./people_state.ts";
import { raiseReceipt } from "./room_facts.ts";
import {
  askSync,
  changeFacts,
  changeRoom,
  foldEvent,
  showOwn,
  syncDue,
  takeCounts,
  takePage,
  takeReplies,
  takeSync,
  type RoomEvent,
  type RoomState,
} from "./room_state.ts";
import { hearTyping, stopTyping } from "./room_typing.ts";
import type { PageSide } from "./room_window.ts";
import { hearMember } from "./member_list.ts";
import { beginRooms, noSentRooms, takeRooms, type RoomsPiece, type SentRooms } from "./sent_rooms.ts";

export interface ClientState extends PeopleState, SentRooms {
  /** Between `hello` and the end of that connection. */
  isReady: boolean;
  /** Null until the first `hello`. */
  epoch: string | null;
  /** Includes the fields that only I can see. */
  me: User | null;
  workspace: { name: string };
  /** W14: `hello` has another protocol than this page knows. */
  isOutdated: boolean;
  limits: HelloLimits | null;
  /** T1, from `hello`. */
  typingPace: HelloFrame["typing"];
  /** N4: ids of the messages I saved for later. */
  saved: ReadonlySet<number>;
  /** C1: events before `hello`, in order. */
  early: readonly ServerFrame[];
  /** C1: events of rooms that are not known yet. */
  earlyEvents: readonly RoomEvent[];
  /** One sync at a time. */
  syncing: number | null;
}

const maxEarlyEvents = 500;

export function startState(): ClientState {
  return {
    isReady: false,
    epoch: null,
    me: null,
    workspace: { name: "" },
    isOutdated: false,
    limits: null,
    typingPace,
    ...noSentRooms,
    people: new Map(),
    knownIds: new Set(),
    presence: new Map(),
    saved: new Set(),
    early: [],
    earlyEvents: [],
    syncing: null,
  };
}

export function applyFrame(state: ClientState, frame: ServerFrame): ClientState {
  if (frame.type === "hello") return applyHello(state, frame);
  if (!state.isReady) return { ...state, early: [...state.early, frame] };
  switch (frame.type) {
    case "message":
      return applyEvent(state, frame);
    case "rooms":
      return applyRooms(state, frame);
    case "room":
      return applyRoom(state, frame.room);
    case "left":
      return forgetRoom(state, frame.roomId);
    case "synced":
      return applySynced(state, frame);
    case "read":
      return changeState(state, frame.roomId, (room) => ({
        ...takeCounts(room, frame.counts, idOf(state)),
        keepsUnread: room.keepsUnread || frame.unread === true,
      }));
    case "receipt":
      return changeState(state, frame.roomId, (room) => raiseReceipt(room, frame));
    case "member":
      return changeState(state, frame.roomId, (room) => {
        const still = frame.role === null ? stopTyping(room, frame.user.id) : room;
        return room.memberList
          ? { ...still, memberList: hearMember(room.memberList, frame.user.id, frame.role) }
          : still;
      });
    case "typing":
      if (frame.userId === idOf(state)) return state;
      return changeState(state, frame.roomId, (room) => hearTyping(room, frame));
    case "saved":
      return applySaved(state, frame);
    case "presence":
      return foldPresence(state, [frame, ...(frame.others ?? [])]);
    case "user":
      return [frame.user, ...(frame.others ?? [])].reduce(hearPerson, state);
    case "me":
      return { ...hearPerson(state, personOf(frame.user)), me: frame.user };
    case "workspace":
      return { ...state, workspace: frame.workspace };
    case "ok":
      return "presence" in frame.result ? replacePresence(state, frame.result.presence) : state;
    case "error":
    case "pong":
    case "bye":
      return state;
    default:
      // W3: a newer server may send more types.
      return state;
  }
}

/** C6: nothing of another past is kept, room by room. */
function applyHello(state: ClientState, frame: HelloFrame): ClientState {
  const { epoch, user, workspace, limits } = frame;
  const ready: ClientState = {
    isReady: true,
    epoch,
    me: user,
    workspace,
    isOutdated: frame.protocol !== protocolVersion,
    limits,
    typingPace: frame.typing,
    ...beginRooms(state.rooms, frame, state.epoch),
    people: frame.line === "unknown" ? new Map() : state.people,
    knownIds: new Set(),
    presence: new Map(frame.presence.map((one) => [one.userId, one.state])),
    saved: new Set(frame.saved),
    early: [],
    earlyEvents: [],
    syncing: null,
  };
  return state.early.reduce(
    (known, early) => applyFrame(known, early),
    applyRooms(meetPeople(ready, [personOf(user)]), frame),
  );
}

/** C9: a batch of rooms, with the events that came before it. */
function applyRooms(state: ClientState, piece: RoomsPiece): ClientState {
  const nextState = { ...state, ...takeRooms(state, piece, state.epoch ?? "") };
  const met = meetPeople(
    nextState,
    piece.rooms.flatMap(({ members }) => members ?? []),
  );
  return foldEarlyEvents(met, new Set(piece.rooms.map(({ id }) => id)));
}

function foldEarlyEvents(state: ClientState, roomIds: ReadonlySet<number>): ClientState {
  if (state.earlyEvents.length === 0) return state;
  const earlyEvents = state.earlyEvents.filter(({ roomId }) => !roomIds.has(roomId));
  const early = state.earlyEvents.filter(({ roomId }) => roomIds.has(roomId));
  return early.reduce<ClientState>((folded, event) => applyEvent(folded, event), { ...state, earlyEvents });
}

/** The answer for these rooms: a room that is missing is not mine, unless an event brought it since. */
export function takeRoomAnswer(
  state: ClientState,
  ids: readonly number[],
  rooms: readonly Room[],
): ClientState {
  const isHere = new Set(rooms.map(({ id }) => id));
  const gone = ids.filter((id) => !isHere.has(id) && (!state.rooms.has(id) || state.awaited.has(id)));
  return rooms.reduce(takeRoom, gone.reduce(forgetRoom, state));
}

/** A room from REST has no order with the socket: the counts of a known room may be of an older mark. */
export function takeRoom(state: ClientState, room: Room): ClientState {
  const known = state.rooms.get(room.id);
  if (!known || !room.joined || state.awaited.has(room.id)) return applyRoom(state, room);
  return meetPeople(
    changeState(state, room.id, (one) => changeFacts(one, room)),
    room.members ?? [],
  );
}

function applyEvent(state: ClientState, event: RoomEvent): ClientState {
  if (!state.rooms.has(event.roomId) || state.awaited.has(event.roomId)) {
    return { ...state, earlyEvents: [...state.earlyEvents, event].slice(-maxEarlyEvents) };
  }
  return changeState(state, event.roomId, (room) => {
    const { message } = event;
    const isNew = message !== undefined && message.seq > room.counter.counts.lastSeq;
    return foldEvent(isNew ? stopTyping(room, message.author.id) : room, event, idOf(state));
  });
}

function applyRoom(state: ClientState, room: Room): ClientState {
  if (!room.joined) return state;
  const known = state.rooms.get(room.id);
  if (!known || state.awaited.has(room.id))
    return applyRooms(state, { rooms: [room], more: state.isLoadingRooms });
  return meetPeople(
    changeState(state, room.id, (one) => changeRoom(one, room, idOf(state))),
    room.members ?? [],
  );
}

function forgetRoom(state: ClientState, roomId: number): ClientState {
  const rooms = new Map(state.rooms);
  rooms.delete(roomId);
  const awaited = new Set(state.awaited);
  awaited.delete(roomId);
  const earlyEvents = state.earlyEvents.filter((event) => event.roomId !== roomId);
  return { ...state, rooms, awaited, earlyEvents };
}

function applySynced(state: ClientState, frame: SyncedFrame): ClientState {
  return changeState({ ...state, syncing: null }, frame.roomId, (room) => takeSync(room, frame, idOf(state)));
}

function applySaved(state: ClientState, { messageId, on }: { messageId: number; on: boolean }): ClientState {
  const saved = new Set(state.saved);
  if (on) saved.add(messageId);
  else saved.delete(messageId);
  return { ...state, saved };
}

function personOf({
  quietHours: _hours,
  receipts: _receipts,
  preferences: _preferences,
  ...person
}: User): Person {
  return person;
}

/** The message of an `ok` or of a REST answer. */
export function applyOwn(state: ClientState, message: Message): ClientState {
  return changeState(state, message.roomId, (room) => showOwn(room, message));
}

export function applyPage(
  state: ClientState,
  { roomId, page, side }: { roomId: number; page: HistoryPage; side: PageSide },
): ClientState {
  return changeState(state, roomId, (room) => takePage(room, page, side));
}

export function applyReplies(
  state: ClientState,
  { roomId, page, after }: { roomId: number; page: RepliesPage; after: number | null },
): ClientState {
  return changeState(state, roomId, (room) => takeReplies(room, page, after));
}

export function lostConnection(state: ClientState): ClientState {
  const rooms = new Map<number, RoomState>();
  for (const [id, room] of state.rooms) {
    rooms.set(id, room.typing.size > 0 ? { ...room, typing: new Set() } : room);
  }
  return { ...state, rooms, isReady: false, early: [], earlyEvents: [], syncing: null };
}

/** The next sync to ask for: the open room first (C2), one at a time. `cut`: rooms that just lost their window (C3). */
export function nextSync(
  state: ClientState,
  openRoomId: number | null,
  cut: ReadonlySet<number> = new Set(),
): { roomId: number; rev: number } | null {
  if (!state.isReady || state.syncing !== null) return null;
  const open = openRoomId === null ? undefined : state.rooms.get(openRoomId);
  for (const room of open ? [open, ...state.rooms.values()] : state.rooms.values()) {
    // Its messages may be of another past (C6).
    if (state.awaited.has(room.info.id)) continue;
    if (cut.has(room.info.id) && room.syncFrom === null && room.heldEvents.length === 0) continue;
    const rev = syncDue(room);
    if (rev !== null) return { roomId: room.info.id, rev };
  }
  return null;
}

export function askedSync(state: ClientState, roomId: number): ClientState {
  return changeState({ ...state, syncing: roomId }, roomId, askSync);
}

/** A sync that failed stays due. */
export function failedSync(
  state: ClientState,
  { roomId, rev }: { roomId: number; rev: number },
): ClientState {
  return changeState({ ...state, syncing: null }, roomId, (room) => ({
    ...room,
    syncFrom: Math.min(room.syncFrom ?? Infinity, rev),
  }));
}

export function changeState(
  state: ClientState,
  roomId: number,
  change: (room: RoomState) => RoomState,
): ClientState {
  const room = state.rooms.get(roomId);
  if (!room) return state;
  const changed = change(room);
  return changed === room ? state : { ...state, rooms: new Map(state.rooms).set(roomId, changed) };
}

// Frames other than `hello` are folded after it.
function idOf(state: ClientState): number {
  return state.me?.id ?? 0;
}
