// Which migrations a database has, when the rows that say so were lost: without them the next start would make its tables again, and
// fail. A database of the same shape as a new one has all that change the shape; those that change rows alone are done again.
import type { Client } from "../client.ts";
import { StartError } from "../../domain/start_error.ts";
import { openClient } from "../database.ts";
import { applyMigrations, migrationsTable, writeAllApplied } from "../migrations.ts";
import { textAt } from "../row_text.ts";

/** 0014: done twice it changes nothing. */
const rowMigrations = [
  "UPDATE OR IGNORE meta SET key = 'workspaceName' WHERE key = 'placeName'",
  "UPDATE OR IGNORE meta SET key = 'workspaceId' WHERE key = 'placeId'",
];

/** `empty`: where a new database may be made, and left. Returns a line that says what was done. */
export async function mendMigrations(client: Client, empty: string): Promise<string> {
  const fresh = openClient({ path: empty, timeoutMs: 5000 });
  try {
    await applyMigrations(fresh, empty);
    if ((await shapeOf(client)) !== (await shapeOf(fresh))) {
      throw new StartError(
        "Which version of Confab made it cannot be read any more: repair it with the version that ran last, or restore a backup.",
      );
    }
  } finally {
    fresh.close();
  }
  await client.batch(rowMigrations, "write");
  await writeAllApplied(client);
  return `${migrationsTable}: written anew, for the tables are those of this version`;
}

/** Its tables with their columns, and its indexes; without the index of the search, which has numbers. */
async function shapeOf(client: Client): Promise<string> {
  const { rows } = await client.execute(`
    SELECT CAST(group_concat(part, char(10)) AS BLOB) FROM (
      SELECT t.name || '.' || coalesce(c.name, '') AS part FROM main.sqlite_schema t LEFT JOIN pragma_table_info(t.name) c
      WHERE t.type IN ('table', 'index') AND t.name NOT LIKE 'search%' AND t.name NOT LIKE 'sqlite%' ORDER BY part)`);
  return textAt(rows[0], 0);
}
