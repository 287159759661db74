// C6: everything held here belongs to one past. `hello` says how far the server shares it: after a restore from a backup, not
// to its end.
import type { HelloFrame, HelloRoom } from "../../src/protocol/shapes.ts";
import type { Question } from "./socket_requests.ts";
import { heldBy } from "./open_replies.ts";
import { findById } from "./room_quotes.ts";
import type { RoomState } from "./room_state.ts";

interface HeldRooms {
  rooms: ReadonlyMap<number, RoomState>;
}

interface SharedPast {
  /** Nothing is held, or the server knows the epoch it was read in. */
  isShared: boolean;
  /** The id still means the same message. */
  hasMessage: (messageId: number) => boolean;
}

/** `asked` is the epoch that the socket was opened with; null: nothing is held, not even in storage. */
export function sharedPast({ line, sameToId = 0 }: HelloFrame, asked: string | null): SharedPast {
  return {
    isShared: asked === null || line !== "unknown",
    hasMessage: (id) => asked === null || line === "same" || (line === "known" && id <= sameToId),
  };
}

/** Whether everything held of a room belongs to the server's past. */
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
function newestRev({ announcedRev, window, quoted, panel }: RoomState): number {
  let newest = announcedRev;
  const lists = [window?.messages ?? [], window?.ahead ?? [], quoted.values(), panel ? heldBy(panel) : []];
  for (const list of lists) for (const { rev } of list) newest = Math.max(newest, rev);
  return newest;
}

/** C9: whether it is about a room that was read in another epoch and not sent on this connection yet. */
export function dependsOnHello(
  question: Question,
  { rooms, awaited, epoch }: HeldRooms & { awaited: ReadonlySet<number>; epoch: string | null },
): boolean {
  return [...awaited].some((roomId) => {
    const room = rooms.get(roomId);
    if (!room || room.epoch === epoch) return false;
    if ("roomId" in question) return question.roomId === roomId;
    return "messageId" in question && holdsMessage(room, question.messageId);
  });
}

/** Whether an earlier request still means the same. */
export function isStillMeant(
  question: Question,
  before: HeldRooms,
  past: Pick<SharedPast, "hasMessage"> & { hasRoom: (roomId: number) => boolean },
): boolean {
  if (!("messageId" in question)) return !("roomId" in question) || past.hasRoom(question.roomId);
  const { messageId } = question;
  for (const [roomId, room] of before.rooms) {
    if (holdsMessage(room, messageId)) return past.hasRoom(roomId) && past.hasMessage(messageId);
  }
  return past.hasMessage(messageId);
}

function holdsMessage(room: RoomState, messageId: number): boolean {
  return [findById(room, messageId), ...(room.panel ? heldBy(room.panel) : [])].some(
    (one) => one?.id === messageId,
  );
}
