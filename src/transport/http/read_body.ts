// A body as its bytes come, with a time by which they must have come (SPEC A5): a body that trickles would hold its request for ever.
import type { After } from "../../domain/timer.ts";

/** The next bytes are due this long after the first check, and later the more came before. */
interface Pace {
  graceMs: number;
  msPerByte: number;
}

/** All of a JSON body. */
export const jsonPace: Pace = { graceMs: 15_000, msPerByte: 0 };
/** A file: 1 kB a second on average; faster bytes allow longer pauses after them. */
export const uploadPace: Pace = { graceMs: 30_000, msPerByte: 1 };

export interface Clock {
  monotonicMs: () => number;
  after: After;
}

const realClock: Clock = {
  monotonicMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};

/** Thrown when the bytes come too slowly. */
export class BodyTooSlow extends Error {}

export async function* readBody(
  body: ReadableStream<Uint8Array>,
  { graceMs, msPerByte }: Pace,
  { monotonicMs, after }: Clock = realClock,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const from = monotonicMs();
  let bytes = 0;
  try {
    for (;;) {
      const dueAt = from + graceMs + bytes * msPerByte;
      const next = await within(reader.read(), Math.max(0, dueAt - monotonicMs()), after);
      if (next.done) return;
      bytes += next.value.byteLength;
      yield next.value;
    }
  } finally {
    // The rest is not needed; cancelling a stream that has ended or failed is allowed.
    reader.cancel().catch(() => undefined);
  }
}

function within<T>(promise: Promise<T>, ms: number, after: After): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = after(ms, () => reject(new BodyTooSlow()));
    void promise.then(resolve, reject).finally(() => timer.cancel());
  });
}
