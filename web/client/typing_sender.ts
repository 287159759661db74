// T1: says that I type, no more often than the server wants to hear it.
import type { ClientFrame } from "../../src/protocol/client_frames.ts";

interface TypingSenderPorts {
  send: (frame: ClientFrame) => boolean;
  now: () => number;
  pace: () => { everyMs: number };
}

export function createTypingSender({ send, now, pace }: TypingSenderPorts) {
  /** By room: when it was last said, and whether it still holds. */
  const sent = new Map<number, { at: number; isOn: boolean }>();

  /** The text in a room's composer has changed. */
  function typed(roomId: number, text: string): void {
    const last = sent.get(roomId);
    if (text.trim() === "") {
      if (!last?.isOn) return;
      sent.set(roomId, { ...last, isOn: false });
      send({ type: "typing", roomId, on: false });
      return;
    }
    const since = last ? now() - last.at : Infinity;
    if (since >= 0 && since < pace().everyMs) return;
    if (send({ type: "typing", roomId })) sent.set(roomId, { at: now(), isOn: true });
  }

  return {
    typed,
    /** The message itself ends it. */
    posted: (roomId: number) => void sent.delete(roomId),
    /** The connection ended, and with it what was said on it. */
    reset: () => sent.clear(),
  };
}
