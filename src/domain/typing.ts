// SPEC T1: who types where. It is sent to a room at most once in `everyMs`, and ended when the socket closes or the
// person leaves; a message ends it too.
import { limits, typing as pace } from "../protocol/limits.ts";
import type { Access } from "./access.ts";
import type { Audience } from "./audience.ts";
import type { RoomStore } from "./stores.ts";

/** The typing of one person in one room, as last sent. */
interface TypingState {
  at: number;
  /** `asking`: whether the room is small enough. */
  phase: "asking" | "sent" | "over";
  /** The socket that sent it last: typing ends with it. */
  socketId: number;
}

interface TypingDeps {
  access: Access;
  rooms: Pick<RoomStore, "hasMoreMembers">;
  audience: Pick<Audience, "publishToRoom" | "isIn" | "isOnline">;
  monotonicMs: () => number;
}

export type Typing = ReturnType<typeof createTyping>;

export function createTyping({ access, rooms, audience, monotonicMs }: TypingDeps) {
  /** By person, then by room. */
  const statesOf = new Map<number, Map<number, TypingState>>();

  /** Throws `not_found`. In a large room it is not sent. */
  async function setTyping(
    { userId, socketId }: { userId: number; socketId: number },
    { roomId, on }: { roomId: number; on: boolean },
  ): Promise<void> {
    const { room } = await access.accessRoom(userId, roomId);
    const last = statesOf.get(userId)?.get(roomId);
    if (!on) return stop(userId, roomId);
    const since = last ? monotonicMs() - last.at : Infinity;
    if (last && since < pace.everyMs) {
      last.socketId = socketId;
      return;
    }
    const typing: TypingState = { at: monotonicMs(), phase: "asking", socketId };
    remember(userId, roomId, typing);
    const isLarge = await rooms.hasMoreMembers(roomId, limits.typingMembers);
    // Meanwhile the socket may have closed, the person left or posted.
    if (isLarge || statesOf.get(userId)?.get(roomId) !== typing || typing.phase !== "asking") return;
    if (room.kind === "direct" ? !audience.isOnline(userId) : !audience.isIn(userId, roomId)) return;
    typing.phase = "sent";
    sendTyping(userId, roomId, true);
  }

  function remember(userId: number, roomId: number, typing: TypingState): void {
    const rooms = statesOf.get(userId) ?? new Map<number, TypingState>();
    statesOf.set(userId, rooms.set(roomId, typing));
  }

  function stop(userId: number, roomId: number): void {
    const typing = statesOf.get(userId)?.get(roomId);
    if (!typing) return;
    const wasSent = typing.phase === "sent";
    // Kept: the next time within `everyMs` is still too soon.
    typing.phase = "over";
    if (wasSent) sendTyping(userId, roomId, false);
  }

  function forget(userId: number, roomId: number): void {
    const rooms = statesOf.get(userId);
    rooms?.delete(roomId);
    if (rooms?.size === 0) statesOf.delete(userId);
  }

  function sendTyping(userId: number, roomId: number, on: boolean): void {
    audience.publishToRoom(roomId, { type: "typing", roomId, userId, on });
  }

  return {
    setTyping,
    /** The message shows that typing ended. */
    posted: forget,
    left(userId: number, roomId: number): void {
      stop(userId, roomId);
      forget(userId, roomId);
    },
    closed(userId: number, socketId: number): void {
      for (const [roomId, typing] of statesOf.get(userId) ?? []) {
        if (typing.socketId !== socketId) continue;
        stop(userId, roomId);
        forget(userId, roomId);
      }
    },
  };
}
