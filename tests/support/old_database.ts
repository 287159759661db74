// A database as the program that knew only the first so many migrations left it.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/libsql";
import { migrate } from "drizzle-orm/libsql/migrator";

import { openClient, requireWal } from "../../src/storage/database.ts";
import { writeFirstRows } from "../../src/storage/first_rows.ts";
import { openRaw } from "./data_folder.ts";

const migrationsFolder = join(import.meta.dir, "../../drizzle");

export async function countMigrations(): Promise<number> {
  const { entries } = await Bun.file(join(migrationsFolder, "meta/_journal.json")).json();
  return entries.length;
}

export async function makeOldDatabase(path: string, migrations: number): Promise<void> {
  const old = await mkdtemp(join(tmpdir(), "confab-old-"));
  try {
    await cp(migrationsFolder, old, { recursive: true });
    const journal = Bun.file(join(old, "meta/_journal.json"));
    const { entries, ...rest } = await journal.json();
    await journal.write(JSON.stringify({ ...rest, entries: entries.slice(0, migrations) }));
    const client = openClient({ path, timeoutMs: 1000 });
    await requireWal(client);
    const raw = openRaw(path);
    await migrate(drizzle(raw), { migrationsFolder: old });
    raw.close();
    await writeFirstRows(client, () => 0);
    client.close();
  } finally {
    await rm(old, { recursive: true, force: true });
  }
}
