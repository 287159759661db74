// T1: typing ends by this client's clock unless it is repeated.
import type { ServerFrame } from "../../src/protocol/shapes.ts";

type TypingFrame = Extract<ServerFrame, { type: "typing" }>;

interface TypingExpiryPorts {
  after: (delayMs: number, run: () => void) => void;
  pace: () => { expireMs: number };
  stop: (who: { roomId: number; userId: number }) => void;
}

export function createTypingExpiry({ after, pace, stop }: TypingExpiryPorts) {
  const lastOf = new Map<string, TypingFrame>();

  return {
    hear(frame: TypingFrame): void {
      const key = `${frame.roomId} ${frame.userId}`;
      if (!frame.on) return void lastOf.delete(key);
      lastOf.set(key, frame);
      after(pace().expireMs, () => {
        if (lastOf.get(key) !== frame) return;
        lastOf.delete(key);
        stop(frame);
      });
    },
  };
}
