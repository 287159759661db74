// The journal's side on the main thread: it queues changes, hands them to the worker a batch at a time, and reports what was
// committed, in order. While one batch commits, new changes wait for the next: that is the whole group commit.
import { ChatError } from "../domain/chat_error.ts";
import type { Effect } from "../domain/effects.ts";
import type { Change, ChangeOf, Committed, Journal, OutcomeOf } from "../domain/journal.ts";
import type { Log } from "../domain/log.ts";
import { isStorableText } from "../protocol/text.ts";
import { effectsOf, movedAlong } from "./changes/effects_of.ts";
import { isIndexStep } from "./changes/search_index.ts";
import { damageRetryMs } from "./database.ts";
import type { Damaged, Failure, Touched, WrittenOutcome } from "./journal_messages.ts";
import { createJournalQueue } from "./journal_queue.ts";
import type { JournalThread } from "./journal_thread.ts";
import type { Entry } from "./changes/verb.ts";
import { replacement } from "./stored_text.ts";

export interface JournalDeps {
  thread: JournalThread;
  now: () => number;
  monotonicMs?: () => number;
  log: Log;
  /** The database's files were replaced (H7): from now on everything is refused. */
  onReplaced?: (problem: string) => void;
  /** Runs with the effects of a whole batch before any of it is sent: caches drop what it changed. */
  onBatch?: (effects: Effect[]) => void;
  /** A change belongs where the file is damaged; it was refused (H5). */
  onDamage?: (problem: string) => void;
  /** Why nothing may be written until the file is repaired; null while it may (H5). */
  whyReadOnly?: () => string | null;
  /** Hears outcomes in which damaged text may have been replaced (H4). */
  onReplacedText?: (text: string) => void;
}

/** Two numbers, not an object: it is called for each transaction. */
export type TransactionListener = (commitMs: number, changes: number) => void;

interface StoredJournal extends Journal {
  /** Called with each transaction that was committed, but those of the search index. */
  onTransaction(listener: TransactionListener): void;
  /** How long the transaction in hand has been tried; 0 when there is none. */
  inHandMs(): number;
  /** The process is about to end: changes that wait for a disk that refuses are answered `busy`. */
  endSoon(): void;
  /** Accepts no further changes; resolves when all accepted ones are committed. */
  drain(): Promise<void>;
}

interface Waiting {
  change: Change;
  /** The entry as the worker reads it. */
  json: string;
  resolve: (outcome: WrittenOutcome) => void;
  reject: (error: Error) => void;
}

const maxWaiting = 10_000;
/** UTF-16 units of JSON, of waiting changes and the batch in hand (H10): ten thousand long posts would be 300 MB. */
const maxWaitingUnits = 32 * 1024 * 1024;
// A short BUSY is not reported; after this many tries people are told to wait.
const triesBeforeRefusing = 4;

export function createJournal({
  thread,
  now,
  monotonicMs = () => performance.now(),
  log,
  onReplaced = () => {},
  onBatch,
  onDamage = () => {},
  onReplacedText,
  whyReadOnly = () => null,
}: JournalDeps): StoredJournal {
  const queue = createJournalQueue<Waiting>(({ change }) => change);
  let inFlight: Waiting[] = [];
  let waitingUnits = 0;
  let inHandFrom = 0;
  let trouble: string | null = null;
  let isReplaced = false;
  let onTransaction: TransactionListener = () => {};
  let isEnding = false;
  let isClosing = false;
  let isSending = false;
  let whenDrained = () => {};
  let listener: (committed: Committed) => void = () => {};

  // In a microtask: what one turn hands in shares a transaction.
  function sendSoon(): void {
    if (isSending) return;
    isSending = true;
    queueMicrotask(sendNext);
  }

  function sendNext(): void {
    refuseWaiting();
    inFlight = queue.takeBatch();
    isSending = inFlight.length > 0;
    inHandFrom = monotonicMs();
    if (isSending) thread.write(`[${inFlight.map(({ json }) => json).join(",")}]`);
  }

  thread.onWritten(({ outcomes, texts, touched, commitMs }) => {
    const written = inFlight;
    for (const { json } of written) waitingUnits -= json.length;
    if (written[0] && !isIndexStep(written[0].change)) onTransaction(commitMs, written.length);
    if (trouble !== null) log.info("journal_recovered");
    trouble = null;
    // The next batch commits while this one is published.
    sendNext();
    publish(written, readOutcomes(outcomes, texts), JSON.parse(touched));
    if (outcomes.includes(replacement)) onReplacedText?.(outcomes);
    if (texts.includes(replacement)) onReplacedText?.(`[${texts.replaceAll("\n", ",")}]`);
    if (isClosing && !isSending) whenDrained();
  });

  function publish(written: Waiting[], outcomes: WrittenOutcome[], touched: Touched[]): void {
    if (outcomes.length !== written.length)
      throw new Error("The journal's worker lost count of the changes.");
    const movedAfter = new Map(touched.map(({ after, messages }) => [after, movedAlong(messages)]));
    const all: Effect[] = [];
    const committed = written.map(({ change }, index) => {
      const outcome = outcomes[index];
      if (!outcome || !isWritten(outcome)) return null;
      const one = committedOf(change, outcome);
      all.push(...one.effects);
      return one;
    });
    for (const { effects } of movedAfter.values()) all.push(...effects);
    onBatch?.(all);
    const damaged: string[] = [];
    written.forEach(({ change, resolve, reject }, index) => {
      const outcome = outcomes[index];
      hear(movedAfter.get(index));
      if (outcome && "damaged" in outcome) {
        damaged.push(outcome.damaged);
        reject(busyFor(damagedSentence));
        return;
      }
      if (!outcome || "failed" in outcome) {
        log.error("change_failed", { kind: change.kind, problem: outcome?.failed });
        reject(new Error(`The change "${change.kind}" could not be written.`));
        return;
      }
      hear(committed[index]);
      resolve(outcome);
    });
    hear(movedAfter.get(written.length));
    const [problem] = damaged;
    if (problem === undefined) return;
    log.error("changes_damaged", { count: damaged.length, problem });
    onDamage(problem);
  }

  /** A bug in what follows from a change must not keep its answer back, nor those of its neighbours. */
  function committedOf(change: Change, outcome: Written): Committed {
    let effects: Effect[] = [];
    try {
      // The worker answers each change by the outcome of its kind.
      effects = effectsOf(change, outcome as OutcomeOf<typeof change.kind>);
    } catch (error) {
      log.error("effects_failed", { kind: change.kind, problem: String(error) });
    }
    return { change, outcome, effects } as Committed;
  }

  function hear(committed: Committed | null | undefined): void {
    if (!committed) return;
    try {
      listener(committed);
    } catch (error) {
      log.error("listener_failed", { kind: committed.change.kind, problem: String(error) });
    }
  }

  thread.onTrouble(({ problem, tries }) => {
    log.warn("journal_trouble", { problem, tries });
    if (tries >= triesBeforeRefusing) trouble = problem;
    if (isEnding) refuseWaiting();
  });

  thread.onReplaced(({ problem }) => {
    isReplaced = true;
    onReplaced(problem);
    // The batch in hand was not written, or to files that are lost.
    for (const { reject } of inFlight) reject(busyFor(replacedSentence));
    inFlight = [];
    refuseWaiting();
    isSending = false;
    whenDrained();
  });

  function whyNothing(): string | null {
    return isReplaced ? replacedSentence : whyReadOnly();
  }

  /**
   * What waits was never tried: nothing more of it is when the database becomes read-only or was replaced, or when the process is about to end
   * and the disk refuses. The transaction in hand may still be committed: its sockets end without an answer.
   */
  function refuseWaiting(): void {
    const why = whyNothing();
    if (why === null && !(isEnding && trouble !== null)) return;
    for (let waiting = queue.takeBatch(); waiting.length > 0; waiting = queue.takeBatch()) {
      for (const { json, reject } of waiting) {
        waitingUnits -= json.length;
        reject(why === null ? stopping() : busyFor(why));
      }
    }
  }

  function refuseIfBusy(): void {
    if (isClosing) throw stopping();
    const why = whyNothing();
    if (why !== null) throw busyFor(why);
    if (trouble !== null) {
      throw new ChatError("busy", `The server can't save anything right now: ${reasonOf(trouble)}.`, {
        retryAfterMs: 5000,
      });
    }
  }

  function refuseIfFull(units: number): void {
    if (queue.size() >= maxWaiting || waitingUnits + units > maxWaitingUnits) {
      throw new ChatError("busy", "Too many changes are waiting. Try again in a moment.", {
        retryAfterMs: 1000,
      });
    }
  }

  return {
    submit<K extends Change["kind"]>(change: ChangeOf<K>): Promise<OutcomeOf<K>> {
      return new Promise((resolve, reject) => {
        refuseIfBusy();
        const entry: Entry = { at: now(), change };
        const json = JSON.stringify(entry);
        refuseBadText(change, json);
        refuseIfFull(json.length);
        waitingUnits += json.length;
        queue.add({
          change,
          json,
          // The worker answers each change by the outcome of its kind.
          resolve: (outcome) => resolve(outcome as OutcomeOf<K>),
          reject,
        });
        sendSoon();
      });
    },
    onCommitted(next) {
      listener = next;
    },
    onTransaction(next) {
      onTransaction = next;
    },
    inHandMs: () => (inFlight.length > 0 ? monotonicMs() - inHandFrom : 0),
    endSoon() {
      isEnding = true;
      refuseWaiting();
    },
    drain() {
      isClosing = true;
      if (!isSending) return Promise.resolve();
      return new Promise((resolve) => {
        whenDrained = resolve;
      });
    },
  };
}

/** Gives each message its text: the texts of a batch are never parsed here. */
function readOutcomes(json: string, texts: string): WrittenOutcome[] {
  const outcomes: WrittenOutcome[] = JSON.parse(json);
  const lines = texts === "" ? [] : texts.split("\n");
  let next = 0;
  for (const outcome of outcomes) {
    if (!("message" in outcome) || outcome.message.json !== undefined) continue;
    outcome.message.json = lines[next] ?? "";
    next += 1;
  }
  if (next !== lines.length) throw new Error("The journal's worker lost count of the messages.");
  return outcomes;
}

/**
 * X1 is checked by every transport; here again, for a lone surrogate in the file ends the process at each read of it. In JSON such
 * text is escaped, which is seen at once. Someone may have typed what looks like that, so it is only a hint.
 */
function refuseBadText(change: Change, json: string): void {
  if (json.includes("\\u0000") || json.includes("\\ud")) refuseBadTextIn(change);
}

function refuseBadTextIn(value: object): void {
  for (const part of Object.values(value)) {
    if (typeof part === "string" && !isStorableText(part)) {
      throw new ChatError("bad_text", "The text contains a character that can't be stored.");
    }
    if (typeof part === "object" && part !== null) refuseBadTextIn(part);
  }
}

function stopping(): ChatError {
  return new ChatError("busy", "The server is stopping.", { retryAfterMs: 2000 });
}

const damagedSentence =
  "This part of the database is damaged. Nothing can be saved here until it is repaired.";

const replacedSentence =
  "Nothing can be saved: the server's database was moved or replaced. It must be restarted.";

/** Never a final code: a client keeps a message that was refused as `busy`, and sends it again after the repair (H5). */
function busyFor(why: string): ChatError {
  return new ChatError("busy", why, { retryAfterMs: damageRetryMs });
}

type Written = Exclude<WrittenOutcome, Failure | Damaged>;

function isWritten(outcome: WrittenOutcome): outcome is Written {
  return !("failed" in outcome || "damaged" in outcome);
}

function reasonOf(problem: string): string {
  if (problem.includes("SQLITE_FULL")) return "the disk is full";
  if (problem.includes("SQLITE_BUSY")) return "another program holds the database";
  return "the disk refuses writes";
}
