// What the main thread and the journal's worker say to each other. Changes and outcomes travel as one JSON text a batch:
// a string crosses threads several times faster than a tree of objects.
import type { Change, Done, Refusal } from "../domain/journal.ts";
import type { Message } from "../protocol/shapes.ts";

export type ToWorker =
  | { type: "open"; path: string }
  /** `entries`: a JSON list of `Entry`. One transaction, one answer; the next is sent only after it. */
  | { type: "write"; entries: string }
  | { type: "close" };

export type FromWorker =
  | { type: "ready" }
  | { type: "failed"; problem: string }
  /**
   * `outcomes`: a JSON list, one for each entry, in their order; all committed. `texts`: the JSON of each `message` in them
   * that lacks its `json`, one on each line. `touched`: a JSON list of `Touched`, told between them.
   */
  | { type: "written"; outcomes: string; texts: string; touched: string; commitMs: number }
  /** The disk refuses for now; the batch is tried again. Also the sign of life while that lasts. */
  | { type: "trouble"; problem: string; tries: number }
  /** The files are not those that were opened (H7). Nothing is written or answered after it, the batch on its way neither. */
  | { type: "replaced"; problem: string }
  | { type: "closed" };

/** Messages that the first `after` entries touched (N1): sent after those and before the next. */
export interface Touched {
  after: number;
  messages: Message[];
}

/** A change that SQLite itself refused, alone: a bug of ours. Nothing of it was written. */
export interface Failure {
  ok: false;
  failed: string;
}

/** The page where the change belongs is damaged. Nothing of it was written, and it may be sent again. */
export interface Damaged {
  ok: false;
  damaged: string;
}

export type WrittenOutcome<K extends Change["kind"] = Change["kind"]> =
  Extract<Done, { change: { kind: K } }>["outcome"] | Refusal | Failure | Damaged;
