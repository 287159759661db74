// Rows of a table in portions, under the names of the schema and as values of JSON.
import type { Client } from "../client.ts";
import { getTableColumns, getTableName } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { quoted } from "../repair/salvage.ts";

type ExportedRow = Record<string, string | number | boolean | null>;

const rowBatchSize = 200;

/** In the order of their rowids: where the table has one integer as its key, by that. */
export async function* readRows(
  client: Client,
  table: SQLiteTable,
  leftOut: string[] = [],
): AsyncGenerator<ExportedRow[]> {
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => !leftOut.includes(key));
  // Text as bytes (H4), also where an old file has it in a column of numbers.
  const list = columns.map(([, { name }]) => {
    const column = quoted(name);
    return `CASE typeof(${column}) WHEN 'text' THEN CAST(${column} AS BLOB) ELSE ${column} END`;
  });
  const sql = `SELECT rowid, ${list.join(", ")} FROM ${quoted(getTableName(table))}
    WHERE rowid > ? ORDER BY rowid LIMIT ${rowBatchSize}`;
  for (let after = -1; ;) {
    const { rows } = await client.execute({ sql, args: [after] });
    if (rows.length === 0) return;
    yield rows.map((row) =>
      Object.fromEntries(
        columns.map(([key, { dataType }], index) => [key, toJson(row[index + 1], dataType === "boolean")]),
      ),
    );
    after = Number(rows.at(-1)?.[0]);
  }
}

export async function countRows(client: Client, table: SQLiteTable): Promise<number> {
  const { rows } = await client.execute(`SELECT count(*) FROM ${quoted(getTableName(table))}`);
  return Number(rows[0]?.[0]);
}

function toJson(value: unknown, isBoolean: boolean): ExportedRow[string] {
  if (typeof value === "number") return isBoolean ? value !== 0 : value;
  // What no client could ever send; an import refuses it.
  if (typeof value === "string") return value.replaceAll("\0", "\u{fffd}");
  return null;
}
