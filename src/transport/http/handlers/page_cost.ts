// A5: a list of messages spends one of a person's rate at the request, and more by its bytes when they are known: the next requests
// waits for it.
import type { Message } from "../../../protocol/shapes.ts";
import type { Rates } from "../../rates.ts";

const bytesOfOne = 64 * 1024;

export function chargeFor(rates: Rates, userId: number, ...lists: readonly Message[][]): void {
  let bytes = 0;
  for (const { body } of lists.flat()) bytes += Buffer.byteLength(JSON.stringify(body));
  rates.charge("history", userId, bytes / bytesOfOne);
}
