// Before a restart each socket gets its last replies, then `bye`, then close code 1012, spread over at most two seconds. Each
// `bye` names another moment to reconnect, so that a thousand clients do not return at once.
import { closeCodes } from "../../protocol/close_codes.ts";
import type { Hub } from "./hub.ts";
import { hangUp, sendBye, whenAllAnswered, type Peer } from "./peer.ts";

const stepMs = 20;
const steps = 80;
const lastRepliesMs = 3000;
const latestReturnMs = 10_000;
// Between `bye` and close: closing a socket with unread bytes makes the kernel reset the connection, and a client that was
// sending would lose the `bye`.
const lingerMs = 250;

interface ShutdownDeps {
  hub: Pick<Hub, "peers" | "size" | "flush">;
  random: () => number;
  sleep: (ms: number) => Promise<unknown>;
}

export async function shutDownSockets({ hub, random, sleep }: ShutdownDeps): Promise<void> {
  const peers = [...hub.peers()];
  const lastReplies = Promise.all(peers.map(repliesOf));
  // Changes that the journal already has get their `ok` (D1); a disk that hangs does not block the shutdown.
  await Promise.race([lastReplies, sleep(lastRepliesMs)]);
  const returnWithinMs = Math.min(latestReturnMs, 500 + peers.length * 5);
  const batchSize = Math.max(50, Math.ceil(peers.length / steps));
  for (let from = 0; from < peers.length; from += batchSize) {
    if (from > 0) await sleep(stepMs);
    hub.flush();
    for (const peer of peers.slice(from, from + batchSize)) {
      sendBye(peer, closeCodes.restart, { afterMs: Math.round(random() * returnWithinMs) });
    }
  }
  if (peers.length > 0) await sleep(lingerMs);
  for (const peer of peers) hangUp(peer, closeCodes.restart);
}

async function repliesOf(peer: Peer): Promise<void> {
  await peer.taking;
  await whenAllAnswered(peer);
}
