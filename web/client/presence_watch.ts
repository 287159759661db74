// T2: a tab gets the presence of the people it shows. Each component that shows someone registers them.
import { limits } from "../../src/protocol/limits.ts";
import type { Question } from "./socket_requests.ts";

interface PresenceWatchPorts {
  /** Its answer is folded before it resolves. */
  ask: (question: Question, options: { onDrop: "fail" }) => Promise<unknown>;
  after: (delayMs: number, run: () => void) => void;
}

const gatherMs = 100;
const againMs = 5000;

interface Shown {
  /** The number of components that show them. */
  times: number;
  /** Rises with each sent set: the newest are sent first when there are too many. */
  since: number;
}

export function createPresenceWatch({ ask, after }: PresenceWatchPorts) {
  const shown = new Map<number, Shown>();
  let isVisible = true;
  let isIn = false;
  let isDue = false;
  let sets = 0;
  let sent = "";

  function wanted(): number[] {
    if (!isVisible) return [];
    const newestFirst = [...shown].sort(([, one], [, other]) => other.since - one.since);
    return newestFirst.slice(0, limits.watched).map(([userId]) => userId);
  }

  function send(): void {
    isDue = false;
    if (!isIn) return;
    const userIds = wanted();
    const set = [...userIds].sort((one, other) => one - other).join();
    if (set === sent) return;
    sent = set;
    sets += 1;
    ask({ type: "watch", userIds }, { onDrop: "fail" }).catch(() => {
      if (sent !== set) return;
      sent = "unknown";
      after(againMs, send);
    });
  }

  function sendSoon(): void {
    if (isDue) return;
    isDue = true;
    after(gatherMs, send);
  }

  return {
    /** Returns how to stop showing them. */
    show(userId: number): () => void {
      const known = shown.get(userId);
      if (known) known.times += 1;
      else shown.set(userId, { times: 1, since: sets });
      sendSoon();
      return () => {
        const one = shown.get(userId);
        if (!one) return;
        one.times -= 1;
        if (one.times === 0) shown.delete(userId);
        sendSoon();
      };
    },
    /** A hidden tab shows nobody. */
    setVisible(next: boolean): void {
      isVisible = next;
      send();
    },
    /** A new connection watches nobody. */
    onHello(): void {
      isIn = true;
      sent = "";
      send();
    },
  };
}
