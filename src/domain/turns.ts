// What one person is told comes in the order in which it was decided, though each thing is read before it is told.
// A task takes its turn with one person or with many; it reads when its turn has come, so it never tells old news.

export interface Turns {
  /** Runs the task when all earlier tasks of all these people have ended. */
  take<T>(userIds: number[], task: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  /** The end of each person's last task; no entry when there is none. */
  const lastOf = new Map<number, Promise<unknown>>();

  function take<T>(userIds: number[], task: () => Promise<T>): Promise<T> {
    // All queues are entered in one step: two tasks with the same people stand in the same order in all of them.
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

  return { take };
}
