// After rows were lost: rows that others refer to are added again, or the others go too. A lost person becomes an erased one, a
// lost room a private one, so that no message goes with them.
import type { Client } from "../client.ts";
import { quoted } from "./salvage.ts";
import { textAt } from "../row_text.ts";

/** `id`: a SELECT of the ids. */
export const placeholders = {
  users: (
    id: string,
    at: number,
  ) => `INSERT INTO users (id, username, folded_look, typed_look, display_name, password_hash, role, created_at,
      deactivated_at, erased_at)
    SELECT id, '', 'ERASED ' || id, 'ERASED ' || id, '', '', 'member', 0, ${at}, ${at} FROM (${id})`,
  rooms: (id: string, at: number) => `INSERT INTO rooms (id, kind, name, created_at)
    SELECT id, 'private', 'recovered-' || id, ${at} FROM (${id})`,
};

interface Reference {
  table: string;
  column: string;
  parent: string;
}

/** The added and removed rows, a line each. */
export async function mendReferences(client: Client, tables: string[], at: number): Promise<string[]> {
  const lines: string[] = [];
  const references: Reference[] = [];
  for (const table of tables) {
    const { rows } = await client.execute({
      sql: `SELECT CAST("from" AS BLOB), CAST("table" AS BLOB) FROM pragma_foreign_key_list(?)`,
      args: [table],
    });
    for (const row of rows) references.push({ table, column: textAt(row, 0), parent: textAt(row, 1) });
  }
  async function change(sql: string, report: (count: number) => string): Promise<number> {
    const [result] = await client.batch([sql], "write");
    const count = result?.rowsAffected ?? 0;
    if (count > 0) lines.push(report(count));
    return count;
  }

  for (const [parent, insert] of Object.entries(placeholders)) {
    for (const { table, column } of references.filter((one) => one.parent === parent)) {
      const missing = `SELECT DISTINCT ${quoted(column)} AS id FROM ${quoted(table)}
        WHERE ${quoted(column)} IS NOT NULL AND ${quoted(column)} NOT IN (SELECT id FROM ${parent})`;
      await change(
        insert(missing, at),
        (count) => `${parent}: ${count} that others name stand there as lost`,
      );
    }
  }
  // Removed rows may be referred to by others in turn.
  for (let removed = 1; removed > 0;) {
    removed = 0;
    for (const { table, column, parent } of references.filter((one) => !(one.parent in placeholders))) {
      removed += await change(
        `DELETE FROM ${quoted(table)} WHERE ${quoted(column)} IS NOT NULL
          AND ${quoted(column)} NOT IN (SELECT id FROM ${quoted(parent)})`,
        (count) => `${table}: ${count} rows belonged to lost ${parent} and are gone too`,
      );
    }
  }
  return lines;
}
