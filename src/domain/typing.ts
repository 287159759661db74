// SPEC T1: who types where. It is said to a room no more often than `everyMs`, and taken back when its socket closes or its
// person leaves; a message ends it by itself.
import { limits, typing as pace } from "../protocol/limits.ts";
import type { Access } from "./access.ts";
import type { Audience } from "./audience.ts";
import type { RoomStore } from "./stores.ts";

/** What was last said of one person in one room. */
interface Said {
  at: number;
  /** `asking`: whether the room is small enough. */
  phase: "asking" | "told" | "over";
  /** The socket that said it last: it ends with it. */
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
  const saidBy = new Map<number, Map<number, Said>>();

  /** Throws `not_found`. In a large room nobody is told. */
  async function say(
    { userId, socketId }: { userId: number; socketId: number },
    { roomId, on }: { roomId: number; on: boolean },
  ): Promise<void> {
    const { room } = await access.accessRoom(userId, roomId);
    const last = saidBy.get(userId)?.get(roomId);
    if (!on) return stop(userId, roomId);
    const since = last ? monotonicMs() - last.at : Infinity;
    if (last && since < pace.everyMs) {
      last.socketId = socketId;
      return;
    }
    const said: Said = { at: monotonicMs(), phase: "asking", socketId };
    remember(userId, roomId, said);
    const isLarge = await rooms.hasMoreMembers(roomId, limits.typingMembers);
    // Meanwhile the socket may have closed, the person left or posted.
    if (isLarge || saidBy.get(userId)?.get(roomId) !== said || said.phase !== "asking") return;
    if (room.kind === "direct" ? !audience.isOnline(userId) : !audience.isIn(userId, roomId)) return;
    said.phase = "told";
    tell(userId, roomId, true);
  }

  function remember(userId: number, roomId: number, said: Said): void {
    const rooms = saidBy.get(userId) ?? new Map<number, Said>();
    saidBy.set(userId, rooms.set(roomId, said));
  }

  function stop(userId: number, roomId: number): void {
    const said = saidBy.get(userId)?.get(roomId);
    if (!said) return;
    const wasTold = said.phase === "told";
    // Kept: the next time within `everyMs` is still too soon.
    said.phase = "over";
    if (wasTold) tell(userId, roomId, false);
  }

  function forget(userId: number, roomId: number): void {
    const rooms = saidBy.get(userId);
    rooms?.delete(roomId);
    if (rooms?.size === 0) saidBy.delete(userId);
  }

  function tell(userId: number, roomId: number, on: boolean): void {
    audience.publishToRoom(roomId, { type: "typing", roomId, userId, on });
  }

  return {
    say,
    /** The message itself tells that it ended. */
    posted: forget,
    left(userId: number, roomId: number): void {
      stop(userId, roomId);
      forget(userId, roomId);
    },
    closed(userId: number, socketId: number): void {
      for (const [roomId, said] of saidBy.get(userId) ?? []) {
        if (said.socketId !== socketId) continue;
        stop(userId, roomId);
        forget(userId, roomId);
      }
    },
  };
}
