// The frames of a torture client that were not answered yet, and when each goes out: once on a line. A second time is a
// second frame to the server, with an answer of its own (W1).
import type { After } from "../../src/domain/timer.ts";

export interface OpenFrame {
  type: "post" | "edit" | "delete" | "read";
  frame: Record<string, unknown>;
}

interface OpenFrames {
  size(): number;
  posts(): number;
  /** Opens a frame: it is sent now. */
  open(ref: string, one: OpenFrame): void;
  /** What the answer belongs to, closed; undefined when nothing is open under this ref. */
  close(ref: string): OpenFrame | undefined;
  /** Opens again what was refused for the moment; it is sent later, on this line. */
  postpone(ref: string, one: OpenFrame, delayMs: number): void;
  /** On a fresh line: all that is open is sent, also what waited for its time. */
  lineReady(): void;
  /** Posts stay open over a broken line; the rest is forgotten with it. */
  lineLost(): void;
}

interface OpenFramesDeps {
  send: (frame: Record<string, unknown>) => void;
  after: After;
}

export function createOpenFrames({ send, after }: OpenFramesDeps): OpenFrames {
  const byRef = new Map<string, OpenFrame>();
  const timers = new Set<ReturnType<After>>();

  const sendOne = (ref: string, { frame }: OpenFrame) => send({ ...frame, ref });

  return {
    size: () => byRef.size,
    posts: () => [...byRef.values()].filter(({ type }) => type === "post").length,
    open(ref, one) {
      byRef.set(ref, one);
      sendOne(ref, one);
    },
    close(ref) {
      const one = byRef.get(ref);
      byRef.delete(ref);
      return one;
    },
    postpone(ref, one, delayMs) {
      byRef.set(ref, one);
      const timer = after(delayMs, () => {
        timers.delete(timer);
        sendOne(ref, one);
      });
      timers.add(timer);
    },
    lineReady() {
      for (const [ref, one] of byRef) sendOne(ref, one);
    },
    lineLost() {
      // The next line sends it all: a timer of this one would send it there once more.
      for (const timer of timers) timer.cancel();
      timers.clear();
      for (const [ref, { type }] of byRef) if (type !== "post") byRef.delete(ref);
    },
  };
}
