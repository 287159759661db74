// A room and its members, as they are when the turn to send them has come.
import type { Room, ServerFrame } from "../../protocol/shapes.ts";
import type { Audience } from "../audience.ts";
import type { Stores } from "../stores.ts";
import type { InTurn } from "./in_turn.ts";

/** So many members are read at once when a room changes. */
const batchSize = 100;
/** Nobody's id: the turn of what is read to know whom it concerns. */
const nobody = 0;

interface RoomBroadcastsDeps {
  stores: Pick<Stores, "rooms" | "accounts">;
  audience: Pick<Audience, "hasSockets" | "isOnline" | "usersIn" | "sendToUser" | "publishToRoom">;
  inTurn: InTurn;
}

export type RoomBroadcasts = ReturnType<typeof createRoomBroadcasts>;

/** G1: a direct room in which nothing was said is there for nobody but who opened it. */
function isThere({ kind, lastSeq, hiddenSeq }: Room): boolean {
  return kind !== "direct" || lastSeq > 0 || hiddenSeq === null;
}

export function createRoomBroadcasts({ stores, audience, inTurn }: RoomBroadcastsDeps) {
  /** To those of these members who are here, as each sees it; nothing to who has left meanwhile. */
  function sendRoom(roomId: number, userIds: number[]): void {
    const here = userIds.filter((userId) => audience.isOnline(userId));
    for (let from = 0; from < here.length; from += batchSize) {
      const batch = here.slice(from, from + batchSize);
      void inTurn(batch, async () => {
        for (const [userId, room] of await stores.rooms.forMembers(roomId, batch)) {
          const frame: ServerFrame = isThere(room)
            ? { type: "room", room }
            : { type: "left", roomId: room.id };
          audience.sendToUser(userId, frame);
        }
      });
    }
  }

  function sendRoomToAll(roomId: number): void {
    const subscribed = audience.usersIn(roomId);
    if (subscribed.length > 0) sendRoom(roomId, subscribed);
    else sendIfDirect(roomId);
  }

  /** Nobody subscribes to a direct room: its people are read. */
  function sendIfDirect(roomId: number, { exceptId }: { exceptId?: number } = {}): void {
    if (!audience.hasSockets(roomId)) return;
    void inTurn([nobody], async () => {
      const people = await stores.rooms.listDirectPeople(roomId);
      sendRoom(
        roomId,
        people.filter((id) => id !== exceptId),
      );
    });
  }

  /** A direct room of this person to all of its people here. Resolves when it was sent. */
  async function sendDirect(roomId: number, userId: number): Promise<void> {
    let here: number[] = [];
    await inTurn([userId], async () => {
      const room = (await stores.rooms.forMembers(roomId, [userId])).get(userId);
      here = room?.members?.map(({ id }) => id).filter((id) => audience.isOnline(id)) ?? [];
    });
    await inTurn(here, async () => {
      for (const [otherId, room] of await stores.rooms.forMembers(roomId, here)) {
        if (isThere(room)) audience.sendToUser(otherId, { type: "room", room });
      }
    });
  }

  /** To the room: who these people are in it now. Resolves when it was sent. */
  async function sendMembers(roomId: number, userIds: number[], { entered = false } = {}): Promise<void> {
    if (!audience.hasSockets(roomId)) return;
    await inTurn(userIds, async () => {
      const members = await stores.rooms.findMembers(roomId, userIds);
      const roles = new Map(members.map(({ user, role }) => [user.id, role]));
      for (const { id, username, displayName, avatar } of await stores.accounts.findPeople(userIds)) {
        const user = { id, username, displayName, avatar };
        const frame: ServerFrame = { type: "member", roomId, user, role: roles.get(id) ?? null };
        audience.publishToRoom(roomId, entered ? { ...frame, entered } : frame);
      }
    });
  }

  return { sendRoom, sendRoomToAll, sendIfDirect, sendDirect, sendMembers };
}
