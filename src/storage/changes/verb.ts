// What the journal needs of a kind of change. The statements of a batch all run in one transaction, so all that a
// change depends on is read by its own statements; nothing is decided before. They run in the worker; the effects are derived on
// the main thread, so these modules import only types of libSQL.
import type { ResultSet } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import type { Effect } from "../../domain/effects.ts";
import type { ChangeKind, ChangeOf, DoneOf, OutcomeOf, Refusal } from "../../domain/journal.ts";
import type { Statement } from "../statement.ts";

export type Entry<K extends ChangeKind = ChangeKind> = {
  /** The journal's clock when the change was handed in. */
  at: number;
  change: ChangeOf<K>;
};

/** Statements for a run of neighbouring changes of one kind, and how to read what became of them. */
export interface Plan {
  statements: (SQL | Statement)[];
  /** `results` are those of `statements`. */
  outcomes(results: ResultSet[]): Outcomes;
  /** Messages that the run touched (N1), with revs above its own, rising: a JSON list. Absent: none. */
  touched?(results: ResultSet[]): string;
}

export interface Outcomes {
  /** JSON, one for each change of the run, in its order, joined by commas. */
  outcomes: string;
  /** The JSON of each `message` in them that lacks its `json`, in their order, joined by line feeds. */
  texts: string;
}

export interface Verb<K extends ChangeKind> {
  /**
   * Set-based verbs take many changes in one run, but none twice of the same thing, for the second must see the first:
   * whether `change` may follow those in the run. Absent: every change is a separate run.
   */
  startRun?(): (change: ChangeOf<K>) => boolean;
  plan(entries: Entry<K>[]): Plan;
  effects: Effects<K>;
}

/** What follows from a change that was done and altered something. Pure. */
export type Effects<K extends ChangeKind> = (change: ChangeOf<K>, outcome: DoneOf<K>) => Effect[];

/** A verb of one change at a time. */
export function single<K extends ChangeKind>(
  effects: Effects<K>,
  perform: (
    change: ChangeOf<K>,
    at: number,
  ) => { statements: Plan["statements"]; outcome: (results: ResultSet[]) => OutcomeOf<K> },
): Verb<K> {
  return {
    effects,
    plan([entry]) {
      if (!entry) throw new Error("A run holds at least one change.");
      const { statements, outcome } = perform(entry.change, entry.at);
      return {
        statements,
        outcomes: (results) => ({ outcomes: JSON.stringify(outcome(results)), texts: "" }),
      };
    },
  };
}

/** A run that takes each key once. */
export function onceByKey<T>(keyOf: (change: T) => string | number): () => (change: T) => boolean {
  return () => {
    const seen = new Set<string | number>();
    return (change) => {
      const key = keyOf(change);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    };
  };
}

/** The outcomes as SQLite wrote them. */
export function writtenOutcomes(results: ResultSet[]): Outcomes {
  for (const { rows } of results) {
    const outcomes = rows[0]?.["outcomes"];
    const texts = rows[0]?.["texts"];
    // No texts: there are no messages, or none was written.
    if (typeof outcomes === "string") return { outcomes, texts: typeof texts === "string" ? texts : "" };
  }
  throw new Error("A run of changes ended without outcomes.");
}

/** What one of the statements selected under this name. */
export function writtenText(results: ResultSet[], name: string): string {
  for (const result of results) {
    const text = result.rows[0]?.[name];
    if (typeof text === "string") return text;
  }
  throw new Error(`A run of changes ended without ${name}.`);
}

export function refuse(reason: Exclude<Refusal["reason"], "conflict">): Refusal {
  return { ok: false, reason };
}

/** The same as text inside SQL. */
export function refusal(reason: Refusal["reason"]): SQL {
  return sql.raw(`'{"ok":false,"reason":"${reason}"}'`);
}

/** Whether a fact that a statement selected under this name is true. */
export function isTrue(result: ResultSet | undefined, name: string): boolean {
  return result?.rows[0]?.[name] === 1;
}

/** The id that a statement returned, or null when it did nothing. */
export function returnedId(result: ResultSet | undefined): number | null {
  const id = result?.rows[0]?.["id"];
  return typeof id === "number" ? id : null;
}

/** All ids that a statement returned, rising. */
export function returnedIds(result: ResultSet | undefined): number[] {
  return (result?.rows.map(({ id }) => Number(id)) ?? []).sort((a, b) => a - b);
}
