// Drizzle's `sql` as what libSQL's `batch` takes.
import type { InValue } from "@libsql/client";
import { sql, type SQL } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";

export interface Statement {
  sql: string;
  args: InValue[];
}

const dialect = new SQLiteSyncDialect();

export function statement(query: SQL): Statement {
  const built = dialect.sqlToQuery(query);
  return { sql: built.sql, args: built.params.map(toValue) };
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
