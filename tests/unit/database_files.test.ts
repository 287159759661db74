// The database's files under a writer that has them open: its own checkpoints are told apart from what others do to them (H7).
import { afterAll, afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  closeSync,
  copyFileSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Client } from "../../src/storage/client.ts";

import { createBrokenCheckpoint } from "../../src/storage/broken_checkpoint.ts";
import { applyPragmas, openClient, requireWal } from "../../src/storage/database.ts";
import {
  DatabaseReplaced,
  watchDatabaseFiles,
  type DatabaseFiles,
} from "../../src/storage/database_files.ts";
import { makeDataFolder, type DataFolder } from "../support/data_folder.ts";
import { mountSmallDisk } from "../support/small_disk.ts";

const pragmas = { wal_autocheckpoint: 20 };

const disk = mountSmallDisk(4);
if (!disk) console.log("No small disk can be mounted here: a full disk is not tried.");
afterAll(() => disk?.remove());

let folder: DataFolder;
let client: Client;
let files: DatabaseFiles;
/** Descriptors of the wal-index: to close one earlier would drop SQLite's locks. */
const held: number[] = [];
beforeEach(async () => {
  folder = await makeDataFolder();
  client = openClient({ path: folder.path, timeoutMs: 5 });
  await requireWal(client);
  await applyPragmas(client, pragmas);
  await client.execute("CREATE TABLE t (x)");
  files = watchDatabaseFiles(folder.path);
});
afterEach(async () => {
  client.close();
  for (const descriptor of held.splice(0)) closeSync(descriptor);
  await folder.dispose();
});

/** Some pages, one commit. */
async function commit(pages = 3): Promise<void> {
  await client.batch(
    Array.from({ length: pages }, () => "INSERT INTO t VALUES (randomblob(4000))"),
    "write",
  );
}

function found(): string | null {
  try {
    files.check();
    return null;
  } catch (error) {
    if (error instanceof DatabaseReplaced) return error.message;
    throw error;
  }
}

describe("[H7] its own writes are no alarm", () => {
  test("commits, checkpoints, and a log that begins anew", async () => {
    for (let round = 0; round < 60; round += 1) {
      await commit(1 + (round % 9));
      expect(found()).toBeNull();
    }
    for (const mode of ["PASSIVE", "FULL", "RESTART", "TRUNCATE"]) {
      await commit();
      await client.execute(`PRAGMA wal_checkpoint(${mode})`);
      expect(found()).toBeNull();
    }
    await commit();
    expect(found()).toBeNull();
  });

  test("another program that folds the log in, again and again, at any moment", async () => {
    const script = `import { createClient } from "@libsql/client";
      const client = createClient({ url: "file:" + process.argv.at(-1) });
      for (;;) await client.execute("PRAGMA wal_checkpoint(PASSIVE)").catch(() => undefined);`;
    const other = Bun.spawn([process.execPath, "-e", script, folder.path], {
      stdout: "ignore",
      stderr: "inherit",
    });
    try {
      let alarms = 0;
      let folded = 0;
      for (let before = statSync(folder.path).mtimeMs; folded < 200;) {
        await commit(1).catch(() => undefined);
        if (found() !== null) alarms += 1;
        const at = statSync(folder.path).mtimeMs;
        if (at !== before) folded += 1;
        before = at;
      }
      expect(alarms).toBe(0);
    } finally {
      other.kill();
      await other.exited;
    }
  });

  test("a reader that holds checkpoints up, and one that comes and goes", async () => {
    const reader = openClient({ path: folder.path, timeoutMs: 5 });
    await reader.execute("BEGIN");
    await reader.execute("SELECT count(*) FROM t");
    for (let round = 0; round < 30; round += 1) {
      await commit();
      expect(found()).toBeNull();
    }
    await reader.execute("ROLLBACK");
    reader.close();
    for (let round = 0; round < 30; round += 1) {
      await commit();
      expect(found()).toBeNull();
    }
  });

  test.skipIf(disk === null)("checkpoints for which the disk has no room, again and again", async () => {
    if (!disk) return;
    const path = join(disk.folder, "confab.db");
    const cramped = openClient({ path, timeoutMs: 5 });
    await requireWal(cramped);
    await applyPragmas(cramped, pragmas);
    await cramped.execute("CREATE TABLE t (x)");
    const watched = watchDatabaseFiles(path);
    const grow = () =>
      cramped.batch(
        Array.from({ length: 100 }, () => "INSERT INTO t VALUES (randomblob(4000))"),
        "write",
      );
    // A reader keeps the log growing; then what it holds finds no room in the main file.
    const reader = openClient({ path, timeoutMs: 5 });
    await reader.execute("BEGIN");
    await reader.execute("SELECT count(*) FROM t");
    await grow();
    disk.fill();
    await reader.execute("ROLLBACK");
    let broken = 0;
    for (let round = 0; round < 20; round += 1) {
      await cramped.execute("PRAGMA wal_checkpoint(PASSIVE)").catch(() => (broken += 1));
      await cramped.execute("UPDATE t SET x = 1 WHERE rowid = 1").catch(() => undefined);
      expect(() => watched.check()).not.toThrow();
    }
    expect(broken).toBeGreaterThan(5);
    disk.free();
    await grow();
    expect(() => watched.check()).not.toThrow();
    reader.close();
    cramped.close();
  });

  test("a copy beside it, a look at it, a hard link to it", async () => {
    await commit();
    copyFileSync(folder.path, join(folder.dataDir, "copy.db"));
    statSync(folder.path);
    linkSync(folder.path, join(folder.dataDir, "link.db"));
    expect(found()).toBeNull();
    await commit();
    expect(found()).toBeNull();
  });
});

describe("[H7] what others do to the files is found", () => {
  const other = () => join(folder.dataDir, "other.db");
  const wal = () => `${folder.path}-wal`;

  const harms: [string, RegExp, () => void | Promise<void>][] = [
    ["the database is removed", /gone/, () => rmSync(folder.path)],
    ["the log is removed", /log.* gone/, () => rmSync(wal())],
    ["the database is renamed", /gone/, () => renameSync(folder.path, other())],
    ["the folder is renamed", /gone/, () => renameSync(folder.dataDir, `${folder.dataDir}-moved`)],
    [
      "another one is renamed into its place",
      /replaced/,
      () => {
        copyFileSync(folder.path, other());
        renameSync(other(), folder.path);
      },
    ],
    [
      "another log is renamed into its place",
      /log.* replaced/,
      () => {
        copyFileSync(wal(), other());
        renameSync(other(), wal());
      },
    ],
    ["another one is copied over it", /overwritten/, () => writeFileSync(folder.path, Buffer.alloc(8192, 7))],
    [
      "one of the same size is copied over it",
      /overwritten/,
      async () => writeFileSync(folder.path, Buffer.alloc(Bun.file(folder.path).size, 7)),
    ],
    [
      "an older copy comes back with its times",
      /overwritten/,
      () => {
        writeFileSync(folder.path, Buffer.alloc(Bun.file(folder.path).size, 7));
        utimesSync(folder.path, 1_600_000_000, 1_600_000_000);
      },
    ],
    ["the log is emptied", /cut short/, () => truncateSync(wal(), 0)],
    ["the log is cut", /cut short/, () => truncateSync(wal(), Bun.file(wal()).size - 1)],
    [
      "another log is copied over it",
      /log.* overwritten/,
      () => writeFileSync(wal(), Buffer.alloc(Bun.file(wal()).size + 4096, 7)),
    ],
  ];

  for (const [what, says, harm] of harms) {
    test(what, async () => {
      // Past a checkpoint, so that the log has begun anew, and behind one.
      for (let round = 0; round < 12; round += 1) await commit();
      await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      await commit();
      expect(found()).toBeNull();
      await harm();
      expect(found()).toMatch(says);
      // For ever: who puts it back has not undone what was written elsewhere meanwhile.
      expect(found()).toMatch(says);
      await Bun.$`rm -rf ${folder.dataDir}-moved`.quiet();
    });
  }
});

describe("[H7] nothing passes for a checkpoint that was broken off", () => {
  const overwrite = (path: string) => writeFileSync(path, Buffer.alloc(Bun.file(path).size, 7));

  test("after a crash that left a log", async () => {
    await commit();
    const left = join(folder.dataDir, "left.db");
    copyFileSync(folder.path, left);
    copyFileSync(`${folder.path}-wal`, `${left}-wal`);
    const started = openClient({ path: left, timeoutMs: 5 });
    await started.execute("SELECT count(*) FROM t");
    const watched = watchDatabaseFiles(left);
    const checkpoint = createBrokenCheckpoint(started, watched);
    expect(watched.hasOpenCheckpoint()).toBe(true);
    await checkpoint.finish();
    expect(watched.hasOpenCheckpoint()).toBe(false);
    overwrite(left);
    expect(() => watched.check()).toThrow(/overwritten/);
    started.close();
  });

  test("of another program that was killed, at the second look", async () => {
    await commit();
    breakCheckpointOff();
    const checkpoint = createBrokenCheckpoint(client, files);
    // It may have written just before.
    utimesSync(folder.path, 1_600_000_000, 1_600_000_000);
    expect(found()).toBeNull();
    expect(files.hasOpenCheckpoint()).toBe(false);
    expect(found()).toBeNull();
    expect(files.hasOpenCheckpoint()).toBe(true);
    await checkpoint.finish();
    overwrite(folder.path);
    expect(found()).toMatch(/overwritten/);
  });

  test("one that has no room is not tried at each look", async () => {
    let tries = 0;
    const full = Object.assign(Object.create(client), {
      execute() {
        tries += 1;
        throw new Error("SQLITE_FULL");
      },
    });
    const checkpoint = createBrokenCheckpoint(full, { check() {}, hasOpenCheckpoint: () => true });
    for (let times = 0; times < 62; times += 1) await checkpoint.finish();
    expect(tries).toBe(2);
  });

  /** As a kill leaves it: what it tried is in the wal-index, what it folded in is not (wal.c: `WalCkptInfo`). */
  function breakCheckpointOff(): void {
    const shm = openSync(`${folder.path}-shm`, "r+");
    const frames = Buffer.alloc(4);
    readSync(shm, frames, 0, 4, 16);
    writeSync(shm, frames, 0, 4, 128);
    held.push(shm);
  }
});
