// Reads that must be of one moment are one statement whose answer is one JSON text.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import {
  prepared,
  statement,
  type PlaceholderOf,
  type Shape,
  type Statement,
  type Values,
} from "../statement.ts";
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
export function readJson<T>(client: Pick<Client, "execute">, query: JsonQuery): Promise<T | null> {
  return readStatement<T>(client, statement(selectOf(query)));
}

/** The same, with a text that is built once: see `prepared`. */
export function preparedRead<T, V extends Values>(
  build: (placeholder: PlaceholderOf<V>) => JsonQuery,
): (client: Pick<Client, "execute">, values: V) => Promise<T | null>;
export function preparedRead<T, V extends Values, S extends Shape>(
  build: (placeholder: PlaceholderOf<V>, shape: S) => JsonQuery,
): (client: Pick<Client, "execute">, values: V, shape: S) => Promise<T | null>;
export function preparedRead<T, V extends Values>(
  build: (placeholder: PlaceholderOf<V>, shape: Shape) => JsonQuery,
) {
  const statements = prepared<V>((placeholder, shape) => [selectOf(build(placeholder, shape))]);
  return async (client: Pick<Client, "execute">, values: V, shape: Shape = {}): Promise<T | null> => {
    const [only] = statements(values, shape);
    return only ? readStatement<T>(client, only) : null;
  };
}

function selectOf({ with: cte = sql``, json, from = sql`` }: JsonQuery): SQL {
  return sql`${cte} SELECT ${asBytes(json)} ${from}`;
}

async function readStatement<T>(client: Pick<Client, "execute">, one: Statement): Promise<T | null> {
  const { rows } = await client.execute(one);
  const text = rows[0]?.[0];
  if (typeof text !== "string") return null;
  const value: T = JSON.parse(text);
  return value;
}
