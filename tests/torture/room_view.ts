// What a torture client holds of one room: C2 and C3, written once more and apart from the page, so that one mistake does
// not hide in both.
import type { Message, MessageFrame, SyncedFrame } from "../../src/protocol/shapes.ts";

export interface RoomView {
  rev(): number;
  messages: Map<number, Message>;
  isSyncing(): boolean;
  /** Takes an event; true when it shows a hole, and a sync has to be asked for. */
  hear(frame: MessageFrame): boolean;
  syncAsked(): void;
  /** Takes an answer; true when another sync has to follow. */
  synced(frame: SyncedFrame): boolean;
  /** A page that was loaded because nothing less helped. */
  load(messages: Message[]): void;
  /** The line broke: what was asked will not be answered, what was kept aside comes again. */
  lineLost(): void;
}

export function createRoomView(): RoomView {
  const messages = new Map<number, Message>();
  let rev = 0;
  let isSyncing = false;
  let heldEvents: MessageFrame[] = [];

  function fold(message: Message): void {
    const mine = messages.get(message.id);
    if (!mine || mine.rev < message.rev) messages.set(message.id, message);
  }

  function hear(frame: MessageFrame): boolean {
    if (frame.rev <= rev) return false;
    if (isSyncing || frame.rev > rev + 1) {
      heldEvents.push(frame);
      return !isSyncing;
    }
    fold(frame.message);
    rev = frame.rev;
    return false;
  }

  return {
    rev: () => rev,
    messages,
    isSyncing: () => isSyncing,
    hear,
    syncAsked: () => void (isSyncing = true),
    synced(frame) {
      for (const message of frame.messages) fold(message);
      rev = Math.max(rev, frame.rev);
      if (frame.more) return true;
      isSyncing = false;
      const held = heldEvents;
      heldEvents = [];
      return held.map(hear).includes(true);
    },
    load: (page) => page.forEach(fold),
    lineLost() {
      isSyncing = false;
      heldEvents = [];
    },
  };
}
