// The port of the one writer (SPEC D1 to D4, A2). The types of the changes are in changes/.
import type { Message } from "../protocol/shapes.ts";
import type { ChangeKind, ChangeOf, OutcomeOf } from "./changes/changes.ts";
import type { Effect } from "./effects.ts";

export type { Change, ChangeKind, ChangeOf, DoneOf, OutcomeOf, Refusal } from "./changes/changes.ts";
export type { NamedMention } from "./changes/message_changes.ts";
export type {
  Actor,
  ByOrFor,
  DisplayKeys,
  EndedSessions,
  NewSession,
  NewUser,
  InheritedRoom,
  Twins,
} from "./changes/parts.ts";
export { ownerIdOf } from "./changes/parts.ts";

/** One change that is on disk, with what became of it. */
export type Done =
  | {
      [K in ChangeKind]: { change: ChangeOf<K>; outcome: OutcomeOf<K> };
    }[ChangeKind]
  /** Messages that the changes just before moved along: what a new or deleted reply answers (N1). Once, by rising rev. */
  | { change: { kind: "touched" }; outcome: { ok: true; messages: Message[] } };

/** With what follows from it. */
export type Committed = Done & { effects: Effect[] };

export interface Journal {
  /**
   * Resolves after commit and after `onCommitted` has run for it. Changes take effect in the order of the calls.
   * Rejects with ChatError `busy` when too many wait or the disk refuses writes (then nothing was or will be done).
   * `at` of the change is the journal's clock at the call.
   */
  submit<K extends ChangeKind>(change: ChangeOf<K>): Promise<OutcomeOf<K>>;
  /** Called synchronously for each change of a committed batch, in order, before its `submit` resolves. One listener. */
  onCommitted(listener: (committed: Committed) => void): void;
}
