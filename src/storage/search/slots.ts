// An answer waits for the end of a slot of work (SPEC S9): a search of the index takes longer the more often the words occur
// in rooms of others, and the time must not reveal that. The work is counted, not the time since the request, so that
// other searches cannot push an answer into the next slot.
import { limits } from "../../protocol/limits.ts";

// About the cost of a common word for a person in few rooms, twice that on a small machine.
const shortestMs = 20;
const msForMessage = 1e-4;

/** Depends only on the number of messages, which ids show anyway. */
export function slotMsFor(lastId: number): number {
  return Math.min(limits.searchWorkMs, shortestMs + lastId * msForMessage);
}

/** How long to wait after this much work; 0 when the whole time was used. */
export function restOfSlot(workedMs: number, { slotMs, workMs }: { slotMs: number; workMs: number }): number {
  const slots = Math.max(1, Math.ceil(workedMs / slotMs));
  return Math.max(0, Math.min(slots * slotMs, workMs) - workedMs);
}
