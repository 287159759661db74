// A5: events for all rooms of one person. A walk goes room by room, yields between two, and reads
// nothing for a room without sockets. For each person and kind one walk runs at a time, and at most one more waits.
import type { Log } from "../log.ts";

interface WalksDeps {
  log: Log;
}

export function createWalks({ log }: WalksDeps) {
  /** Those under way; `isAgain`: it was asked for once more meanwhile. */
  const running = new Map<string, { isAgain: boolean }>();

  async function walk(
    name: string,
    listIds: () => Promise<number[]>,
    send: (roomId: number) => Promise<void>,
  ) {
    const state = { isAgain: false };
    running.set(name, state);
    try {
      do {
        state.isAgain = false;
        for (const roomId of await listIds()) {
          await send(roomId);
          await new Promise(setImmediate);
        }
      } while (state.isAgain);
    } catch (error) {
      // The change is committed; the clients get it with their next `hello`.
      log.error("live.not_told", { error });
    } finally {
      running.delete(name);
    }
  }

  return {
    start(name: string, listIds: () => Promise<number[]>, send: (roomId: number) => Promise<void>): void {
      const known = running.get(name);
      if (known) known.isAgain = true;
      else void walk(name, listIds, send);
    },
  };
}
