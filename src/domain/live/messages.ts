import type { Audience } from "../audience.ts";
import type { Log } from "../log.ts";
import type { Stores } from "../stores.ts";
import type { Typing } from "../typing.ts";
import type { Handlers } from "./live.ts";
import type { RoomBroadcasts } from "./room_broadcasts.ts";
import { createRoomStream } from "./room_stream.ts";

interface MessageHandlersDeps {
  stores: Pick<Stores, "messages">;
  audience: Pick<Audience, "publish" | "publishBare" | "hasSockets" | "sendToUser">;
  typing: Pick<Typing, "posted">;
  roomBroadcasts: Pick<RoomBroadcasts, "sendIfDirect">;
  log: Log;
}

export function messageHandlers({
  stores,
  audience,
  typing,
  roomBroadcasts,
  log,
}: MessageHandlersDeps): Pick<Handlers, "message" | "cut" | "saved" | "index"> {
  const stream = createRoomStream({ audience, messages: stores.messages, log });
  return {
    message: {
      send({ what, message, by }) {
        const { roomId, seq, authorId } = message;
        if (what === "posted") typing.posted(authorId, roomId);
        stream.take(message, by);
        // G1: a direct room exists for the others from its first message on.
        if (what === "posted" && seq === 1) roomBroadcasts.sendIfDirect(roomId, { exceptId: authorId });
      },
    },
    cut: {
      send: ({ roomId, rev }) => stream.takeBare(roomId, rev),
    },
    saved: {
      send: ({ userId, messageId, on }) => audience.sendToUser(userId, { type: "saved", messageId, on }),
    },
    index: {},
  };
}
