// The journal, with an eye on it: how long changes wait, and whether it still answers.
import type { Change, ChangeOf, Journal, OutcomeOf } from "./journal.ts";

/** A change without an outcome for so long: not ready to serve. */
const stuckMs = 10_000;

export interface WatchedJournal extends Journal {
  /** Changes handed in that have no outcome yet. */
  unanswered(): number;
  /** New messages since the start. */
  posts(): number;
  /**
   * The oldest change has no outcome for too long. Refusals do not hide it: while the disk refuses, the transaction in hand is
   * tried until it works.
   */
  isStuck(): boolean;
}

interface JournalWatchDeps {
  journal: Journal;
  /** How long the transaction in hand has been tried: it may be a step that was not handed in here. */
  inHandMs: () => number;
  monotonicMs: () => number;
  /** Of each change: how long from handing it in to its outcome. */
  onWaited?: (ms: number) => void;
}

export function watchJournal({
  journal,
  inHandMs,
  monotonicMs,
  onWaited = () => {},
}: JournalWatchDeps): WatchedJournal {
  /** When each change without an outcome was handed in, the oldest first. */
  const unanswered = new Set<{ from: number }>();
  let posts = 0;

  function submit<K extends Change["kind"]>(change: ChangeOf<K>): Promise<OutcomeOf<K>> {
    const waiting = { from: monotonicMs() };
    unanswered.add(waiting);
    const submitted = journal.submit(change);
    void watch();
    return submitted;

    async function watch(): Promise<void> {
      try {
        const outcome = await submitted;
        if (change.kind === "post" && outcome.ok && "changed" in outcome && outcome.changed) posts += 1;
      } catch {
        // The caller of `submit` gets the error.
      } finally {
        unanswered.delete(waiting);
        onWaited(monotonicMs() - waiting.from);
      }
    }
  }

  return {
    submit,
    onCommitted: (listener) => journal.onCommitted(listener),
    unanswered: () => unanswered.size,
    posts: () => posts,
    isStuck() {
      const [oldest] = unanswered;
      const waitsMs = oldest === undefined ? 0 : monotonicMs() - oldest.from;
      return Math.max(waitsMs, inHandMs()) > stuckMs;
    },
  };
}
