// R3: a list of messages is bounded in bytes as well as in number, before any of its JSON is built. A small read before the list's own
// counts how many fit: as window functions in one statement it takes three times as long to compile. A write between the two
// moves the bound by a message or so, and the list is still of one moment.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import { limits } from "../../protocol/limits.ts";
import { statement, type Statement } from "../statement.ts";
import { readJson } from "./read_json.ts";

/** Over a row of messages of this alias: what it weighs as JSON. Reads the body. */
export function weightOf(alias: "m" | "t"): SQL {
  return sql.raw(`octet_length(json_quote(${alias}.body)) + ${carriedBy(alias)}`);
}

/** At most that, and at least a sixth of it, from the head of the row alone. */
function leastWeightOf(alias: "m" | "t"): SQL {
  return sql.raw(`octet_length(${alias}.body) + ${carriedBy(alias)}`);
}

/** JSON writes a control character as six. */
const maxEscaped = 6;

function carriedBy(alias: "m" | "t"): string {
  const carried = ["named_mentions", "reaction_kinds", "file_count"].map((column) => `${alias}.${column}`);
  return `${limits.carriedBytes} * (1 + ${carried.join(" + ")})`;
}

/** How many of these, the first in any case. */
export function fittingCount(weights: readonly number[], bytes: number = limits.pageBytes): number {
  let total = 0;
  const over = weights.findIndex((weight, index) => (total += weight) > bytes && index > 0);
  return over === -1 ? weights.length : over;
}

interface FittingOptions {
  count: number;
  bytes?: number;
  /** `leastSum` of the same, where its text is built once. */
  sum?: Statement | undefined;
}

/** What the first so many weigh together at the least. */
export function leastSum(which: SQL, count: SQL): SQL {
  return sql`SELECT sum(weight) FROM (SELECT ${leastWeightOf("t")} AS weight ${which} LIMIT ${count})`;
}

/**
 * How many messages an answer takes, at least one. `which` is `FROM messages t …` or the like, in the answer's order; `count` bounds
 * it.
 */
export async function readFittingCount(
  client: Client,
  which: SQL,
  { count, bytes = limits.pageBytes, sum: known }: FittingOptions,
): Promise<number> {
  const least = sql`SELECT ${leastWeightOf("t")} AS weight ${which}`;
  const { rows } = await client.execute(known ?? statement(leastSum(which, sql`${count}`)));
  const sum = Number(rows[0]?.[0] ?? 0);
  // Nearly always: one number, and no body was read for it.
  if (sum * maxEscaped <= bytes) return count;

  async function readCount(weights: SQL, max: number): Promise<number> {
    const each = await readJson<number[]>(client, {
      json: sql`json_group_array(weight)`,
      from: sql`FROM (${weights} LIMIT ${max})`,
    });
    return Math.max(1, fittingCount(each ?? [], bytes));
  }
  // Of those alone that may fit the bodies are read.
  const mayFit = sum <= bytes ? count : await readCount(least, count);
  return readCount(sql`SELECT ${weightOf("t")} AS weight ${which}`, mayFit);
}
