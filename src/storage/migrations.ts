// Brings the file to the shape of this program, before anything else opens it.
import type { Client } from "./client.ts";
import { sql } from "drizzle-orm";
import { readMigrationFiles, type MigrationMeta } from "drizzle-orm/migrator";
import { StartError } from "../domain/start_error.ts";
import { programFiles } from "../platform/program_files.ts";
import { statement, type Statement } from "./statement.ts";

/** Drizzle's own. */
export const migrationsTable = "__drizzle_migrations";

const createApplied = `CREATE TABLE IF NOT EXISTS __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`;

export async function applyMigrations(client: Client, path: string): Promise<void> {
  const known = readKnown();
  const last = await lastApplied(client);
  if (last > newestOf(known)) {
    throw new StartError(
      `The database ${path} was made by a newer Confab. Start that version, or a newer one.`,
    );
  }
  // As Drizzle's migrator does, which reads the last one's hash as text (H4).
  const missing = known
    .filter(({ folderMillis }) => folderMillis > last)
    .flatMap(({ sql: statements, hash, folderMillis }) => [
      ...statements,
      insertApplied({ hash, folderMillis }),
    ]);
  // A migration may make a table anew that others refer to.
  await client.execute("PRAGMA foreign_keys = off");
  try {
    await client.batch([createApplied, ...missing], "write");
  } finally {
    await client.execute("PRAGMA foreign_keys = on");
  }
}

/** Of a database that has them all, even if its rows are missing. */
export async function writeAllApplied(client: Client): Promise<void> {
  const rows = readKnown().map(insertApplied);
  await client.batch(["DELETE FROM __drizzle_migrations", ...rows], "write");
}

/** What this program brings a database to. */
export function newestMigration(): number {
  return newestOf(readKnown());
}

function readKnown(): MigrationMeta[] {
  return readMigrationFiles({ migrationsFolder: programFiles.migrations });
}

function newestOf(known: MigrationMeta[]): number {
  return Math.max(...known.map(({ folderMillis }) => folderMillis));
}

function insertApplied({ hash, folderMillis }: Pick<MigrationMeta, "hash" | "folderMillis">): Statement {
  return statement(
    sql`INSERT INTO __drizzle_migrations (hash, created_at) VALUES (${hash}, ${folderMillis})`,
  );
}

/** When the newest migration that it has was written; 0 when it has none. */
export async function lastApplied(client: Client): Promise<number> {
  const table = await client.execute("SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'");
  if (table.rows.length === 0) return 0;
  const newest = await client.execute("SELECT CAST(max(created_at) AS INTEGER) FROM __drizzle_migrations");
  return Number(newest.rows[0]?.[0] ?? 0);
}
