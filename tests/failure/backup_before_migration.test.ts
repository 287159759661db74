// A start that changes the shape of the database (SPEC B4).
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";

import { silentLog } from "../../src/domain/log.ts";
import { backUpBeforeMigration } from "../../src/storage/backup/before_migration.ts";
import { listBackups } from "../../src/storage/backup/backup_folder.ts";
import { restoreBackup } from "../../src/storage/backup/restore_backup.ts";
import { openClient } from "../../src/storage/database.ts";
import { openStorage } from "../../src/storage/storage.ts";
import { openRaw } from "../support/data_folder.ts";
import { makeOldDatabase } from "../support/old_database.ts";

let dataDir: string;
let path: string;
let dir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "confab-old-"));
  path = join(dataDir, "confab.db");
  dir = join(dataDir, "backups");
  await makeOldDatabase(path, 8);
  const client = openClient({ path, timeoutMs: 1000 });
  await client.batch(
    [
      "UPDATE meta SET value = 'of the old' WHERE key = 'epoch'",
      "UPDATE meta SET value = '5' WHERE key = 'commits'",
      `INSERT INTO users (id, username, folded_look, typed_look, display_name, password_hash, role, created_at)
        VALUES (1, 'Ada', 'ada', 'Ada', 'Ada', 'hash', 'admin', 0)`,
      `INSERT INTO messages (room_id, seq, rev, author_id, client_id, post_hash, body, created_at)
        VALUES (1, 1, 1, 1, 'c', 'hash', 'from before', 0)`,
      "UPDATE rooms SET last_seq = 1, rev = 1",
    ],
    "write",
  );
  client.close();
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const settings = (isOn = true) => ({ isOn, dir, keep: 7 });
async function open({ isOn = true } = {}): Promise<void> {
  const storage = await openStorage({ dataDir, now: Date.now, log: silentLog, backups: settings(isOn) });
  await storage.close();
}
async function migrationsIn(database: string): Promise<unknown> {
  const client = openRaw(database);
  const { rows } = await client.execute("SELECT count(*) FROM __drizzle_migrations");
  client.close();
  return rows[0]?.[0];
}

test("[B4] the first start of a new version makes a backup of the old database, later ones make none", async () => {
  await open();
  const backups = listBackups(dir);
  expect(backups).toMatchObject([{ manifest: { reason: "migration", epoch: "of the old", commits: 5 } }]);
  expect(await migrationsIn(path)).toBeGreaterThan(8);
  await open();
  expect(listBackups(dir)).toHaveLength(1);
  // Restored, it is what it was, and the next start brings it to the new shape.
  const elsewhere = join(dataDir, "elsewhere");
  await restoreBackup({ from: backups[0]?.path ?? "", dataDir: elsewhere, replace: false, at: Date.now() });
  expect(await migrationsIn(join(elsewhere, "confab.db"))).toBe(8);
  const storage = await openStorage({ dataDir: elsewhere, now: Date.now, log: silentLog });
  await storage.close();
  const client = openRaw(join(elsewhere, "confab.db"));
  const { rows } = await client.execute("SELECT body FROM messages");
  client.close();
  expect(rows[0]?.[0]).toBe("from before");
});

test("[B4] a new workspace begins without a backup, and with BACKUPS=off there is none", async () => {
  await open({ isOn: false });
  for (const name of readdirSync(dataDir)) rmSync(join(dataDir, name), { recursive: true });
  await open();
  expect(listBackups(dir)).toEqual([]);
});

test("[B4] where the backup fails the start is refused in one line, and the database is as it was", async () => {
  writeFileSync(dir, "not a folder");
  const problem = await open().then(
    () => "done",
    (error: Error) => error.message,
  );
  expect(problem).toMatch(
    /^This version changes the shape of the database, and makes a backup before\. The backup in \S+ failed: [^\n]+ Nothing was changed\. [^\n]+BACKUPS=off\.$/,
  );
  expect(await migrationsIn(path)).toBe(8);
  await open({ isOn: false });
  expect(await migrationsIn(path)).toBeGreaterThan(8);
});

test("[B4] starts that fail again and again push no older backup out", async () => {
  const client = openClient({ path, timeoutMs: 1000 });
  const again = (at: number) =>
    backUpBeforeMigration({ client, path, dataDir, settings: settings(), at, log: silentLog });
  await again(1e12);
  await again(1e12 + 60_000);
  expect(listBackups(dir)).toHaveLength(1);
  await client.batch(["UPDATE meta SET value = '6' WHERE key = 'commits'"], "write");
  await again(1e12 + 120_000);
  expect(listBackups(dir)).toHaveLength(2);
  client.close();
});
