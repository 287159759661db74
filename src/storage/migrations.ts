// Brings the file to the shape of this program, before anything else opens it.
import { fileURLToPath } from "node:url";
import type { Client } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import { migrate } from "drizzle-orm/libsql/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { StartError } from "../domain/start_error.ts";

const folder = fileURLToPath(new URL("../../drizzle", import.meta.url));

export async function applyMigrations(client: Client, path: string): Promise<void> {
  const known = readMigrationFiles({ migrationsFolder: folder });
  const newest = Math.max(...known.map((migration) => migration.folderMillis));
  if ((await lastApplied(client)) > newest) {
    throw new StartError(
      `The database ${path} was made by a newer Confab. Start that version, or a newer one.`,
    );
  }
  await migrate(drizzle(client), { migrationsFolder: folder });
}

async function lastApplied(client: Client): Promise<number> {
  const table = await client.execute("SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'");
  if (table.rows.length === 0) return 0;
  const newest = await client.execute("SELECT max(created_at) FROM __drizzle_migrations");
  return Number(newest.rows[0]?.[0] ?? 0);
}
