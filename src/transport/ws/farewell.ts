// Before a restart (traps 23): each socket hears its last replies, then `bye`, then 1012, spread over at most two seconds,
// and is told to come back at its own moment, so that a thousand clients do not return at once.
import { closeCodes } from "../../protocol/close_codes.ts";
import type { Hub } from "./hub.ts";
import { hangUp, sayBye, whenAllAnswered, type Peer } from "./peer.ts";

const stepMs = 20;
const steps = 80;
const lastRepliesMs = 3000;
const latestReturnMs = 10_000;
// Between `bye` and close: closing over bytes that were not read makes the kernel reset the line, and who was just sending
// would lose the `bye`.
const lingerMs = 250;

interface FarewellDeps {
  hub: Pick<Hub, "peers" | "size">;
  random: () => number;
  sleep: (ms: number) => Promise<unknown>;
}

export async function sayGoodbye({ hub, random, sleep }: FarewellDeps): Promise<void> {
  const peers = [...hub.peers()];
  const lastReplies = Promise.all(peers.map(repliesOf));
  // What was handed to the journal before has its `ok` (D1); a disk that hangs keeps nobody for ever.
  await Promise.race([lastReplies, sleep(lastRepliesMs)]);
  const returnWithinMs = Math.min(latestReturnMs, 500 + peers.length * 5);
  const atOnce = Math.max(50, Math.ceil(peers.length / steps));
  for (let from = 0; from < peers.length; from += atOnce) {
    if (from > 0) await sleep(stepMs);
    for (const peer of peers.slice(from, from + atOnce)) {
      sayBye(peer, closeCodes.restart, { afterMs: Math.round(random() * returnWithinMs) });
    }
  }
  if (peers.length > 0) await sleep(lingerMs);
  for (const peer of peers) hangUp(peer, closeCodes.restart);
}

async function repliesOf(peer: Peer): Promise<void> {
  await peer.taking;
  await whenAllAnswered(peer);
}
