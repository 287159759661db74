// All a signed-in client knows, as one value. `applyFrame` is pure: the same frames give the same state.
import type { HelloLimits } from "../../src/protocol/limits.ts";
import type {
  HelloFrame,
  HistoryPage,
  Message,
  Room,
  ServerFrame,
  SyncedFrame,
  User,
} from "../../src/protocol/shapes.ts";

import {
  changeRoom,
  comeBackTo,
  enterRoom,
  foldMessage,
  showOwn,
  syncDue,
  takeCounts,
  takePage,
  takeSync,
  type RoomState,
} from "./room_state.ts";
import type { PageSide } from "./room_window.ts";

export interface ClientState {
  /** Between `hello` and the end of that connection. */
  isReady: boolean;
  /** Null until the first `hello`. */
  epoch: string | null;
  me: User | null;
  place: { name: string };
  limits: HelloLimits | null;
  rooms: ReadonlyMap<number, RoomState>;
  /** C1: events that came before `hello`, in order. */
  early: readonly ServerFrame[];
  /** C1: messages of rooms that have not been announced yet. */
  strays: readonly Message[];
  /** One sync at a time. */
  syncing: number | null;
}

const keptStrays = 500;

export function startState(): ClientState {
  return {
    isReady: false,
    epoch: null,
    me: null,
    place: { name: "" },
    limits: null,
    rooms: new Map(),
    early: [],
    strays: [],
    syncing: null,
  };
}

export function applyFrame(state: ClientState, frame: ServerFrame): ClientState {
  if (frame.type === "hello") return applyHello(state, frame);
  if (!state.isReady) return { ...state, early: [...state.early, frame] };
  switch (frame.type) {
    case "message":
      return applyMessage(state, frame.message);
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
    case "ok":
    case "error":
    case "pong":
    case "bye":
      return state;
    default:
      // W3: a newer server may say more.
      return state;
  }
}

/** C6: another epoch is another past; nothing that was held is worth keeping. */
function applyHello(state: ClientState, frame: HelloFrame): ClientState {
  const isSamePast = state.epoch === frame.epoch;
  const rooms = new Map<number, RoomState>();
  for (const room of frame.rooms) {
    const known = isSamePast ? state.rooms.get(room.id) : undefined;
    rooms.set(room.id, known ? comeBackTo(known, room) : enterRoom(room));
  }
  const { epoch, user, place, limits } = frame;
  const ready: ClientState = {
    isReady: true,
    epoch,
    me: user,
    place,
    limits,
    rooms,
    early: [],
    strays: [],
    syncing: null,
  };
  return state.early.reduce(applyFrame, ready);
}

function applyMessage(state: ClientState, message: Message): ClientState {
  if (!state.rooms.has(message.roomId)) {
    return { ...state, strays: [...state.strays, message].slice(-keptStrays) };
  }
  return changeState(state, message.roomId, (room) => foldMessage(room, message, idOf(state)));
}

function applyRoom(state: ClientState, room: Room): ClientState {
  if (!room.joined) return state;
  const known = state.rooms.get(room.id);
  const rooms = new Map(state.rooms);
  rooms.set(room.id, known ? changeRoom(known, room, idOf(state)) : enterRoom(room));
  const strays = state.strays.filter(({ roomId }) => roomId !== room.id);
  const early = state.strays.filter(({ roomId }) => roomId === room.id);
  return early.reduce(applyMessage, { ...state, rooms, strays });
}

function forgetRoom(state: ClientState, roomId: number): ClientState {
  const rooms = new Map(state.rooms);
  rooms.delete(roomId);
  const strays = state.strays.filter((message) => message.roomId !== roomId);
  return { ...state, rooms, strays };
}

function applySynced(state: ClientState, frame: SyncedFrame): ClientState {
  return changeState({ ...state, syncing: null }, frame.roomId, (room) => takeSync(room, frame, idOf(state)));
}

/** The message of an `ok` to a post, edit or delete. */
export function applyOwn(state: ClientState, message: Message): ClientState {
  return changeState(state, message.roomId, (room) => showOwn(room, message));
}

export function applyPage(
  state: ClientState,
  { roomId, page, side }: { roomId: number; page: HistoryPage; side: PageSide },
): ClientState {
  return changeState(state, roomId, (room) => takePage(room, page, side));
}

export function lostConnection(state: ClientState): ClientState {
  return { ...state, isReady: false, early: [], strays: [], syncing: null };
}

/** The next sync to ask for: the open room first (C2), and never two at once. */
export function nextSync(
  state: ClientState,
  openRoomId: number | null,
): { roomId: number; rev: number } | null {
  if (!state.isReady || state.syncing !== null) return null;
  const open = openRoomId === null ? undefined : state.rooms.get(openRoomId);
  for (const room of open ? [open, ...state.rooms.values()] : state.rooms.values()) {
    const rev = syncDue(room);
    if (rev !== null) return { roomId: room.info.id, rev };
  }
  return null;
}

export function askedSync(state: ClientState, roomId: number): ClientState {
  return changeState({ ...state, syncing: roomId }, roomId, (room) => ({ ...room, syncFrom: null }));
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

// Frames other than `hello` are folded only after it.
function idOf(state: ClientState): number {
  return state.me?.id ?? 0;
}
