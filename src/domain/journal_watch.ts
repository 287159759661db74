// The journal, with an eye on it: how long changes wait, and whether it still answers.
import type { Change, ChangeOf, Journal, OutcomeOf } from "./journal.ts";

/** Nothing answered for so long while changes wait: not ready to serve. */
const stuckMs = 10_000;

export interface WatchedJournal extends Journal {
  /** Changes handed in that have no outcome yet. */
  unanswered(): number;
  /** Of the last change: from handing in to its outcome. */
  lastWaitMs(): number;
  /** New messages since the start. */
  posts(): number;
  isStuck(): boolean;
}

export function watchJournal(deps: { journal: Journal; monotonicMs: () => number }): WatchedJournal {
  const { journal, monotonicMs } = deps;
  let unanswered = 0;
  let lastAnswerAt = 0;
  let lastWaitMs = 0;
  let posts = 0;

  function submit<K extends Change["kind"]>(change: ChangeOf<K>): Promise<OutcomeOf<K>> {
    const from = monotonicMs();
    if (unanswered === 0) lastAnswerAt = from;
    unanswered += 1;
    const submitted = journal.submit(change);
    void watch();
    return submitted;

    async function watch(): Promise<void> {
      try {
        const outcome = await submitted;
        if (change.kind === "post" && outcome.ok && "changed" in outcome && outcome.changed) posts += 1;
      } catch {
        // Whoever submitted it hears of it.
      } finally {
        unanswered -= 1;
        lastAnswerAt = monotonicMs();
        lastWaitMs = lastAnswerAt - from;
      }
    }
  }

  return {
    submit,
    onCommitted: (listener) => journal.onCommitted(listener),
    unanswered: () => unanswered,
    lastWaitMs: () => lastWaitMs,
    posts: () => posts,
    isStuck: () => unanswered > 0 && monotonicMs() - lastAnswerAt > stuckMs,
  };
}
