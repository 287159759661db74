// Making backups (SPEC B1, B2), on real folders.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";

import { listBackups, pooledPath } from "../../src/storage/backup/backup_folder.ts";
import { verifyBackup } from "../../src/storage/backup/verify_backup.ts";
import { blobPathIn } from "../../src/storage/blob_store.ts";
import { filesBelow, makeBackedUp, type BackedUp } from "../support/backed_up.ts";
import { openRaw } from "../support/data_folder.ts";
import { createRandom } from "../support/random.ts";
import { mountSmallDisk } from "../support/small_disk.ts";

let backedUp: BackedUp;
beforeEach(async () => {
  backedUp = await makeBackedUp();
});
afterEach(() => backedUp.dispose());

const names = () => (existsSync(backedUp.backups) ? readdirSync(backedUp.backups).sort() : []);
const problemOf = (doing: Promise<unknown>) =>
  doing.then(
    () => "done",
    (error: Error) => error.message,
  );

test("[B1] a backup holds the database and its files, says what it is, and is for its owner's eyes", async () => {
  const hash = await backedUp.addFile("a note");
  const storage = await backedUp.open();
  const { name, path, manifest } = await backedUp.backUp();
  await storage.close();
  expect(name).toBe("confab-20261130T180100Z");
  expect(manifest).toMatchObject({
    format: 1,
    reason: "daily",
    createdAt: Date.UTC(2026, 10, 30, 18, 1),
    lastMessageId: 50,
    files: { count: 1, bytes: 6 },
    missingFiles: 0,
  });
  expect(readFileSync(join(path, "files.txt"), "utf8")).toBe(`${hash} 6\n`);
  expect(names()).toEqual([name, "files"]);
  expect(filesBelow(backedUp.backups).map(({ mode }) => mode)).toEqual([
    0o600,
    0o600,
    0o600,
    expect.any(Number),
  ]);
  expect(statSync(backedUp.backups).mode & 0o777).toBe(0o700);
  const copy = openRaw(join(path, "confab.db"));
  const { rows } = await copy.execute("SELECT count(*), max(body) FROM messages");
  copy.close();
  expect(Object.values(rows[0] ?? {}).slice(0, 1)).toEqual([50]);
  expect(await verifyBackup(path)).toMatchObject({ name, manifest });
});

test("[B1] one that somebody asked for is manual, also where an earlier version called it asked", async () => {
  const { path } = await backedUp.backUp({ reason: "manual" });
  const manifest = join(path, "manifest.json");
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"manual"', '"asked"'));
  expect(listBackups(backedUp.backups).map((one) => one.manifest.reason)).toEqual(["manual"]);
  expect((await verifyBackup(path)).manifest.reason).toBe("manual");
});

test("[B1] the bytes of files lie there once, however many backups there are, and are those of the data folder", async () => {
  const hash = await backedUp.addFile("a note");
  for (let count = 0; count < 7; count += 1) await backedUp.backUp();
  const pooled = filesBelow(join(backedUp.backups, "files"));
  expect(pooled).toHaveLength(1);
  expect(pooled[0]?.inode).toBe(statSync(blobPathIn(backedUp.dataDir, hash)).ino);
  for (const { path } of listBackups(backedUp.backups)) await verifyBackup(path);
});

test("[B2] the newest stay, and bytes go with the last backup that names them", async () => {
  const hash = await backedUp.addFile("a note");
  const first = await backedUp.backUp({ keep: 3 });
  await backedUp.write("DELETE FROM files");
  rmSync(blobPathIn(backedUp.dataDir, hash));
  await backedUp.backUp({ keep: 3 });
  await backedUp.backUp({ keep: 3 });
  expect(listBackups(backedUp.backups)).toHaveLength(3);
  await verifyBackup(first.path);
  await backedUp.backUp({ keep: 3 });
  expect(listBackups(backedUp.backups).map(({ name }) => name)).not.toContain(first.name);
  expect(listBackups(backedUp.backups)).toHaveLength(3);
  expect(existsSync(pooledPath(backedUp.backups, hash))).toBe(false);
});

for (const name of ["files.txt", "manifest.json"]) {
  test(`[B2] while nobody knows what a backup needs, for its ${name} is damaged, no bytes go`, async () => {
    const hash = await backedUp.addFile("a note");
    const { path } = await backedUp.backUp();
    writeFileSync(join(path, name), "cut sho");
    await backedUp.write("DELETE FROM files");
    rmSync(blobPathIn(backedUp.dataDir, hash));
    await backedUp.backUp();
    expect(existsSync(pooledPath(backedUp.backups, hash))).toBe(true);
    rmSync(path, { recursive: true });
    await backedUp.backUp();
    expect(existsSync(pooledPath(backedUp.backups, hash))).toBe(false);
  });
}

test("[B2] backups of another workspace are not touched", async () => {
  await backedUp.backUp();
  const before = names();
  await backedUp.write("UPDATE meta SET value = 'another' WHERE key = 'workspaceId'");
  expect(await problemOf(backedUp.backUp({ keep: 1 }))).toMatch(
    /^The backup in \S+ failed: it has backups of another workspace\. Set BACKUP_DIR [^\n]+$/,
  );
  expect(names()).toEqual(before);
});

test("[B1] bytes that the data folder lost, or that are damaged there, are counted and stop nothing", async () => {
  const [lost, damaged, whole] = [
    await backedUp.addFile("1"),
    await backedUp.addFile("2"),
    await backedUp.addFile("3"),
  ];
  rmSync(blobPathIn(backedUp.dataDir, lost));
  writeFileSync(blobPathIn(backedUp.dataDir, damaged), "x");
  const { path, manifest } = await backedUp.backUp();
  expect(manifest).toMatchObject({ missingFiles: 2, files: { count: 1, bytes: 1 } });
  expect((await verifyBackup(path)).files).toEqual([{ hash: whole, bytes: 1 }]);
  // What was cut in the pool is put there anew.
  writeFileSync(`${pooledPath(backedUp.backups, whole)}.new`, "");
  renameSync(`${pooledPath(backedUp.backups, whole)}.new`, pooledPath(backedUp.backups, whole));
  await verifyBackup((await backedUp.backUp()).path);
});

test("[B1] a damaged database, a folder that cannot be written: one line, and nothing is left", async () => {
  const blocked = join(backedUp.dataDir, "blocked");
  writeFileSync(blocked, "a file");
  expect(await problemOf(backedUp.backUp({ dir: join(blocked, "backups") }))).toMatch(
    /^The backup in \S+blocked\/backups failed: [^\n]+$/,
  );
  const file = readFileSync(backedUp.path);
  // From the second page on, where the tables are.
  file.fill(0x5a, 8192);
  writeFileSync(backedUp.path, file);
  expect(await problemOf(backedUp.backUp())).toMatch(
    /^The backup in \S+ failed: the database is damaged [^\n]+check --repair$/,
  );
  expect(names()).toEqual([]);
});

test("[B1] what a kill leaves is a whole backup or a partial one that the next removes", async () => {
  await backedUp.dispose();
  backedUp = await makeBackedUp({ messages: 20_000 });
  for (let count = 0; count < 20; count += 1) await backedUp.addFile(`note ${count}`);
  const random = createRandom(12);
  const script = `import { makeBackup } from "${import.meta.dir}/../../src/storage/backup/make_backup.ts";
    console.log("ready");
    for (let at = Date.UTC(2026, 0, 1); ; at += 60_000)
      await makeBackup({ path: ${JSON.stringify(backedUp.path)}, dataDir: ${JSON.stringify(backedUp.dataDir)},
        dir: ${JSON.stringify(backedUp.backups)}, keep: 3, reason: "daily", at });`;
  let partials = 0;
  const hasBoth = () => partials > 0 && listBackups(backedUp.backups).length > 0;
  for (let round = 0; round < 8 || (!hasBoth() && round < 40); round += 1) {
    const run = Bun.spawn([process.execPath, "-e", script], {
      stdout: "pipe",
      stderr: "inherit",
      stdin: "ignore",
    });
    await run.stdout.getReader().read();
    // Longer and longer: a busy machine takes its time.
    await Bun.sleep(random.next() * 100 * (round + 1));
    run.kill("SIGKILL");
    await run.exited;
    partials += names().filter((name) => name.endsWith(".partial")).length;
    for (const { path } of listBackups(backedUp.backups)) await verifyBackup(path);
  }
  expect(hasBoth()).toBe(true);
  mkdirSync(join(backedUp.backups, ".confab-20250101T000000Z.partial"));
  writeFileSync(join(backedUp.backups, "files", ".incoming-x"), "half");
  const last = await backedUp.backUp();
  expect(names().filter((name) => !/^(confab-[\dTZ-]+|files)$/.test(name))).toEqual([]);
  expect(readdirSync(join(backedUp.backups, "files")).filter((name) => name.startsWith("."))).toEqual([]);
  await verifyBackup(last.path);
});

test("[B1] [H12] on another file system the bytes are copied once, and the reserve stays free", async () => {
  const disk = mountSmallDisk(290);
  if (!disk) return;
  try {
    const dir = join(disk.folder, "backups");
    const hash = await backedUp.addFile("a note");
    await backedUp.backUp({ dir });
    const first = statSync(pooledPath(dir, hash));
    expect(first.ino).not.toBe(statSync(blobPathIn(backedUp.dataDir, hash)).ino);
    await verifyBackup((await backedUp.backUp({ dir })).path);
    expect(statSync(pooledPath(dir, hash)).ino).toBe(first.ino);
    // 290 MiB less the reserve of 256: the database fits, the file does not.
    const large = await backedUp.addFile("x".repeat(36 * 1024 ** 2));
    const before = readdirSync(dir).sort();
    expect(await problemOf(backedUp.backUp({ dir }))).toMatch(
      /^The backup in \S+ failed: Not enough disk space for \S+: 37\.7 MB needed, [\d.]+ MB available\.$/,
    );
    expect(readdirSync(dir).sort()).toEqual(before);
    expect(existsSync(pooledPath(dir, large))).toBe(false);
    disk.fill();
    expect(await problemOf(backedUp.backUp({ dir }))).toContain("0 bytes available");
    disk.free();
    Bun.spawnSync(["mount", "-o", "remount,ro", disk.folder]);
    expect(await problemOf(backedUp.backUp({ dir }))).toMatch(
      /^The backup in \S+ failed: it cannot be written: [^\n]+$/,
    );
  } finally {
    disk.remove();
  }
});
