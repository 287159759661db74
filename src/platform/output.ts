// What the process prints. A full disk, a closed pipe or a reader that stands still must not stop a chat (SPEC H3): a line that
// cannot be written is dropped and counted. Bun's own streams never block, but they buffer without bound, and an `error` that
// nobody listens to ends the process.
import type { Writable } from "node:stream";

export interface Output {
  write(line: string): void;
  /** Lines dropped since the start. */
  dropped(): number;
  /** Resolves when every line has left or was dropped; where that is said, at the latest after so long. */
  flush(withinMs?: number): Promise<void>;
  /** The first line has left again after some were dropped: how many. */
  onRecovered(listener: (dropped: number) => void): void;
}

interface OutputDeps {
  stream: Pick<Writable, "write" | "on">;
  /** What may wait for a slow reader, in UTF-16 units. */
  maxWaiting?: number;
}

export function createOutput({ stream, maxWaiting = 1024 * 1024 }: OutputDeps): Output {
  let waiting = 0;
  let dropped = 0;
  let unreported = 0;
  let whenFlushed = () => {};
  let recovered: (dropped: number) => void = () => {};

  // Each write gets its own error; without a listener the stream would throw it as well.
  stream.on("error", () => undefined);

  function drop(): void {
    dropped += 1;
    unreported += 1;
  }

  function write(line: string): void {
    if (waiting > 0 && waiting + line.length > maxWaiting) {
      drop();
      return;
    }
    waiting += line.length;
    stream.write(line, (error) => settle(line.length, error ?? null));
  }

  function settle(length: number, error: Error | null): void {
    waiting -= length;
    if (error) drop();
    if (waiting === 0) whenFlushed();
    if (error || unreported === 0) return;
    const reported = unreported;
    unreported = 0;
    recovered(reported);
  }

  return {
    write,
    dropped: () => dropped,
    async flush(withinMs) {
      if (waiting === 0) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      whenFlushed = resolve;
      const timer = withinMs === undefined ? undefined : setTimeout(resolve, withinMs);
      await promise;
      clearTimeout(timer);
    },
    onRecovered(listener) {
      recovered = listener;
    },
  };
}
