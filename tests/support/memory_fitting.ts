// R3 said once more, over what is told: how much of a list one answer takes.
import type { Message } from "../../src/protocol/shapes.ts";

const pageBytes = 256 * 1024;

function weightOf({ body, mentions, reactions, files }: Message): number {
  return (
    Buffer.byteLength(JSON.stringify(body)) + 256 * (1 + mentions.length + reactions.length + files.length)
  );
}

export interface Bounds {
  count: number;
  bytes?: number;
}

/** How many of these, from the first on; at least one. */
export function fittingCount(messages: Message[], { count, bytes = pageBytes }: Bounds): number {
  let total = 0;
  for (const [index, message] of messages.entries()) {
    total += weightOf(message);
    if (index === count || (index > 0 && total > bytes)) return index;
  }
  return Math.min(count, messages.length);
}

export const halfPageBytes = pageBytes / 2;
