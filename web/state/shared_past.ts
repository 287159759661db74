// C6: what is held here belongs to one past. `hello` says how far the server shares it: after a restore from a backup, not to
// its end.
import type { HelloFrame, HelloRoom } from "../../src/protocol/shapes.ts";
import type { Question } from "./asks.ts";
import type { ClientState } from "./client_state.ts";
import { heldBy } from "./replies_panel.ts";
import { findById } from "./room_quotes.ts";
import type { RoomState } from "./room_state.ts";

export interface SharedPast {
  /** Nothing that is held here was lost there. */
  isWhole: boolean;
  /** What is held of this room is still so. */
  hasRoom: (roomId: number) => boolean;
  /** The id still means the same message. */
  hasMessage: (messageId: number) => boolean;
}

/** `asked` is the epoch that the socket was opened with; null: nothing is held, not even on the shelf. */
export function sharedPast(state: ClientState, frame: HelloFrame, asked: string | null): SharedPast {
  const { line, sameToId = 0 } = frame;
  const told = new Map(frame.rooms.map((room) => [room.id, room]));
  const isShared = asked === null || line !== "unknown";
  const hasRoom = (roomId: number) => {
    const [known, room] = [state.rooms.get(roomId), told.get(roomId)];
    return known && room ? hasStill(known, room, { asked, epoch: frame.epoch }) : isShared;
  };
  return {
    isWhole: isShared && [...state.rooms.keys()].every(hasRoom),
    hasRoom,
    hasMessage: (id) => asked === null || line === "same" || (line === "known" && id <= sameToId),
  };
}

/** Whether all that is held of a room is of the server's past, too. */
export function hasStill(
  known: RoomState,
  room: HelloRoom,
  { asked, epoch }: { asked: string | null; epoch: string },
): boolean {
  if (room.rev < known.rev) return false;
  if (known.epoch === epoch) return true;
  return known.epoch === asked && room.sameTo !== undefined && newestRev(known) <= room.sameTo;
}

/** Pages and answers bring messages that `rev` has not reached yet. */
function newestRev({ heardRev, window, quoted, panel }: RoomState): number {
  let newest = heardRev;
  const lists = [window?.messages ?? [], window?.ahead ?? [], quoted.values(), panel ? heldBy(panel) : []];
  for (const list of lists) for (const { rev } of list) newest = Math.max(newest, rev);
  return newest;
}

/** C9: not told of yet on this connection, and held of another epoch. */
export function isUndecided({ rooms, untold, epoch }: ClientState, roomId: number): boolean {
  return untold.has(roomId) && rooms.get(roomId)?.epoch !== epoch;
}

/** Whether it is about a room that may turn out to be of another past. */
export function isAboutUndecided(question: Question, state: ClientState): boolean {
  if (state.untold.size === 0) return false;
  if ("roomId" in question) return isUndecided(state, question.roomId);
  if (!("messageId" in question)) return false;
  for (const roomId of state.untold) {
    const room = state.rooms.get(roomId);
    if (room && isUndecided(state, roomId) && holds(room, question.messageId)) return true;
  }
  return false;
}

/** Whether something that was asked for before still means the same. */
export function isStillMeant(
  question: Question,
  before: ClientState,
  past: Pick<SharedPast, "hasRoom" | "hasMessage">,
): boolean {
  if (!("messageId" in question)) return !("roomId" in question) || past.hasRoom(question.roomId);
  const { messageId } = question;
  for (const [roomId, room] of before.rooms) {
    if (holds(room, messageId)) return past.hasRoom(roomId) && past.hasMessage(messageId);
  }
  return past.hasMessage(messageId);
}

function holds(room: RoomState, messageId: number): boolean {
  if (findById(room, messageId)) return true;
  return room.panel !== null && heldBy(room.panel).some(({ id }) => id === messageId);
}
