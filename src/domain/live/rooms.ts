// Joins and leaves of a room, and changes of its settings.
import type { Audience } from "../audience.ts";
import type { Stores } from "../stores.ts";
import type { Typing } from "../typing.ts";
import type { EnqueueSend } from "./send_queue.ts";
import type { Handlers } from "./live.ts";
import type { RoomBroadcasts } from "./room_broadcasts.ts";

interface RoomHandlersDeps {
  stores: Pick<Stores, "messages">;
  audience: Pick<Audience, "subscribe" | "openDirect" | "unsubscribe" | "isOnline" | "sendToUser">;
  typing: Pick<Typing, "left">;
  enqueueSend: EnqueueSend;
  roomBroadcasts: RoomBroadcasts;
}

export function roomHandlers({
  stores,
  audience,
  typing,
  enqueueSend,
  roomBroadcasts: { sendRoom, sendRoomToAll, sendMembers },
}: RoomHandlersDeps): Pick<Handlers, "joined" | "left" | "role" | "room"> {
  /** What they saved there, when they were in it before, is theirs again (N4). */
  function sendSaved(roomId: number, userId: number): void {
    if (!audience.isOnline(userId)) return;
    void enqueueSend([userId], async () => {
      for (const messageId of await stores.messages.listSavedIds(userId, roomId)) {
        audience.sendToUser(userId, { type: "saved", messageId, on: true });
      }
    });
  }

  function sendLeft(roomId: number, userId: number): void {
    if (!audience.isOnline(userId)) return;
    void enqueueSend([userId], async () => audience.sendToUser(userId, { type: "left", roomId }));
  }

  return {
    joined: {
      access({ roomId, userIds, direct = false }) {
        if (direct) audience.openDirect(roomId, userIds);
        else for (const userId of userIds) audience.subscribe(userId, roomId);
      },
      send({ roomId, userIds, entered = false, direct = false }) {
        if (direct) return;
        sendRoom(roomId, userIds);
        void sendMembers(roomId, userIds, { entered });
        for (const userId of userIds) sendSaved(roomId, userId);
      },
    },
    left: {
      access: ({ roomId, userId }) => audience.unsubscribe(userId, roomId),
      send({ roomId, userId, gone = false }) {
        typing.left(userId, roomId);
        sendLeft(roomId, userId);
        if (!gone) void sendMembers(roomId, [userId]);
      },
    },
    role: {
      send({ roomId, userIds }) {
        sendRoom(roomId, userIds);
        void sendMembers(roomId, userIds);
      },
    },
    room: {
      send({ roomId, to }) {
        if (to === "all") sendRoomToAll(roomId);
        else sendRoom(roomId, to);
      },
    },
  };
}
