// One task queue for each person: what a person is sent keeps the order of the decisions, though each item is read before it
// is sent. A task waits in the queues of one or of many people and reads when it runs, so it never sends stale data.

export interface PerUserQueue {
  /** Runs the task when all earlier tasks of all these people have ended. */
  enqueue<T>(userIds: number[], task: () => Promise<T>): Promise<T>;
}

export function createPerUserQueue(): PerUserQueue {
  /** The end of each person's last task; no entry for an empty queue. */
  const lastOf = new Map<number, Promise<unknown>>();

  function enqueue<T>(userIds: number[], task: () => Promise<T>): Promise<T> {
    // All queues are entered in one step: two tasks with the same people have the same order in all of them.
    const earlier = userIds.flatMap((userId) => lastOf.get(userId) ?? []);
    const mine = earlier.length === 0 ? task() : Promise.all(earlier).then(task);
    const ended = end();
    for (const userId of userIds) lastOf.set(userId, ended);
    return mine;

    async function end(): Promise<void> {
      await mine.catch(() => undefined);
      for (const userId of userIds) if (lastOf.get(userId) === ended) lastOf.delete(userId);
    }
  }

  return { enqueue };
}
