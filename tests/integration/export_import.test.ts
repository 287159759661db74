// SPEC Y1–Y4: everything leaves as documented lines and files, and comes back row by row.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { rmSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";

import { silentLog } from "../../src/domain/log.ts";
import { exportedTables, leftOutTables, ownMeta } from "../../src/storage/export/export_tables.ts";
import { writeExport, type Exported } from "../../src/storage/export/write_export.ts";
import { writeImport } from "../../src/storage/export/write_import.ts";
import * as core from "../../src/storage/schema.ts";
import * as ofFiles from "../../src/storage/schema_files.ts";
import * as ofSearch from "../../src/storage/schema_search.ts";
import { databaseName, openStorage } from "../../src/storage/storage.ts";
import { openRaw, type DataFolder } from "../support/data_folder.ts";
import { mountSmallDisk } from "../support/small_disk.ts";
import { problemOf } from "../support/problem_of.ts";
import { blobs, hashOf, makeFullWorkspace } from "../support/full_workspace.ts";

let source: DataFolder;
let root: string;
let archive: string;
let exported: Exported;

beforeAll(async () => {
  source = await makeFullWorkspace();
  root = await mkdtemp(join(tmpdir(), "confab-export-"));
  archive = join(root, "archive");
  exported = await exportTo(archive);
});

afterAll(async () => {
  await source.dispose();
  await rm(root, { recursive: true, force: true });
});

function exportTo(folder: string, progress: (done: number, total: number, unit: string) => void = () => {}) {
  return writeExport({
    dataDir: source.dataDir,
    folder,
    version: "1.2.3",
    now: () => 1_700_000_020_000,
    progress,
  });
}

const importTo = (dataDir: string, from = archive) =>
  writeImport({ dataDir, archive: from, progress: () => {} });

const tables = [core, ofFiles, ofSearch].flatMap((schema) =>
  Object.values(schema).filter((one) => is(one, SQLiteTable)),
);
const exportedList = Object.values(exportedTables);

const toText = (value: unknown) => (typeof value === "string" ? value : "");

/** Every table that is no part of the index, in the order of its rows. */
async function readAll(path: string): Promise<Record<string, unknown[]>> {
  const client = openRaw(path);
  const all: Record<string, unknown[]> = {};
  const { rows: names } = await client.execute(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'`,
  );
  for (const { name } of names) {
    const table = toText(name);
    if (table in leftOutTables) continue;
    const { rows, columns } = await client.execute(`SELECT * FROM "${table}" ORDER BY 1, 2`);
    all[table] = rows
      .map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])))
      .filter((row) => table !== "meta" || !ownMeta.includes(toText(row["key"])));
  }
  const own = exportedList.map(({ table }) => `'${getTableName(table)}'`).join(", ");
  const sequences = await client.execute(
    `SELECT name, seq FROM sqlite_sequence WHERE name IN (${own}) ORDER BY name`,
  );
  all["sqlite_sequence"] = sequences.rows.map((row) => [row[0], row[1]]);
  const usage = await client.execute(
    "SELECT user_id, bytes, unposted_bytes FROM file_usage WHERE bytes > 0 ORDER BY 1",
  );
  all["file_usage"] = usage.rows.map((row) => [row[0], row[1], row[2]]);
  client.close();
  return all;
}

test("[Y1] every table and column of the schema is exported, or left out by name", () => {
  const known = tables.map((table) => getTableName(table)).sort();
  const named = [...exportedList.map(({ table }) => getTableName(table)), ...Object.keys(leftOutTables)];
  expect(named.sort()).toEqual(known);
  for (const { table, shape, ...rest } of exportedList) {
    const leftOut = "leftOut" in rest ? rest.leftOut : [];
    const columns = [...Object.keys(shape.shape), ...leftOut].sort();
    expect([getTableName(table), columns]).toEqual([
      getTableName(table),
      Object.keys(getTableColumns(table)).sort(),
    ]);
  }
});

test("[Y1] the workspace that is exported here has a value of its own in every column", async () => {
  const all = await readAll(source.path);
  for (const { table } of exportedList) {
    const name = getTableName(table);
    const rows = all[name] ?? [];
    expect([name, rows.length > 0]).toEqual([name, true]);
    for (const column of Object.values(getTableColumns(table))) {
      const values = rows.map((row) => (row as Record<string, unknown>)[column.name]);
      const isDefault = values.every((value) => value === null || Number(value) === Number(column.default));
      expect([name, column.name, isDefault]).toEqual([name, column.name, false]);
    }
  }
});

test("[Y2] a round trip keeps every row of every table, and the bytes of every file", async () => {
  const into = join(root, "round-trip");
  const imported = await importTo(into);
  expect(exported).toEqual({ people: 4, messages: 4, blobs: 4, problems: [] });
  expect(imported).toEqual({ people: 4, messages: 4, missing: 0 });
  expect(await readAll(join(into, databaseName))).toEqual(await readAll(source.path));
  for (const text of blobs) {
    const hash = hashOf(text);
    expect(await readFile(join(into, "files", hash.slice(0, 2), hash.slice(2)), "utf8")).toBe(text);
  }
  expect((await readdir(into)).sort()).toEqual([databaseName, "files", "lock"].sort());

  // A place goes on with it: search finds what was said, numbers go on, an epoch of its own.
  const storage = await openStorage({ dataDir: into, now: Date.now, log: silentLog });
  expect(await storage.searchIndex.progress()).toMatchObject({ lastId: 20 });
  await storage.close();
  const again = await readAll(join(into, databaseName));
  const before = await readAll(source.path);
  expect(again["rooms"]).toEqual(before["rooms"] ?? []);
  expect(again["users"]).toEqual(before["users"] ?? []);
  expect(await epochOf(join(into, databaseName))).not.toBe(await epochOf(source.path));

  const second = join(root, "second");
  await writeExport({
    dataDir: into,
    folder: second,
    version: "1.2.3",
    now: () => 1_700_000_020_000,
    progress: () => {},
  });
  for (const name of await readdir(archive)) {
    if (name === "files") continue;
    expect(await readFile(join(second, name), "utf8")).toBe(await readFile(join(archive, name), "utf8"));
  }
});

async function epochOf(path: string): Promise<unknown> {
  const client = openRaw(path);
  const { rows } = await client.execute("SELECT value FROM meta WHERE key = 'epoch'");
  client.close();
  return rows[0]?.[0];
}

test("[Y1] sessions, reset links, keys of the server and the index are not in it; password hashes are", async () => {
  let all = "";
  for (const name of await readdir(archive)) {
    if (name !== "files") all += await readFile(join(archive, name), "utf8");
  }
  expect(all).toContain("$argon2id$Ada");
  for (const secret of ["a session", "a reset", "deviceKey", toText(await epochOf(source.path))]) {
    expect(all).not.toContain(secret);
  }
  expect((await readdir(archive)).filter((name) => name.startsWith("s"))).toEqual(["saves.jsonl"]);
});

test("[Y2] progress rises to the end, of rows and of files", async () => {
  const progressSteps: [number, number, string][] = [];
  await exportTo(join(root, "progress"), (...step) => void progressSteps.push(step));
  const rows = progressSteps.filter(([, , unit]) => unit === "rows");
  const files = progressSteps.filter(([, , unit]) => unit === "files");
  for (const steps of [rows, files]) {
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.map(([done]) => done)).toEqual(steps.map(([done]) => done).sort((a, b) => a - b));
    const [done, total] = steps.at(-1) ?? [0, -1];
    expect(done).toBe(total);
  }
});

test("[Y2] an export never goes over what is there, and leaves nothing when it fails", async () => {
  const parent = await mkdtemp(join(root, "occupied-"));
  const folder = join(parent, "archive");
  await mkdir(folder);
  await exportTo(folder);
  const before = await readFile(join(folder, "export.json"), "utf8");
  expect(await problemOf(exportTo(folder))).toContain("is not empty");
  expect(await readFile(join(folder, "export.json"), "utf8")).toBe(before);
  const none = writeExport({
    dataDir: join(parent, "nowhere"),
    folder: join(parent, "new"),
    version: "1",
    now: Date.now,
    progress: () => {},
  });
  expect(await problemOf(none)).toContain(`Cannot export ${join(parent, "nowhere")}`);
  expect(await readdir(parent)).toEqual(["archive"]);
});

test("[Y2] bytes that are missing or damaged are told and left out, and an import goes on without them", async () => {
  const [first = "", second = ""] = blobs.map(hashOf);
  const pathOf = (hash: string) => join(source.dataDir, "files", hash.slice(0, 2), hash.slice(2));
  await chmod(pathOf(first), 0o600);
  await writeFile(pathOf(first), "something else");
  await rm(pathOf(second));
  try {
    const folder = join(root, "gaps");
    const { problems } = await exportTo(folder);
    expect(problems.sort()).toEqual(
      [
        `files/${first.slice(0, 2)}/${first}: its bytes are damaged`,
        `files/${second.slice(0, 2)}/${second}: its bytes are missing`,
      ].sort(),
    );
    const into = join(root, "gaps-in");
    expect(await importTo(into, folder)).toEqual({ people: 4, messages: 4, missing: 2 });
  } finally {
    await writeFile(pathOf(first), blobs[0] ?? "");
    await writeFile(pathOf(second), blobs[1] ?? "");
  }
});

test("[Y2] [W14] an export of before keeps the workspace's id and name", async () => {
  const old = join(root, "version-1");
  await cp(archive, old, { recursive: true });
  const path = join(old, "meta.jsonl");
  const text = await readFile(path, "utf8");
  expect(text).toContain('"workspaceName"');
  const ofBefore = text.replace('"workspaceName"', '"placeName"').replace('"workspaceId"', '"placeId"');
  await writeFile(path, ofBefore);
  const manifestPath = join(old, "export.json");
  const manifest = JSON.parse(await readFile(manifestPath, "utf8"));
  manifest.files["meta.jsonl"].sha256 = hashOf(ofBefore);
  await writeFile(manifestPath, JSON.stringify(manifest));
  const into = join(root, "version-1-in");
  await importTo(into, old);
  expect((await readAll(join(into, databaseName)))["meta"]).toEqual((await readAll(source.path))["meta"]);
});

test("[Y1] the README.md of an export explains every table and key", async () => {
  const text = await readFile(join(archive, "README.md"), "utf8");
  for (const [name, { shape }] of Object.entries(exportedTables)) {
    const [, section = ""] = text.split(`\n### ${name}\n`);
    const own = section.split("\n### ")[0] ?? "";
    for (const key of Object.keys(shape.shape))
      expect([name, key, own.includes(`\`${key}\``)]).toEqual([name, key, true]);
  }
});

test("[Y1] a file that is deleted while the export is written is no loss, and nothing else is told", async () => {
  const own = await makeFullWorkspace();
  const [, , , unposted = ""] = blobs.map(hashOf);
  let isDeleted = false;
  const deleting: Promise<unknown>[] = [];
  const { problems } = await writeExport({
    dataDir: own.dataDir,
    folder: join(root, "meanwhile"),
    version: "1",
    now: Date.now,
    // The copy of the database is made by then, no file is copied yet.
    progress() {
      if (isDeleted) return;
      isDeleted = true;
      rmSync(join(own.dataDir, "files", unposted.slice(0, 2), unposted.slice(2)));
      deleting.push(own.write("DELETE FROM files WHERE id = 8"));
    },
  });
  await Promise.all(deleting);
  expect(problems).toEqual([]);
  const into = join(root, "meanwhile-in");
  expect(await importTo(into, join(root, "meanwhile"))).toEqual({ people: 4, messages: 4, missing: 1 });
  await own.dispose();
});

test("[Y4] a database without tables, as a start leaves on a full disk, gives way", async () => {
  const dataDir = join(root, "not-begun");
  await mkdir(dataDir, { mode: 0o700 });
  const database = openRaw(join(dataDir, databaseName));
  await database.execute("PRAGMA journal_mode = WAL");
  database.close();
  expect((await importTo(dataDir)).messages).toBe(exported.messages);
});

test("[Y2] [Y4] a file where a folder must be is one line, for an export and an import", async () => {
  const inTheWay = join(root, "in-the-way");
  await writeFile(inTheWay, "");
  const folder = join(inTheWay, "archive");
  expect(await problemOf(exportTo(folder))).toStartWith(
    `Cannot export ${source.dataDir} to ${folder}: a file is in the place of a folder (`,
  );
  for (const dataDir of [inTheWay, join(inTheWay, "data")]) {
    expect(await problemOf(importTo(dataDir))).toStartWith(
      `Cannot use the data folder ${dataDir}: a file is in the place of a folder (`,
    );
  }
});

const readOnly = mountSmallDisk(1);
test.skipIf(readOnly === null)(
  "[Y2] [Y4] a read-only disk is one line, for an export and an import",
  async () => {
    if (readOnly === null) throw new Error("There is no small disk.");
    try {
      readOnly.makeReadOnly();
      const archiveThere = join(readOnly.folder, "archive");
      expect(await problemOf(exportTo(archiveThere))).toStartWith(
        `Cannot export ${source.dataDir} to ${archiveThere}: it cannot be written: `,
      );
      const dataDir = join(readOnly.folder, "data");
      expect(await problemOf(importTo(dataDir))).toStartWith(
        `Cannot use the data folder ${dataDir}: it cannot be written: `,
      );
    } finally {
      readOnly.remove();
    }
  },
);

const disk = mountSmallDisk(1);
test.skipIf(disk === null)("[Y2] [Y4] a full disk is one line, and nothing half-done remains", async () => {
  if (disk === null) throw new Error("There is no small disk.");
  try {
    await writeFile(join(disk.folder, "other"), new Uint8Array(900_000));
    const full = await problemOf(exportTo(join(disk.folder, "archive")));
    expect(full).toBe(
      `Not enough disk space for the export in ${join(disk.folder, "archive")}. Nothing was left there. Free up space, or name a folder on another disk.`,
    );
    expect(await readdir(disk.folder)).toEqual(["other"]);
    const into = await problemOf(importTo(join(disk.folder, "data")));
    expect(into).toBe(
      `Cannot import ${archive} into ${join(disk.folder, "data")}: not enough disk space. The folder is as it was.`,
    );
    expect(await readdir(disk.folder)).toEqual(["other"]);
  } finally {
    disk.remove();
  }
});
