// What the tests know of a kind of change: all of it in one place, under the keys of `Changes`.
import type { ChangeKind, ChangeOf, DoneOf } from "../../../src/domain/journal.ts";
import type { Effect } from "../../../src/domain/effects.ts";
import type { World } from "./world.ts";

interface TestedChange<K extends ChangeKind> {
  /** An example, and an outcome in which it was done. */
  change: ChangeOf<K>;
  outcome: DoneOf<K>;
  /** What follows from these two. */
  effects: Effect[];
  /** One at random. Null: there is nothing to do it to just now. */
  deed(world: World): Promise<ChangeOf<K> | null>;
  /** What must be done before, where it finds nothing to do. */
  needs?: ChangeKind;
  /** Where there is a workspace already. */
  isNeverAccepted?: true;
}

export type Tested<C> = { [K in keyof C & ChangeKind]: TestedChange<K> };
