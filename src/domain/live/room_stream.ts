// Publishing follows `rev` (SPEC D2, D3, D5): to the sockets of a room go exactly the next revs, each once, by any
// author. Missing revs are read from the database first.
import type { ReactionChange } from "../../protocol/shapes.ts";
import type { Audience } from "../audience.ts";
import type { Log } from "../log.ts";
import { toStoredMessage, type StoredMessage } from "../stored_message.ts";
import type { MessageStore } from "../stores.ts";

const fillPage = 200;

interface RoomStreamDeps {
  audience: Pick<Audience, "publish" | "publishBare" | "hasSockets">;
  messages: Pick<MessageStore, "changedAfter">;
  log: Log;
}

interface RoomStream {
  /** To be called for each committed change, in the order of commits. A rev that was published is not sent again. */
  take: (message: StoredMessage, by?: ReactionChange[]) => void;
  /** W12: much changed at this rev. */
  takeBare: (roomId: number, rev: number) => void;
}

/** One rev of a room, on its way out. */
interface Step {
  roomId: number;
  rev: number;
  publish: () => void;
}

export function createRoomStream({ audience, messages, log }: RoomStreamDeps): RoomStream {
  /** The last rev published in each room that has an audience. */
  const published = new Map<number, number>();
  /** Rooms whose gap is being filled, with the steps that arrived meanwhile. */
  const held = new Map<number, Step[]>();

  function take(step: Step): void {
    const { roomId, rev } = step;
    const waiting = held.get(roomId);
    if (waiting) {
      waiting.push(step);
      return;
    }
    if (!audience.hasSockets(roomId)) {
      // A new socket reads `hello` after subscribing: the stream begins again with the next rev.
      published.delete(roomId);
      return;
    }
    const last = published.get(roomId);
    if (last === undefined || rev === last + 1) publish(step);
    else if (rev > last) {
      held.set(roomId, [step]);
      void fill(roomId, last);
    }
  }

  function publish({ roomId, rev, publish: send }: Step): void {
    published.set(roomId, rev);
    send();
  }

  function stepOf(message: StoredMessage, by?: ReactionChange[]): Step {
    return { roomId: message.roomId, rev: message.rev, publish: () => audience.publish(message, by) };
  }

  function bareStep(roomId: number, rev: number): Step {
    return { roomId, rev, publish: () => audience.publishBare(roomId, rev) };
  }

  async function fill(roomId: number, from: number): Promise<void> {
    let last = from;
    const move = (step: Step) => {
      if (step.rev <= last) return;
      last = step.rev;
      publish(step);
    };
    try {
      for (;;) {
        const missing = await messages.changedAfter(roomId, last, fillPage);
        // Below its floor the rows do not tell what changed: the clients sync.
        if (missing.floorRev > last) move(bareStep(roomId, missing.floorRev));
        for (const message of missing.messages) move(stepOf(toStoredMessage(message)));
        if (missing.messages.length < fillPage) break;
      }
    } catch (error) {
      // The clients see the hole and sync (C2).
      log.error("stream.fill_failed", { roomId, from, error });
    }
    const waiting = held.get(roomId) ?? [];
    held.delete(roomId);
    // A message changed again since is already out as it now is; its older revs are known.
    for (const step of waiting) move(step);
  }

  return {
    take: (message, by) => take(stepOf(message, by)),
    takeBare: (roomId, rev) => take(bareStep(roomId, rev)),
  };
}
