// The statements that a connection has compiled. To compile one takes SQLite longer than to run it: most of ours are large and
// touch few rows.
import type { InValue } from "@libsql/client";
import type Database from "libsql";

export interface Compiled {
  statement: Pick<Database.Statement, "all" | "run" | "columns">;
  /** Null: it returns no rows. */
  columns: string[] | null;
  isPragma: boolean;
}

/** More than the server has; a search builds its statements by what was typed. The least recently used goes first. */
export const maxCompiled = 256;
/** UTF-16 units. SQLite keeps a copy of what was bound last. */
const maxBoundUnits = 64 * 1024;

export interface CompiledStatements {
  /** One that fails is not kept: it may be half-open. */
  use<T>(text: string, args: InValue[], work: (compiled: Compiled) => T): T;
  clear(): void;
}

interface Cached extends Compiled {
  changesSchema: boolean;
  /** How many values it takes. One that a call left out would be that of the call before. */
  values: number;
}

export function createCompiledStatements(prepare: (text: string) => Database.Statement): CompiledStatements {
  const cached = new Map<string, Cached>();

  function compile(text: string, values: number): Cached {
    const statement = prepare(text);
    const columns = statement.reader ? namesOf(statement) : null;
    // As numbers, integers would be rounded without a word.
    if (columns) statement.raw(true).safeIntegers(true);
    return { statement, columns, isPragma: isPragma(text), changesSchema: changesSchema(text), values };
  }

  return {
    use(text, args, work) {
      const units = checkValues(args);
      const known = cached.get(text);
      if (known && known.values !== args.length) {
        throw new RangeError(`A statement of ${known.values} values got ${args.length}.`);
      }
      // While it runs it is not cached.
      cached.delete(text);
      const compiled = known ?? compile(text, args.length);
      const result = work(compiled);
      if (compiled.changesSchema) cached.clear();
      // Some PRAGMAs run while they are compiled, and only then.
      else if (!compiled.isPragma && units <= maxBoundUnits) cached.set(text, compiled);
      const [oldest] = cached.keys();
      if (cached.size > maxCompiled && oldest !== undefined) cached.delete(oldest);
      return result;
    },
    clear: () => cached.clear(),
  };
}

export function namesOf(statement: Pick<Database.Statement, "columns">): string[] {
  return statement.columns().map(({ name }) => name);
}

/** Other values end the process, or become NULL. */
function checkValues(args: InValue[]): number {
  let units = 0;
  for (const value of args) {
    if (typeof value === "string") units += value.length;
    else if (value !== null && !(typeof value === "number" && Number.isFinite(value))) {
      throw new TypeError(`A statement cannot bind this: ${typeof value}.`);
    }
  }
  return units;
}

function isPragma(text: string): boolean {
  return /^\s*PRAGMA\b/i.test(text);
}

/** Not of tables that are temporary: they are made in the middle of a change. */
function changesSchema(text: string): boolean {
  return /^\s*(?:CREATE(?!\s+TEMP)|DROP|ALTER|ATTACH|DETACH|REINDEX|VACUUM|ANALYZE)\b/i.test(text);
}
