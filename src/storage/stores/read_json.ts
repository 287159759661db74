// Reads that must be of one moment are one statement whose answer is one JSON text.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import { statement } from "../statement.ts";
import { asBytes } from "../stored_text.ts";

export interface JsonQuery {
  /** `WITH …`, if it needs one. */
  with?: SQL;
  /** The expression that builds the JSON. */
  json: SQL;
  /** `FROM …` and what follows. */
  from?: SQL;
}

/** The first row's JSON as the value it is; null when there is no row. `T` is what the query builds. */
export async function readJson<T>(
  client: Pick<Client, "execute">,
  { with: cte = sql``, json, from = sql`` }: JsonQuery,
): Promise<T | null> {
  const { rows } = await client.execute(statement(sql`${cte} SELECT ${asBytes(json)} ${from}`));
  const text = rows[0]?.[0];
  if (typeof text !== "string") return null;
  const value: T = JSON.parse(text);
  return value;
}
