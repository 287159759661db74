// What must be read to be sent is read in the turn of the people whom it concerns: nobody is told old news, and what concerns one person
// comes in the order in which it was decided.
import type { Log } from "../log.ts";
import type { Turns } from "../turns.ts";

/** Resolves when the task has ended, well or not; never rejects. */
export type InTurn = (userIds: number[], task: () => Promise<void>) => Promise<void>;

/** So many tasks may begin before the event loop goes on (A5): local reads are answered without leaving the thread. */
const maxTasks = 5;

export function createInTurn({ turns, log }: { turns: Turns; log: Log }): InTurn {
  let begun = 0;
  let pause: Promise<void> | null = null;

  function noteBegun(): void {
    begun += 1;
    if (begun < maxTasks) return;
    begun = 0;
    pause = new Promise((resolve) => {
      setImmediate(() => {
        pause = null;
        resolve();
      });
    });
  }

  return async (userIds, task) => {
    if (userIds.length === 0) return;
    const paced = async () => {
      for (let paused = pause; paused !== null; paused = pause) await paused;
      noteBegun();
      await task();
    };
    await turns.take(userIds, paced).catch((error: unknown) => {
      // The change stands; the clients have it with their next `hello`.
      log.error("live.not_told", { error });
    });
  };
}
