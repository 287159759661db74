// G1: the one room of a set of people.
import { limits } from "../protocol/limits.ts";
import type { Room } from "../protocol/shapes.ts";
import { ChatError, notFound } from "./chat_error.ts";
import type { Actor, Journal } from "./journal.ts";
import { accepted } from "./message_refusals.ts";
import type { RoomStore } from "./stores.ts";

interface DirectRoomsDeps {
  journal: Pick<Journal, "submit">;
  rooms: Pick<RoomStore, "findRoom" | "hasDirect">;
}

export function createDirectRooms({ journal, rooms }: DirectRoomsDeps) {
  /**
   * With these people and me, in any order; repeated ids count once. Shows the room if I had hidden it.
   * `beforeNew` may refuse a new one (G10).
   */
  async function openDirect(
    actor: Actor,
    others: number[],
    { beforeNew }: { beforeNew: () => void },
  ): Promise<{ room: Room; created: boolean }> {
    const userIds = [...new Set([actor.userId, ...others])].sort((a, b) => a - b);
    if (userIds.length > limits.directPeople) {
      throw new ChatError(
        "too_many",
        `A direct message can have at most ${limits.directPeople} people. Create a private room for more.`,
        { field: "userIds" },
      );
    }
    if (!(await rooms.hasDirect(userIds))) beforeNew();
    const outcome = await journal.submit({ kind: "openDirect", actor, userIds });
    const { roomId, created } = accepted(outcome, "One of these people", {
      tooMany: `One person opens at most ${limits.directOpened} direct rooms.`,
    });
    const room = await rooms.findRoom(actor.userId, roomId);
    if (!room) throw notFound("The room");
    return { room, created };
  }

  return { openDirect };
}
