// What must be read to be sent is read in the turn of the people whom it concerns: nobody is told old news, and what concerns one person
// comes in the order in which it was decided.
import type { Log } from "../log.ts";
import type { Turns } from "../turns.ts";

/** Resolves when the task has ended, well or not; never rejects. */
export type InTurn = (userIds: number[], task: () => Promise<void>) => Promise<void>;

export function createInTurn({ turns, log }: { turns: Turns; log: Log }): InTurn {
  return async (userIds, task) => {
    if (userIds.length === 0) return;
    await turns.take(userIds, task).catch((error: unknown) => {
      // The change stands; the clients have it with their next `hello`.
      log.error("live.not_told", { error });
    });
  };
}
