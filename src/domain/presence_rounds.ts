// T2: changes of presence are gathered for a moment, then told in rounds: one frame for each socket that watches some of them.
import type { Presence } from "../protocol/shapes.ts";
import type { Audience } from "./audience.ts";
import type { PresenceWatchers } from "./presence_watchers.ts";
import type { After } from "./timer.ts";

const gatherMs = 500;
/** About 2 MB a second: a frame of a single state is the largest, with 50 bytes. */
const maxStatesPerMs = 40;
const maxRestMs = 10_000;
/** States handled before other work runs; a frame to a socket, which is a system call, takes as long as eight. */
const maxStatesPerTurn = 5000;
const frameCost = 8;

interface PresenceRoundsDeps {
  audience: Pick<Audience, "sendToSocket">;
  watchers: Pick<PresenceWatchers, "eachWatcher">;
  /** Their state as it is counts as sent from now on. False: it was already. */
  move: (userId: number) => boolean;
  /** As last sent. */
  stateOf: (userIds: readonly number[]) => Presence[];
  after: After;
}

export function createPresenceRounds({ audience, watchers, move, stateOf, after }: PresenceRoundsDeps) {
  let changed = new Set<number>();
  /** Those of them that are sent now: who changes meanwhile comes in the next round. */
  let sending = changed;
  /** The people to send to each socket. */
  const due = new Map<number, number[]>();
  /** States sent in this round. */
  let sentCount = 0;
  let waiting: { cancel(): void } | null = null;

  function begin(): void {
    [sending, changed] = [changed, new Set()];
    sendRound();
  }

  /** Finds the watchers, then sends to each socket: both in batches. */
  function sendRound(): void {
    let left = maxStatesPerTurn;
    for (const userId of sending) {
      if (left <= 0) return resume();
      sending.delete(userId);
      left -= 1;
      if (!move(userId)) continue;
      watchers.eachWatcher(userId, (socketId) => {
        const userIds = due.get(socketId);
        if (userIds) userIds.push(userId);
        else due.set(socketId, [userId]);
        left -= 1;
      });
    }
    for (const [socketId, userIds] of due) {
      if (left <= 0) return resume();
      due.delete(socketId);
      left -= frameCost + userIds.length;
      sentCount += userIds.length;
      const [first, ...others] = stateOf(userIds);
      if (!first) continue;
      audience.sendToSocket(socketId, {
        type: "presence",
        ...first,
        ...(others.length > 0 ? { others } : {}),
      });
    }
    rest();
  }

  function resume(): void {
    waiting = after(0, sendRound);
  }

  /** After much was sent, more is gathered before the next: what changes back and forth meanwhile is told once. */
  function rest(): void {
    const restMs = Math.min(sentCount / maxStatesPerMs, maxRestMs);
    sentCount = 0;
    waiting = null;
    if (restMs > gatherMs) waiting = after(restMs, afterRest);
    else if (changed.size > 0) waiting = after(gatherMs, begin);
  }

  function afterRest(): void {
    if (changed.size > 0) begin();
    else waiting = null;
  }

  return {
    add(userId: number): void {
      changed.add(userId);
      waiting ??= after(gatherMs, begin);
    },
    /** What was gathered for this socket is not sent: it closed, or was just told. */
    drop: (socketId: number) => void due.delete(socketId),
    stop: () => waiting?.cancel(),
  };
}
