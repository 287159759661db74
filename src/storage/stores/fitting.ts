// R3: a list of messages is bounded in bytes as well as in number, before any of its JSON is built. A small read before the list's own
// tells how many fit: as window functions in one statement it takes three times as long to compile. What is written between the two
// moves the bound by a message or so, and the list is still of one moment.
import type { Client } from "@libsql/client";
import { sql, type SQL } from "drizzle-orm";
import { limits } from "../../protocol/limits.ts";
import { statement } from "../statement.ts";
import { readJson } from "./read_json.ts";

/** Over a row of messages of this alias. `octet_length` reads the head of the row, not the body. */
export function weightOf(alias: "m" | "t"): SQL {
  const carried = ["named_mentions", "reaction_kinds", "file_count"].map((column) => `${alias}.${column}`);
  return sql.raw(`octet_length(${alias}.body) + ${limits.carriedBytes} * (1 + ${carried.join(" + ")})`);
}

/** How many of these, the first in any case. */
export function fittingCount(weights: readonly number[], bytes: number = limits.pageBytes): number {
  let total = 0;
  const over = weights.findIndex((weight, index) => (total += weight) > bytes && index > 0);
  return over === -1 ? weights.length : over;
}

/**
 * How many messages an answer takes, at least one. `which` is `FROM messages t …` or the like, in the answer's order; `count` bounds
 * it.
 */
export async function readFittingCount(
  client: Client,
  which: SQL,
  { count, bytes = limits.pageBytes, with: cte = sql`` }: { count: number; bytes?: number; with?: SQL },
): Promise<number> {
  const weights = sql`SELECT ${weightOf("t")} AS weight ${which} LIMIT ${count}`;
  // Nearly always all of them: one number is cheaper than a list.
  const { rows } = await client.execute(statement(sql`${cte} SELECT sum(weight) FROM (${weights})`));
  if (Number(rows[0]?.[0] ?? 0) <= bytes) return count;
  const each = await readJson<number[]>(client, {
    with: cte,
    json: sql`json_group_array(weight)`,
    from: sql`FROM (${weights})`,
  });
  return fittingCount(each ?? [], bytes);
}
