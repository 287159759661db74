import type { Audience } from "../audience.ts";
import type { MessageWritten } from "../journal.ts";
import type { Typing } from "../typing.ts";
import { nothing, type Acts } from "./acts.ts";
import type { Telling } from "./telling.ts";
import type { RoomStream } from "./room_stream.ts";

type MessageActs = Pick<
  Acts,
  | "post"
  | "edit"
  | "delete"
  | "react"
  | "pin"
  | "touched"
  | "eraseMore"
  | "expire"
  | "save"
  | "addFile"
  | "dropUnposted"
  | "indexMore"
  | "rebuildIndex"
  | "dropIndex"
  | "replaceIndex"
>;

export interface LiveMessagesDeps {
  stream: RoomStream;
  audience: Pick<Audience, "sendToUser">;
  typing: Pick<Typing, "posted">;
  telling: Pick<Telling, "tellIfBegun">;
}

export function liveMessages({ stream, audience, typing, telling }: LiveMessagesDeps): MessageActs {
  function publish({ changed, message }: MessageWritten): void {
    if (changed) stream.take(message);
  }

  return {
    post({ actor, roomId }, outcome) {
      typing.posted(actor.userId, roomId);
      publish(outcome);
      if (outcome.changed && outcome.message.seq === 1) telling.tellIfBegun(roomId, actor.userId);
    },
    edit: (_change, outcome) => publish(outcome),
    delete: (_change, outcome) => publish(outcome),
    pin: (_change, outcome) => publish(outcome),
    // Of many in one transaction the first is published, with all that changed: the stream knows the rev of the rest.
    react(_change, { changed, message, by }) {
      if (changed) stream.take(message, by);
    },
    touched(_change, { messages }) {
      for (const message of messages) stream.take(message);
    },
    eraseMore(_change, { rooms }) {
      for (const { roomId, rev } of rooms) stream.takeBare(roomId, rev);
    },
    expire({ roomId }, { rev }) {
      if (rev !== null) stream.takeBare(roomId, rev);
    },
    save({ actor, messageId, on }, { changed }) {
      if (changed) audience.sendToUser(actor.userId, { type: "saved", messageId, on });
    },
    // Until a message carries it nobody else sees a file.
    addFile: nothing,
    dropUnposted: nothing,
    indexMore: nothing,
    rebuildIndex: nothing,
    dropIndex: nothing,
    replaceIndex: nothing,
  };
}
