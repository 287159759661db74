// Restoring a backup (SPEC B5), on real folders.
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";

import type { StoredBackup } from "../../src/storage/backup/backup_folder.ts";
import { restoreBackup, type RestoreOptions } from "../../src/storage/backup/restore_backup.ts";
import { finishSwap, stagingName, swapIn } from "../../src/storage/backup/swap.ts";
import { filesBelow, hashOf, makeBackedUp, type BackedUp } from "../support/backed_up.ts";
import { openRaw } from "../support/data_folder.ts";
import { mountSmallDisk } from "../support/small_disk.ts";

let backedUp: BackedUp;
let backup: StoredBackup;
let hash: string;
beforeEach(async () => {
  backedUp = await makeBackedUp();
  hash = await backedUp.addFile("a note");
  backup = await backedUp.backUp();
});
afterEach(() => backedUp.dispose());

const at = Date.UTC(2026, 11, 1);
const elsewhere = () => join(backedUp.dataDir, "elsewhere");
const restore = (options: Partial<RestoreOptions> = {}) =>
  restoreBackup({ from: backup.path, dataDir: elsewhere(), replace: false, at, ...options });
const problemOf = (doing: Promise<unknown>) =>
  doing.then(
    () => "done",
    (error: Error) => error.message,
  );

async function countMessages(dataDir: string): Promise<unknown> {
  const client = openRaw(join(dataDir, "confab.db"));
  const { rows } = await client.execute("SELECT count(*) FROM messages");
  client.close();
  return rows[0]?.[0];
}

/** Nothing else may be there. */
function expectWorkspace(dataDir: string, besides: string[]): void {
  const known = ["confab.db", "files", "lock", ...besides];
  expect(readdirSync(dataDir).filter((name) => !known.includes(name))).toEqual([]);
  expect(readFileSync(join(dataDir, "files", hash.slice(0, 2), hash.slice(2)), "utf8")).toBe("a note");
}

test("[B5] into an empty place: the messages, the files, private, and a new epoch with the first start", async () => {
  const { replacedPath, backup: restored } = await restore();
  expect([replacedPath, restored.name]).toEqual([null, backup.name]);
  expectWorkspace(elsewhere(), []);
  expect(await countMessages(elsewhere())).toBe(50);
  const modes = filesBelow(elsewhere()).filter(({ name }) => !name.startsWith("files"));
  expect(modes.map(({ mode }) => mode)).toEqual(modes.map(() => 0o600));
  const storage = await backedUp.open({ dataDir: elsewhere() });
  const epoch = storage.stores.line.epoch;
  await storage.close();
  expect(epoch).not.toBe(backup.manifest.epoch);
  // The backup did not take part in it.
  expect(await problemOf(restore({ dataDir: join(backedUp.dataDir, "third") }))).toBe("done");
});

test("[B5] a restore that comes to nothing leaves no folder that was not there, nor a lock in one that was", async () => {
  const disk = mountSmallDisk(1);
  if (!disk) return;
  try {
    const there = join(disk.folder, "new", "data");
    expect(await problemOf(restore({ dataDir: there }))).toContain("Not enough disk space");
    expect(readdirSync(disk.folder)).toEqual([]);
    mkdirSync(there, { recursive: true });
    expect(await problemOf(restore({ dataDir: there }))).toContain("Not enough disk space");
    expect(readdirSync(there)).toEqual([]);
  } finally {
    disk.remove();
  }
});

test("[B5] a place in use is refused, and with replace it is kept aside, log and count of changes too", async () => {
  await backedUp.write("DELETE FROM files", "DELETE FROM messages");
  writeFileSync(join(backedUp.dataDir, "commits"), "0000000000000009\n");
  const refusal = await problemOf(restore({ dataDir: backedUp.dataDir }));
  expect(refusal).toMatch(/^\S+ already has a database or files\. [^\n]+--replace[^\n]+$/);
  expect(await countMessages(backedUp.dataDir)).toBe(0);
  const { replacedPath } = await restore({ dataDir: backedUp.dataDir, replace: true });
  expect(replacedPath).toBe(join(backedUp.dataDir, "replaced-20261201T000000Z"));
  expect(await countMessages(backedUp.dataDir)).toBe(50);
  expect(await countMessages(replacedPath ?? "")).toBe(0);
  expect(existsSync(join(replacedPath ?? "", "commits"))).toBe(true);
  expectWorkspace(backedUp.dataDir, ["backups", "replaced-20261201T000000Z"]);
  const storage = await backedUp.open();
  await storage.close();
});

test("[B5] a folder that a server runs on is refused", async () => {
  const storage = await backedUp.open();
  const problem = await problemOf(restore({ dataDir: backedUp.dataDir, replace: true }));
  await storage.close();
  expect(problem).toMatch(/^Another Confab is running on [^\n]+$/);
  expect(await countMessages(backedUp.dataDir)).toBe(50);
});

const manifestOf = () => join(backup.path, "manifest.json");
const changeManifest = (change: Record<string, unknown>) =>
  writeFileSync(manifestOf(), JSON.stringify({ ...backup.manifest, ...change }));
const pooled = () => join(backedUp.backups, "files", hash.slice(0, 2), hash);

/** As after a change that nobody noted: the manifest says what is there. */
async function changeDatabase(...statements: string[]): Promise<void> {
  const database = join(backup.path, "confab.db");
  const client = openRaw(database);
  await client.batch(statements, "write");
  client.close();
  const bytes = readFileSync(database);
  const sha256 = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
  changeManifest({ database: { bytes: bytes.length, sha256 } });
}

const bad: [what: string, harm: () => unknown, says: RegExp][] = [
  ["is not there", () => rmSync(backup.path, { recursive: true }), /it is not there/],
  ["has no manifest", () => rmSync(manifestOf()), /manifest\.json cannot be read/],
  ["has a manifest that was cut", () => truncateSync(manifestOf(), 100), /manifest\.json is damaged/],
  ["has another format", () => changeManifest({ format: 2 }), /manifest\.json is damaged or of another/],
  ["has a database that was cut", () => truncateSync(join(backup.path, "confab.db"), 8192), /has 8192 bytes/],
  [
    "has a database with a changed byte",
    () => {
      const bytes = readFileSync(join(backup.path, "confab.db"));
      bytes[5000] = (bytes[5000] ?? 0) ^ 1;
      writeFileSync(join(backup.path, "confab.db"), bytes);
    },
    /confab\.db is damaged/,
  ],
  ["has no database", () => rmSync(join(backup.path, "confab.db")), /confab\.db is missing/],
  [
    "has the database of another workspace",
    () => changeDatabase("UPDATE meta SET value = 'another' WHERE key = 'workspaceId'"),
    /another one than its manifest says/,
  ],
  [
    "has another program's database",
    () => changeDatabase("PRAGMA application_id = 7"),
    /confab\.db is damaged/,
  ],
  [
    "has a list of files that was cut",
    () => truncateSync(join(backup.path, "files.txt"), 30),
    /files\.txt is damaged/,
  ],
  [
    "has another list of files",
    () => writeFileSync(join(backup.path, "files.txt"), `${hashOf("other")} 6\n`),
    /files\.txt is not that of its database/,
  ],
  [
    "has a list that lacks a file",
    () => {
      changeManifest({ files: { count: 0, bytes: 0 } });
      writeFileSync(join(backup.path, "files.txt"), "");
    },
    /files\.txt is not that of its database/,
  ],
  ["lacks a file", () => rmSync(pooled()), /the file \S+ is missing/],
  [
    "has a file that was damaged",
    () => {
      rmSync(pooled());
      writeFileSync(pooled(), "a mote");
    },
    /the file \S+ is damaged/,
  ],
  [
    "has a file that grew",
    () => {
      const bytes = readFileSync(pooled());
      rmSync(pooled());
      writeFileSync(pooled(), bytes);
      appendFileSync(pooled(), "x");
    },
    /the file \S+ is damaged/,
  ],
  [
    "is of a newer program",
    () => changeManifest({ schema: 9e12, version: "9.0.0" }),
    /a newer Confab made it \(9\.0\.0\)/,
  ],
  [
    "is of a newer program, whatever its manifest says",
    () => changeDatabase("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9000000000000)"),
    /a newer Confab made it/,
  ],
];
for (const [what, harm, says] of bad) {
  test(`[B5] a backup that ${what} is refused in one line, before anything is touched`, async () => {
    await harm();
    const before = filesBelow(backedUp.dataDir);
    const problem = await problemOf(restore({ dataDir: backedUp.dataDir, replace: true }));
    expect(problem).toMatch(/^\S+ cannot be restored: [^\n]+\.$/);
    expect(problem).toMatch(says);
    expect(filesBelow(backedUp.dataDir)).toEqual(before);
    expect(await problemOf(restore())).toMatch(says);
    expect(existsSync(elsewhere())).toBe(false);
  });
}

/** Killed at the first rename, the second and so on: the swap is nothing but renames. Null where strace is missing. */
async function killedAtRename(dataDir: string, number: number): Promise<"killed" | "done" | null> {
  if (!Bun.which("strace")) return null;
  const renames = "rename,renameat,renameat2";
  const script = `import { swapIn } from ${JSON.stringify(join(import.meta.dir, "../../src/storage/backup/swap.ts"))};
    await swapIn(${JSON.stringify(dataDir)}, "${replacedName}");`;
  const run = Bun.spawn(
    [
      "strace",
      "-f",
      "-o",
      "/dev/null",
      "-e",
      `trace=${renames}`,
      "-e",
      `inject=${renames}:signal=KILL:when=${number}`,
    ].concat([process.execPath, "-e", script]),
    { stdin: "ignore", stdout: "inherit", stderr: "inherit" },
  );
  return (await run.exited) === 0 ? "done" : "killed";
}

const replacedName = "replaced-20261201T000000Z";

test("[B5] a restore that is killed anywhere is ended by the next start: all is old, or all is new", async () => {
  const oldNames = ["confab.db", "commits", "files/x"];
  const seen: string[] = [];
  for (let number = 1; seen.at(-1) !== "done"; number += 1) {
    const dataDir = join(backedUp.dataDir, `killed-${number}`);
    for (const folder of [join(stagingName, "files"), "files"])
      mkdirSync(join(dataDir, folder), { recursive: true });
    for (const name of ["confab.db", "files/x"]) writeFileSync(join(dataDir, stagingName, name), "new");
    for (const name of oldNames) writeFileSync(join(dataDir, name), "old");
    const end = await killedAtRename(dataDir, number);
    if (end === null) return console.log("There is no strace: kills amid a restore are not tried.");
    await finishSwap(dataDir);
    const content = (name: string) => readFileSync(join(dataDir, name), "utf8");
    const isNew = existsSync(join(dataDir, replacedName));
    for (const name of ["confab.db", "files/x"])
      expect([number, content(name)]).toEqual([number, isNew ? "new" : "old"]);
    for (const name of oldNames) expect(content(isNew ? join(replacedName, name) : name)).toBe("old");
    expect(readdirSync(dataDir).sort()).toEqual(
      isNew ? ["confab.db", "files", replacedName] : ["commits", "confab.db", "files"],
    );
    seen.push(end === "done" ? end : isNew ? "new" : "old");
  }
  // The note that it begins, three moved aside, the note of that, two moved in.
  expect(seen.filter((what) => what === "new").length).toBeGreaterThanOrEqual(5);
});

test("[B5] what a restore left that was killed before it was whole is removed by the next start", async () => {
  mkdirSync(join(backedUp.dataDir, stagingName));
  writeFileSync(join(backedUp.dataDir, stagingName, "confab.db"), "half");
  await (await backedUp.open()).close();
  expect(existsSync(join(backedUp.dataDir, stagingName))).toBe(false);
  expect(await countMessages(backedUp.dataDir)).toBe(50);
  mkdirSync(join(backedUp.dataDir, stagingName));
  cpSync(join(backup.path, "confab.db"), join(backedUp.dataDir, stagingName, "confab.db"));
  await swapIn(backedUp.dataDir, "replaced-20261202T000000Z");
  await (await backedUp.open()).close();
  expect(await countMessages(backedUp.dataDir)).toBe(50);
});

test("[B5] [H7] beside backups a missing database is no new workspace, and a restore is offered", async () => {
  for (const name of ["confab.db", "confab.db-wal", "files"]) {
    rmSync(join(backedUp.dataDir, name), { recursive: true, force: true });
  }
  expect(await problemOf(backedUp.open())).toMatch(
    /^There is no database at [^\n]+backups[^\n]+confab restore[^\n]+$/,
  );
  await restore({ dataDir: backedUp.dataDir });
  expect(await countMessages(backedUp.dataDir)).toBe(50);
});
