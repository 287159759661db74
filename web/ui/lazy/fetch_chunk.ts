// Fetches a chunk until it is loaded: soon after a failure, then ever more rarely, and at once when the browser or
// the socket reports that the connection is back.
import { reconnectDelayMs } from "../../connection/backoff.ts";

import { after } from "../../app/timers.ts";

/** "away": nothing answers. "outdated": the server was upgraded since the page was opened and no longer has the chunk. */
export type ChunkTrouble = "away" | "outdated";

export interface ChunkFetch {
  /** Retries at once. */
  again: () => void;
  stop: () => void;
}

interface ChunkFetchOptions {
  onHere: () => void;
  onTrouble: (trouble: ChunkTrouble) => void;
}

export function fetchChunk(
  load: () => Promise<unknown>,
  { onHere, onTrouble }: ChunkFetchOptions,
): ChunkFetch {
  let attempt = 0;
  let isBusy = false;
  let isStopped = false;
  let timer = { cancel() {} };

  async function run(): Promise<void> {
    if (isBusy || isStopped) return;
    isBusy = true;
    timer.cancel();
    const trouble = await troubleWith(load);
    isBusy = false;
    if (isStopped) return;
    if (!trouble) {
      stop();
      return onHere();
    }
    onTrouble(trouble);
    timer = after(reconnectDelayMs({ attempt, random: Math.random }), again);
    attempt += 1;
  }

  const again = () => void run();

  function stop(): void {
    isStopped = true;
    timer.cancel();
    window.removeEventListener("online", again);
  }

  window.addEventListener("online", again);
  again();
  return { again, stop };
}

/** Null: loaded. */
export async function troubleWith(load: () => Promise<unknown>): Promise<ChunkTrouble | null> {
  // The connection may have returned in between: a chunk is outdated only if it fails while the server answers.
  for (let time = 0; time < 2; time += 1) {
    try {
      await load();
      return null;
    } catch {
      if (!(await serverAnswers())) return "away";
    }
  }
  return "outdated";
}

const serverAnswers = () =>
  fetch("/favicon.svg", { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
