// Drizzle's `sql` as what libSQL's `batch` takes.
import type { InValue } from "@libsql/client";
import { is, Placeholder, sql, type SQL } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";

export interface Statement {
  sql: string;
  args: InValue[];
}

const dialect = new SQLiteSyncDialect();

export function statement(query: SQL | Statement): Statement {
  if ("args" in query) return query;
  const built = dialect.sqlToQuery(query);
  return { sql: built.sql, args: built.params.map(toValue) };
}

/** What a statement binds. */
export type Values = { [name: string]: string | number | boolean | null };
/** What changes its text. */
export type Shape = { [flag: string]: boolean };

/** Where it stands twice in the text, the value is bound twice. */
export type PlaceholderOf<V extends Values> = (name: keyof V & string) => SQL;

/**
 * Statements whose text Drizzle builds once for each shape: a call only binds their values. `build` sees no value, so that none can
 * get into the text.
 */
export function prepared<V extends Values, S extends Shape = Shape>(
  build: (placeholder: PlaceholderOf<V>, shape: S) => SQL[],
): (values: V, shape: S) => Statement[] {
  const built = new Map<string, ReturnType<typeof dialect.sqlToQuery>[]>();
  return (values, shape) => {
    const key = JSON.stringify(shape);
    let queries = built.get(key);
    if (!queries) {
      queries = build((name) => sql`${sql.placeholder(name)}`, shape).map((query) =>
        dialect.sqlToQuery(query),
      );
      built.set(key, queries);
    }
    return queries.map(({ sql: text, params }) => ({
      sql: text,
      args: params.map((param) => toValue(is(param, Placeholder) ? values[param.name] : param)),
    }));
  };
}

/** A text constant inside the SQL: for words of ours, never for input. */
export function literal(text: string): SQL {
  return sql.raw(`'${text.replaceAll("'", "''")}'`);
}

function toValue(param: unknown): InValue {
  if (param === null || typeof param === "string" || typeof param === "number") return param;
  if (typeof param === "boolean") return param ? 1 : 0;
  throw new TypeError(`A ${typeof param} cannot be stored.`);
}
