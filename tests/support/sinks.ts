// Where what a server prints gets lost: descriptors for its stdout or stderr, and how to be rid of them.
import { closeSync, constants, openSync } from "node:fs";
import { join } from "node:path";

interface Sink {
  fd: number;
  /** Whoever might read it goes, where there is anyone. */
  endReading(): void;
  close(): void;
}

/** `folder`: for a pipe that has a name. */
export const sinks = {
  "a full disk": (): Sink => {
    const fd = openSync("/dev/full", "w");
    return { fd, endReading() {}, close: () => closeSync(fd) };
  },
  "a pipe whose reader has gone": (folder: string): Sink => {
    const pipe = openPipe(folder);
    pipe.endReading();
    return pipe;
  },
  "a pipe that nobody reads": openPipe,
};

function openPipe(folder: string): Sink {
  const path = join(folder, `pipe-${crypto.randomUUID()}`);
  if (Bun.spawnSync(["mkfifo", path]).exitCode !== 0) throw new Error("There is no mkfifo here.");
  // Open for both, so that opening does not wait for the other end.
  let reader: number | null = openSync(path, constants.O_RDWR);
  const fd = openSync(path, "w");
  function endReading(): void {
    if (reader !== null) closeSync(reader);
    reader = null;
  }
  return {
    fd,
    endReading,
    close() {
      closeSync(fd);
      endReading();
    },
  };
}

/** Of the server at this address: lines that went nowhere. */
export async function linesDropped(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^confab_log_lines_dropped_total (\d+)$/m.exec(text)?.[1]);
}
