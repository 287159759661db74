// Everything that can leave, into a folder (SPEC Y1, Y2). Written beside it under another name, and renamed when it is whole.
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Client } from "../client.ts";
import { getTableName } from "drizzle-orm";
import { StartError } from "../../domain/start_error.ts";
import { programFiles } from "../../platform/program_files.ts";
import { openClient } from "../database.ts";
import { describe, isDamage, isDiskFull, whyNotOpened } from "../errors.ts";
import { blobFolderName } from "../blob_store.ts";
import { textAt } from "../row_text.ts";
import { databaseName } from "../storage.ts";
import { syncPath } from "../synced_files.ts";
import { copyBlob } from "./copy_blob.ts";
import {
  blobFolder,
  blobPath,
  blobsName,
  exportedTables,
  exportFormat,
  manifestName,
  ownMeta,
  type ExportedTable,
  type Manifest,
} from "./export_tables.ts";
import { firstIssue } from "./line_reader.ts";
import format from "./format.md" with { type: "text" };
import { openLineWriter } from "./line_writer.ts";
import { createLiveNames } from "./live_names.ts";
import { countNamedBlobs, readNamedBlobs } from "./named_blobs.ts";
import { copySnapshot } from "./snapshot.ts";
import { countRows, readRows } from "./table_rows.ts";

interface ExportOptions {
  dataDir: string;
  folder: string;
  version: string;
  now: () => number;
  progress: (done: number, total: number, unit: string) => void;
}

export interface Exported {
  messages: number;
  people: number;
  blobs: number;
  /** What an import would not take as it is, a line each: damage of the database, bytes that are missing or not whole. */
  problems: string[];
}

const readmeName = "README.md";

/** Not in the server's own process (`copySnapshot`). Throws StartError with one line; then nothing remains. */
export async function writeExport({
  dataDir,
  folder,
  version,
  now,
  progress,
}: ExportOptions): Promise<Exported> {
  const target = resolve(folder);
  refuseOccupied(target, folder);
  const partial = join(dirname(target), `.${basename(target)}.${randomUUID()}.partial`);
  const onExit = () => {
    // Where nothing could be made, removing fails too, and would hide why.
    if (existsSync(partial)) rmSync(partial, { recursive: true, force: true });
  };
  process.on("exit", onExit);
  try {
    mkdirSync(dirname(target), { recursive: true });
    mkdirSync(partial, { mode: 0o700 });
    const copy = join(partial, "snapshot.db");
    await copySnapshot({ from: join(dataDir, databaseName), to: copy });
    const client = openClient({ path: copy, timeoutMs: 5000 });
    let exported: Exported;
    try {
      exported = await writeAll({ client, partial, dataDir, version, now, progress });
    } finally {
      client.close();
    }
    for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(`${copy}${suffix}`, { force: true });
    await syncPath(partial);
    // Fails where files were added meanwhile; an empty folder is replaced.
    renameSync(partial, target);
    await syncPath(dirname(target));
    return exported;
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(whyNot(error, { folder, dataDir }), { cause: error });
  } finally {
    process.off("exit", onExit);
    onExit();
  }
}

function refuseOccupied(target: string, folder: string): void {
  if (!existsSync(target)) return;
  if (!statSync(target).isDirectory()) throw new StartError(`${folder} is not a folder. Name a new one.`);
  if (readdirSync(target).length > 0) {
    throw new StartError(`${folder} is not empty. Name a new folder; an old export is never overwritten.`);
  }
}

function whyNot(error: unknown, { folder, dataDir }: { folder: string; dataDir: string }): string {
  if (isDiskFull(error)) {
    return `Not enough disk space for the export in ${folder}. Nothing was left there. Free up space, or name a folder on another disk.`;
  }
  if (isDamage(error)) {
    return `The database in ${dataDir} is damaged (${describe(error)}). Repair it: ${programFiles.command} check --repair`;
  }
  return `Cannot export ${dataDir} to ${folder}: ${whyNotOpened(error)}`;
}

interface Writing extends Omit<ExportOptions, "folder"> {
  client: Client;
  partial: string;
}

async function writeAll(writing: Writing): Promise<Exported> {
  const { client, partial, version, now } = writing;
  const problems: string[] = [];
  const files: Manifest["files"] = {};
  const tables: [string, ExportedTable][] = Object.entries(exportedTables);
  let total = 0;
  for (const [, { table }] of tables) total += await countRows(client, table);
  let done = 0;
  for (const [name, exported] of tables) {
    files[`${name}.jsonl`] = await writeTable({
      writing,
      name,
      exported,
      problems,
      onRows(rows) {
        done += rows;
        writing.progress(done, total, "rows");
      },
    });
  }
  files[`${blobsName}.jsonl`] = await writeBlobs(writing, problems);
  const manifest: Manifest = {
    format: exportFormat,
    version,
    createdAt: now(),
    files,
    lastIds: await readLastIds(client),
  };
  const path = join(partial, manifestName);
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  writeFileSync(join(partial, readmeName), format, { mode: 0o600, flush: true });
  const lines = (name: string) => files[`${name}.jsonl`]?.lines ?? 0;
  return { messages: lines("messages"), people: lines("users"), blobs: lines(blobsName), problems };
}

interface TableWriting {
  writing: Writing;
  name: string;
  exported: ExportedTable;
  problems: string[];
  onRows: (rows: number) => void;
}

async function writeTable({ writing, name, exported, problems, onRows }: TableWriting) {
  const { table, shape, leftOut } = exported;
  const writer = await openLineWriter(join(writing.partial, `${name}.jsonl`));
  let line = 0;
  try {
    for await (const rows of readRows(writing.client, table, leftOut)) {
      for (const row of rows) {
        if (name === "meta" && ownMeta.includes(String(row["key"]))) continue;
        line += 1;
        const checked = shape.safeParse(row);
        if (!checked.success && problems.length < maxProblems) {
          problems.push(`${name}.jsonl, line ${line}: ${firstIssue(checked.error)}`);
        }
        await writer.write(JSON.stringify(row));
      }
      onRows(rows.length);
      // libSQL frees rows on the event loop.
      await yieldToEventLoop();
    }
    return await writer.end();
  } catch (error) {
    await writer.drop();
    throw error;
  }
}

async function writeBlobs({ client, partial, dataDir, progress }: Writing, problems: string[]) {
  mkdirSync(join(partial, blobFolder), { mode: 0o700 });
  const subfolders = new Set<string>();
  const total = await countNamedBlobs(client);
  let done = 0;
  const live = createLiveNames({
    path: join(dataDir, databaseName),
    scratch: join(partial, "names.db"),
  });
  const writer = await openLineWriter(join(partial, `${blobsName}.jsonl`));
  try {
    for await (const hashes of readNamedBlobs(client)) {
      for (const hash of hashes) {
        done += 1;
        // Damaged in the database: reported with its row.
        if (!/^[0-9a-f]{64}$/.test(hash)) continue;
        const subfolder = hash.slice(0, 2);
        if (!subfolders.has(subfolder)) mkdirSync(join(partial, blobFolder, subfolder), { mode: 0o700 });
        subfolders.add(subfolder);
        const target = join(partial, blobPath(hash));
        const copied = await copyBlob(join(dataDir, blobFolderName, subfolder, hash.slice(2)), target);
        const isWhole = copied.is === "whole" && copied.sha256 === hash;
        if (!isWhole) rmSync(target, { force: true });
        // Deleted since the copy was made: as if it had been deleted before.
        if (!isWhole && problems.length < maxProblems && (await live.has(hash))) {
          const what = copied.is === "whole" ? "its bytes are damaged" : "its bytes are missing";
          problems.push(`${blobPath(hash)}: ${what}`);
        }
        await writer.write(JSON.stringify({ hash, bytes: isWhole ? copied.bytes : null }));
        progress(done, total, "files");
      }
    }
    const written = await writer.end();
    for (const subfolder of subfolders) await syncPath(join(partial, blobFolder, subfolder));
    await syncPath(join(partial, blobFolder));
    return written;
  } catch (error) {
    await writer.drop();
    throw error;
  } finally {
    live.close();
  }
}

const maxProblems = 1000;

async function readLastIds(client: Client): Promise<Record<string, number>> {
  const { rows } = await client.execute("SELECT CAST(name AS BLOB), seq FROM sqlite_sequence");
  const last = new Map(rows.map((row) => [textAt(row, 0), Number(row[1])]));
  return Object.fromEntries(
    Object.entries(exportedTables).flatMap(([name, { table }]) => {
      const seq = last.get(getTableName(table));
      return seq === undefined ? [] : [[name, seq]];
    }),
  );
}

function yieldToEventLoop(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
