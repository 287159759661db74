// Messages of rooms that are not known yet: a direct room is sent after its first message (G1). New ones are announced
// once the room is known.
import type { Message } from "../../src/protocol/shapes.ts";

const maxEarly = 100;

export function createEarlyMessages() {
  let waiting: Message[] = [];

  return {
    add(message: Message): void {
      waiting = [...waiting, message].slice(-maxEarly);
    },
    /** Takes the unread messages of a room that has become known, in order. */
    take(roomId: number, readSeq: number): Message[] {
      const matching = waiting.filter((message) => message.roomId === roomId);
      if (matching.length > 0) waiting = waiting.filter((message) => message.roomId !== roomId);
      return matching.filter(({ seq }) => seq > readSeq);
    },
    clear(): void {
      waiting = [];
    },
  };
}
