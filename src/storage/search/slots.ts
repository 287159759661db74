// An answer waits for the end of a slot of work (SPEC S9): looking through the index takes the longer the more often the words are
// said in rooms of others, and how long must tell nobody that they are. The work is counted, not the time since the ask, so that
// what other searches take cannot push an answer over the edge.
import { limits } from "../../protocol/limits.ts";

// Of what a common word costs whoever is in few rooms, about twice as much on a small machine.
const shortestMs = 20;
const msForMessage = 1e-4;

/** Depends on nothing but how many messages there are, which ids tell anyway. */
export function slotMsFor(lastId: number): number {
  return Math.min(limits.searchWorkMs, shortestMs + lastId * msForMessage);
}

/** How long to wait after so much work; nothing when the whole time was used. */
export function restOfSlot(workedMs: number, { slotMs, workMs }: { slotMs: number; workMs: number }): number {
  const slots = Math.max(1, Math.ceil(workedMs / slotMs));
  return Math.max(0, Math.min(slots * slotMs, workMs) - workedMs);
}
