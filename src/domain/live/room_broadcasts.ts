// A room and its members, as they are when they are sent.
import type { Room, ServerFrame } from "../../protocol/shapes.ts";
import type { Audience } from "../audience.ts";
import type { Stores } from "../stores.ts";
import type { EnqueueSend } from "./send_queue.ts";

/** Members read at once when a room changes. */
const batchSize = 100;
/** Nobody's id: the queue of reads that find out whom a change concerns. */
const nobody = 0;

interface RoomBroadcastsDeps {
  stores: Pick<Stores, "rooms" | "accounts">;
  audience: Pick<Audience, "hasSockets" | "isOnline" | "usersIn" | "sendToUser" | "publishToRoom">;
  enqueueSend: EnqueueSend;
}

export type RoomBroadcasts = ReturnType<typeof createRoomBroadcasts>;

/** G1: a direct room without a message exists only for the person who opened it. */
function isThere({ kind, lastSeq, hiddenSeq }: Room): boolean {
  return kind !== "direct" || lastSeq > 0 || hiddenSeq === null;
}

export function createRoomBroadcasts({ stores, audience, enqueueSend }: RoomBroadcastsDeps) {
  /** To the members who are online, as each sees it; nothing to members who have left meanwhile. */
  function sendRoom(roomId: number, userIds: number[]): void {
    const online = userIds.filter((userId) => audience.isOnline(userId));
    for (let from = 0; from < online.length; from += batchSize) {
      const batch = online.slice(from, from + batchSize);
      void enqueueSend(batch, async () => {
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

  /** Direct rooms have no subscribers: their people are read. */
  function sendIfDirect(roomId: number, { exceptId }: { exceptId?: number } = {}): void {
    if (!audience.hasSockets(roomId)) return;
    void enqueueSend([nobody], async () => {
      const people = await stores.rooms.listDirectPeople(roomId);
      sendRoom(
        roomId,
        people.filter((id) => id !== exceptId),
      );
    });
  }

  /** A direct room of this person to all of its people who are online. Resolves when it was sent. */
  async function sendDirect(roomId: number, userId: number): Promise<void> {
    let online: number[] = [];
    await enqueueSend([userId], async () => {
      const room = (await stores.rooms.forMembers(roomId, [userId])).get(userId);
      online = room?.members?.map(({ id }) => id).filter((id) => audience.isOnline(id)) ?? [];
    });
    await enqueueSend(online, async () => {
      for (const [otherId, room] of await stores.rooms.forMembers(roomId, online)) {
        if (isThere(room)) audience.sendToUser(otherId, { type: "room", room });
      }
    });
  }

  /** To the room: the current membership of these people. Resolves when it was sent. */
  async function sendMembers(roomId: number, userIds: number[], { entered = false } = {}): Promise<void> {
    if (!audience.hasSockets(roomId)) return;
    await enqueueSend(userIds, async () => {
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
