// Publishing follows `rev` (SPEC D2, D3, D5): to the sockets of a room go exactly the next revs, each once, whoever
// wrote them. What is missing in between is read from the database first.
import type { Message } from "../protocol/shapes.ts";
import type { Audience } from "./audience.ts";
import type { Log } from "./log.ts";
import type { MessageStore } from "./stores.ts";

const fillPage = 200;

export interface RoomStreamDeps {
  audience: Pick<Audience, "publish" | "hasSockets">;
  messages: Pick<MessageStore, "changedAfter">;
  log: Log;
}

export interface RoomStream {
  /** To be called once for each committed change, in the order of commits. */
  take: (message: Message) => void;
}

export function createRoomStream({ audience, messages, log }: RoomStreamDeps): RoomStream {
  /** The last rev published in each room that has an audience. */
  const published = new Map<number, number>();
  /** Rooms whose gap is being filled, with what came meanwhile. */
  const held = new Map<number, Message[]>();

  function take(message: Message): void {
    const { roomId, rev } = message;
    const waiting = held.get(roomId);
    if (waiting) {
      waiting.push(message);
      return;
    }
    if (!audience.hasSockets(roomId)) {
      // Whoever comes reads `hello` after subscribing: the stream begins anew with the next rev.
      published.delete(roomId);
      return;
    }
    const last = published.get(roomId);
    if (last === undefined || rev === last + 1) publish(message);
    else if (rev > last) {
      held.set(roomId, [message]);
      void fill(roomId, last);
    }
  }

  function publish(message: Message): void {
    published.set(message.roomId, message.rev);
    audience.publish(message);
  }

  async function fill(roomId: number, from: number): Promise<void> {
    let last = from;
    try {
      for (;;) {
        const missing = await messages.changedAfter(roomId, last, fillPage);
        for (const message of missing) {
          if (message.rev <= last) continue;
          last = message.rev;
          publish(message);
        }
        if (missing.length < fillPage) break;
      }
    } catch (error) {
      // The clients see the hole and sync (C2).
      log.error("stream.fill_failed", { roomId, from, error });
    }
    const waiting = held.get(roomId) ?? [];
    held.delete(roomId);
    for (const message of waiting) {
      // A message changed again since is already out as it now is; its older revs are known.
      if (message.rev > last) {
        last = message.rev;
        publish(message);
      }
    }
  }

  return { take };
}
