// Reads that must be of one moment are one statement whose answer is one JSON text.
import type { Client } from "@libsql/client";
import type { SQL } from "drizzle-orm";
import { statement } from "../statement.ts";

/** The first cell of the first row, as the value it is JSON of; null when there is no row. `T` is what the query builds. */
export async function readJson<T>(client: Client, query: SQL): Promise<T | null> {
  const text = (await client.execute(statement(query))).rows[0]?.[0];
  if (typeof text !== "string") return null;
  const value: T = JSON.parse(text);
  return value;
}
