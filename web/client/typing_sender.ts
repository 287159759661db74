// T1: sends that I am typing, no more often than the server allows.
import type { ClientFrame } from "../../src/protocol/client_frames.ts";

interface TypingSenderPorts {
  send: (frame: ClientFrame) => boolean;
  now: () => number;
  pace: () => { everyMs: number };
}

export function createTypingSender({ send, now, pace }: TypingSenderPorts) {
  /** By room: when it was last sent, and whether it still holds. */
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
    /** The message ends it. */
    posted: (roomId: number) => void sent.delete(roomId),
    /** The connection ended, and all typing sent on it. */
    reset: () => sent.clear(),
  };
}
