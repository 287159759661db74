// Data that is read to be sent is read in the queues of the people whom it concerns: nobody gets stale data, and each person
// gets it in the order of the decisions.
import type { Log } from "../log.ts";
import type { PerUserQueue } from "../per_user_queue.ts";

/** Resolves when the task has ended, well or not; never rejects. */
export type EnqueueSend = (userIds: number[], task: () => Promise<void>) => Promise<void>;

/** After so many tasks the event loop goes on (A5): local reads are answered without leaving the thread. */
const maxTasks = 5;

export function createSendQueue({
  perUserQueue,
  log,
}: {
  perUserQueue: PerUserQueue;
  log: Log;
}): EnqueueSend {
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
    await perUserQueue.enqueue(userIds, paced).catch((error: unknown) => {
      // The change is committed; the clients get it with their next `hello`.
      log.error("live.not_told", { error });
    });
  };
}
