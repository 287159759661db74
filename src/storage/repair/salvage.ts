// What can be read of a damaged database, row by row if need be, into a new one that is attached to it. The rows go from file to
// file inside SQLite, so that no damaged text becomes a string here.
import type { Client } from "../client.ts";
import { isDamage } from "../errors.ts";
import { textAt } from "../row_text.ts";

/** Rows that could not be read, or that no table would take. */
interface Lost {
  table: string;
  /** At most: how many rows an unreadable page had is unknown. */
  rows: number;
  first: number;
  last: number;
}

interface SalvagedTable {
  name: string;
  columns: string[];
}

/** The new database is `main`, the damaged one `damaged`. */
export async function salvageTable(client: Client, { name, columns }: SalvagedTable): Promise<Lost | null> {
  const lost: number[] = [];
  const list = columns.map(quoted).join(", ");
  const copy = `INSERT INTO main.${quoted(name)} (${list}) SELECT ${list} FROM damaged.${quoted(name)}
    WHERE rowid BETWEEN ? AND ?`;

  async function copyRange(from: number, to: number): Promise<void> {
    try {
      await client.batch([{ sql: copy, args: [from, to] }], "write");
    } catch (error) {
      if (!isDamage(error) && !isConstraint(error)) throw error;
      if (from === to) {
        lost.push(from);
        return;
      }
      const center = Math.floor((from + to) / 2);
      await copyRange(from, center);
      await copyRange(center + 1, to);
    }
  }

  const first = await edge(client, name, "min");
  const last = await edge(client, name, "max");
  if (last >= first) await copyRange(first, last);
  const [lowest, highest] = [lost[0], lost.at(-1)];
  if (lowest === undefined || highest === undefined) return null;
  return { table: name, rows: lost.length, first: lowest, last: highest };
}

/** Where its own end cannot be read an index of the table may tell it, then the highest id that any table ever gave. */
async function edge(client: Client, table: string, which: "min" | "max"): Promise<number> {
  const own = await number(client, `SELECT ${which}(rowid) FROM damaged.${quoted(table)}`);
  if (own !== undefined) return own ?? (which === "min" ? 1 : 0);
  if (which === "min") return 1;
  const { rows } = await client.execute({
    sql: "SELECT CAST(name AS BLOB) FROM damaged.sqlite_schema WHERE type = 'index' AND tbl_name = ?",
    args: [table],
  });
  for (const row of rows) {
    const index = quoted(textAt(row, 0));
    const found = await number(client, `SELECT max(rowid) FROM damaged.${quoted(table)} INDEXED BY ${index}`);
    if (typeof found === "number") return found;
  }
  return (await number(client, "SELECT max(seq) FROM damaged.sqlite_sequence")) ?? 0;
}

/** Undefined: it cannot be read this way. */
async function number(client: Client, sql: string): Promise<number | null | undefined> {
  try {
    const { rows } = await client.execute(sql);
    const value = rows[0]?.[0];
    return typeof value === "number" ? value : null;
  } catch {
    return undefined;
  }
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function isConstraint(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_CONSTRAINT";
}
