// An export into a data folder without accounts (SPEC Y3, Y4). Everything is made in a separate folder inside it;
// the database takes its place last, by one rename: until then the folder is as it was.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Client } from "../client.ts";
import { getTableName } from "drizzle-orm";
import { StartError } from "../../domain/start_error.ts";
import { commitFileName } from "../commit_count.ts";
import { openClient } from "../database.ts";
import { writeDisplayKeys } from "../display_keys.ts";
import { describe, isDiskFull } from "../errors.ts";
import { blobFolderName } from "../blob_store.ts";
import { lockUnusedFolder } from "../lock.ts";
import { applyMigrations } from "../migrations.ts";
import { writeSearchKeys } from "../search_keys.ts";
import { databaseName } from "../storage.ts";
import { syncPath } from "../synced_files.ts";
import { refuseMissingDatabase } from "../workspace_remains.ts";
import { checkImported } from "./check_imported.ts";
import {
  blobFolder,
  blobsName,
  exportedTables,
  manifestName,
  type ExportedTable,
  type Manifest,
} from "./export_tables.ts";
import { importBlobs } from "./import_blobs.ts";
import { createRowImport } from "./import_rows.ts";
import { ArchiveError, readLines } from "./line_reader.ts";
import { readManifest } from "./read_manifest.ts";

interface ImportOptions {
  dataDir: string;
  archive: string;
  progress: (done: number, total: number, unit: string) => void;
}

interface Imported {
  people: number;
  messages: number;
  /** Files whose bytes were missing already when they were exported. */
  missing: number;
}

/** Inside the data folder. Only an import makes it, so it marks the rest of a killed one. */
const workName = "importing";

/** Throws StartError with one line; then the data folder is as it was. */
export async function writeImport({ dataDir, archive, progress }: ImportOptions): Promise<Imported> {
  const from = openArchive(archive);
  const manifest = await readManifest(join(from, manifestName));
  const { lock, giveBack } = await lockUnusedFolder(dataDir);
  let isDone = false;
  const work = join(dataDir, workName);
  const onExit = () => rmSync(work, { recursive: true, force: true });
  try {
    removeLeftovers(dataDir, work);
    await refuseUsed(dataDir);
    process.on("exit", onExit);
    mkdirSync(work, { mode: 0o700 });
    const imported = await importAll({ from, work, manifest, progress });
    await moveIn(dataDir, work);
    isDone = true;
    return imported;
  } catch (error) {
    if (error instanceof StartError) throw error;
    const why = isDiskFull(error) ? "not enough disk space" : describe(error);
    throw new StartError(`Cannot import ${archive} into ${dataDir}: ${why}. The folder is as it was.`, {
      cause: error,
    });
  } finally {
    process.off("exit", onExit);
    onExit();
    if (isDone) lock.release();
    else giveBack();
  }
}

/** The folder may be a symbolic link; nothing inside may be one. */
function openArchive(archive: string): string {
  if (!existsSync(archive)) throw new StartError(`No folder ${archive}.`);
  const from = realpathSync(archive);
  const inside = existsSync(join(from, blobFolder)) ? readdirSync(join(from, blobFolder)) : [];
  const folders = [
    from,
    join(from, blobFolder),
    ...inside.filter((name) => /^[0-9a-f]{2}$/.test(name)).map((name) => join(from, blobFolder, name)),
  ];
  for (const folder of folders) {
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (found && !found.isDirectory()) throw new ArchiveError(folder, null, "is no folder");
  }
  return from;
}

/** After a killed import: without a database, all uploads are of it. */
function removeLeftovers(dataDir: string, work: string): void {
  if (!existsSync(work)) return;
  if (!existsSync(join(dataDir, databaseName))) {
    rmSync(join(dataDir, blobFolderName), { recursive: true, force: true });
  }
  rmSync(work, { recursive: true, force: true });
}

/** A workspace that was started and has no account is replaced. */
async function refuseUsed(dataDir: string): Promise<void> {
  const path = join(dataDir, databaseName);
  if (existsSync(path)) {
    const client = openClient({ path, timeoutMs: 1000 });
    try {
      // A start that found the disk full may have made the file alone.
      const tables = await client.execute("SELECT 1 FROM sqlite_schema LIMIT 1");
      if (tables.rows.length === 0) return;
      const { rows } = await client.execute(
        "SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM messages)",
      );
      if (Number(rows[0]?.[0]) === 0) return;
    } finally {
      client.close();
    }
    throw new StartError(
      `${dataDir} already has accounts: an export can only be imported into a new workspace. Set DATA_DIR to an empty folder.`,
    );
  }
  refuseMissingDatabase(path, dataDir);
}

interface Importing {
  from: string;
  work: string;
  manifest: Manifest;
  progress: ImportOptions["progress"];
}

async function importAll({ from, work, manifest, progress }: Importing): Promise<Imported> {
  const database = join(work, databaseName);
  writeFileSync(database, "", { mode: 0o600 });
  const client = openClient({ path: database, timeoutMs: 5000 });
  try {
    await applyMigrations(client, database);
    // Nothing else reads it, and it is synced before anything does.
    await client.execute("PRAGMA synchronous = 0");
    await client.execute("PRAGMA journal_mode = MEMORY");
    const pathOf = (name: string) => join(from, `${name}.jsonl`);
    await importTables({ client, manifest, pathOf, progress });
    await checkImported(client, pathOf);
    await finish(client, manifest);
    const expected = partOf(manifest, blobsName);
    const { missing } = await importBlobs({
      client,
      archive: from,
      path: pathOf(blobsName),
      expected,
      target: join(work, blobFolderName),
      progress: (done) => progress(done, expected.lines, "files"),
    });
    return { people: partOf(manifest, "users").lines, messages: partOf(manifest, "messages").lines, missing };
  } finally {
    client.close();
  }
}

interface Tables extends Pick<Importing, "manifest" | "progress"> {
  client: Client;
  pathOf: (name: string) => string;
}

async function importTables({ client, manifest, pathOf, progress }: Tables): Promise<void> {
  const tables: [string, ExportedTable][] = Object.entries(exportedTables);
  const total = tables.reduce((sum, [name]) => sum + partOf(manifest, name).lines, 0);
  let done = 0;
  for (const [name, exported] of tables) {
    const path = pathOf(name);
    const rowImport = createRowImport(client, exported);
    const lines = readLines({ path, shape: exported.shape, expected: partOf(manifest, name) });
    for await (const { first, rows } of lines) {
      await rowImport.write({ path, first, rows });
      done += rows.length;
      progress(done, total, "rows");
    }
  }
}

/** The rows that a running workspace needs, and computed columns. */
async function finish(client: Client, { lastIds }: Manifest): Promise<void> {
  const sequences = Object.entries(exportedTables).flatMap(([name, { table }]) => {
    const last = lastIds[name];
    return last === undefined ? [] : [{ table: getTableName(table), last }];
  });
  await client.batch(
    [
      // H2: so that the first start begins a new epoch, and makes no second lounge.
      { sql: "INSERT INTO meta (key, value) VALUES ('epoch', ?)", args: [crypto.randomUUID()] },
      `INSERT INTO file_usage (user_id, bytes, unposted_bytes)
        SELECT uploader_id, sum(size), sum(iif(message_id IS NULL, size, 0)) FROM files GROUP BY uploader_id`,
      ...sequences.flatMap(({ table, last }) => [
        {
          sql: "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0 WHERE ?1 NOT IN (SELECT name FROM sqlite_sequence)",
          args: [table],
        },
        { sql: "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1", args: [table, last] },
      ]),
    ],
    "write",
  );
  await writeSearchKeys(client);
  await writeDisplayKeys(client);
}

function partOf({ files }: Manifest, name: string): Manifest["files"][string] {
  const part = files[`${name}.jsonl`];
  if (!part) throw new Error(`The manifest has no ${name}.`);
  return part;
}

/** The files first: a database without them would be found wanting, files without a database are a killed import. */
async function moveIn(dataDir: string, work: string): Promise<void> {
  const database = join(dataDir, databaseName);
  await syncPath(join(work, databaseName));
  await syncPath(work);
  for (const suffix of ["-wal", "-shm"]) rmSync(`${database}${suffix}`, { force: true });
  rmSync(join(dataDir, commitFileName), { force: true });
  rmSync(join(dataDir, blobFolderName), { recursive: true, force: true });
  renameSync(join(work, blobFolderName), join(dataDir, blobFolderName));
  renameSync(join(work, databaseName), database);
  await syncPath(dataDir);
}
