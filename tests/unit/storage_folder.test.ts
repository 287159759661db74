// The folder and its file at the start: whose it is, whether it fits this program, and what it begins with.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { chmod, mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { silentLog } from "../../src/domain/log.ts";
import { StartError } from "../../src/domain/start_error.ts";
import { createWarnings } from "../../src/domain/warnings.ts";
import { lockFolder, lockUnusedFolder } from "../../src/storage/lock.ts";
import { ada, fillLounge, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
beforeEach(async () => {
  folder = await makeDataFolder();
});
afterEach(() => folder.dispose());

async function problemOf(opening: Promise<unknown>): Promise<string> {
  const error: unknown = await opening.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StartError)) throw new Error(`No StartError: ${String(error)}`);
  expect(error.message).not.toContain("\n");
  return error.message;
}

test("[D1] a second one on the same folder stops with a line that names it; after a close it may start", async () => {
  const storage = await folder.open();
  expect(await problemOf(folder.open())).toContain(folder.dataDir);
  await storage.journal.submit({ kind: "touchSession", sessionId: 1, expiresAt: 1 });
  await storage.close();
  await (await folder.open()).close();
});

test("[D1] a process that was killed leaves no lock behind, one that is ending is waited for", async () => {
  const holder = Bun.spawn(
    [process.execPath, join(import.meta.dir, "storage_workers", "holds_folder.ts"), folder.dataDir],
    { stdout: "pipe", stderr: "inherit", stdin: "pipe" },
  );
  const reader = holder.stdout.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toContain("held");
  const opening = folder.open();
  holder.kill("SIGKILL");
  await holder.exited;
  await (await opening).close();
});

test("[D1] the lock is let go when the database cannot be opened", async () => {
  await writeFile(folder.path, "this is no database, however long it may be. ".repeat(100));
  expect(await problemOf(folder.open())).toContain(folder.path);
  (await lockFolder(folder.dataDir)).release();
});

test("[D1] the lock holds as long as the process, whoever forgets it", async () => {
  await lockFolder(folder.dataDir);
  Bun.gc(true);
  expect(await problemOf(lockFolder(folder.dataDir))).toContain(folder.dataDir);
});

test("[D1] [Y4] a lock that goes with a folder in which nothing came to be is held by one of those who wait, and keeps the next out", async () => {
  const dataDir = join(folder.dataDir, "one", "two");
  const { giveBack } = await lockUnusedFolder(dataDir);
  const waiting = lockFolder(dataDir);
  await writeFile(join(dataDir, "mine"), "");
  giveBack();
  const held = await waiting;
  expect(await problemOf(lockFolder(dataDir))).toContain("Another Confab is running");
  held.release();
  const before = await readdir(folder.dataDir);
  const nested = await lockUnusedFolder(join(folder.dataDir, "three", "four"));
  nested.giveBack();
  expect(await readdir(folder.dataDir)).toEqual(before);
});

test("[D1] a folder that cannot be made stops the start", async () => {
  const dataDir = join(folder.dataDir, "file", "data");
  await writeFile(join(folder.dataDir, "file"), "in the way");
  expect(await problemOf(folder.open({ dataDir }))).toContain(dataDir);
});

test("[D1] a database of a newer program stops the start and stays as it is", async () => {
  await (await folder.open()).close();
  await folder.write("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9000000000000)");
  const migrations = () => folder.read("SELECT hash FROM __drizzle_migrations");
  const before = await migrations();
  expect(await problemOf(folder.open())).toContain("newer Confab");
  expect(await migrations()).toEqual(before);
});

test("[D1] any folder name will do", async () => {
  const dataDir = join(folder.dataDir, "we #1? 100%41 & söhne 上海");
  await mkdir(dataDir);
  await (await folder.open({ dataDir })).close();
  expect(await readdir(dataDir)).toContain("confab.db");
});

test("[D1] after a clean close the file alone holds everything", async () => {
  const storage = await folder.open();
  await storage.close();
  const log = await stat(`${folder.path}-wal`).catch(() => ({ size: 0 }));
  expect(log.size).toBe(0);
});

test("[H2] a new place has an id and a secret of its own, a lounge, and keeps them", async () => {
  const first = await folder.open({ now: () => 42 });
  const workspace = await first.stores.workspace.read();
  expect(workspace).toMatchObject({ name: "Confab", registration: "invite" });
  expect(workspace.deviceKey).toHaveLength(64);
  await first.close();
  const second = await folder.open();
  expect(await second.stores.workspace.read()).toEqual(workspace);
  await second.close();
  expect(await folder.read("SELECT length(value) FROM meta WHERE key = 'workspaceId'")).toEqual([36]);
  expect(await folder.read("SELECT name || created_at || join_on_register FROM rooms")).toEqual([
    "lounge421",
  ]);
});

test("[H2] [W14] a database of before the workspace had this name keeps id and name", async () => {
  await (await folder.open()).close();
  const id = await folder.read("SELECT value FROM meta WHERE key = 'workspaceId'");
  await folder.write("UPDATE meta SET value = 'Harbour' WHERE key = 'workspaceName'");
  await folder.write("UPDATE meta SET key = 'placeName' WHERE key = 'workspaceName'");
  await folder.write("UPDATE meta SET key = 'placeId' WHERE key = 'workspaceId'");
  await folder.write(
    "DELETE FROM __drizzle_migrations WHERE created_at = (SELECT max(created_at) FROM __drizzle_migrations)",
  );
  const storage = await folder.open();
  expect((await storage.stores.workspace.read()).name).toBe("Harbour");
  await storage.close();
  expect(await folder.read("SELECT value FROM meta WHERE key = 'workspaceId'")).toEqual(id);
  expect(await folder.read("SELECT key FROM meta WHERE key LIKE 'place%'")).toEqual([]);
});

test("[U1] no more than the 10,000 newest messages are looked at", async () => {
  await (await folder.open()).close();
  // Bob's own are the newest 10,000: what Ada wrote before is out of sight.
  await folder.write(...people, ...fillLounge(10_500, { hers: 500 }));
  const storage = await folder.open();
  expect((await storage.stores.rooms.counts(2, 1))?.unread).toBe(0);
  expect((await storage.stores.rooms.counts(1, 1))?.unread).toBe(1000);
  await storage.close();
});

test("[W7] below the room's floor a sync is not complete", async () => {
  await (await folder.open()).close();
  await folder.write(...people, ...fillLounge(20), "UPDATE rooms SET floor_rev = 10");
  const storage = await folder.open();
  const after = (rev: number) => storage.stores.messages.after(1, 1, rev);
  expect(await after(9)).toMatchObject({ rev: 20, complete: false, messages: [] });
  expect((await after(10)).messages).toHaveLength(10);
  await storage.close();
});

test("[D3] the numbers come from the room's row, whatever messages exist", async () => {
  await (await folder.open()).close();
  await folder.write(...people, ...fillLounge(20), "UPDATE rooms SET rev = 70, last_seq = 50");
  const storage = await folder.open();
  const post = (clientId: string) =>
    storage.journal.submit<"post">({
      kind: "post",
      actor: ada,
      roomId: 1,
      clientId,
      body: "b",
      replyTo: null,
      fileIds: [],
      mentions: [],
      broadcast: null,
    });
  expect(await Promise.all([post("a"), post("b")])).toMatchObject([
    { message: { seq: 51, rev: 71 } },
    { message: { seq: 52, rev: 72 } },
  ]);
  await storage.close();
});

test("[R4] [H6] sessions that have run out do not pile up, where the clock can be trusted", async () => {
  await (await folder.open()).close();
  await folder.write(
    ...people,
    `INSERT INTO sessions (token_hash, user_id, created_at, last_seen_at, expires_at, address, agent)
      SELECT 'old-' || value, 1, 0, 0, 5, '', '' FROM generate_series(1, 30)`,
  );
  const storage = await folder.open();
  const ended: number[] = [];
  for (const tokenHash of ["w", "x", "y"]) {
    const outcome = await storage.journal.submit<"signIn">({
      kind: "signIn",
      userId: 1,
      verifiedHash: "hash",
      session: { tokenHash, expiresAt: 9_000_000_000_000, address: "", agent: "" },
      prune: tokenHash !== "w",
    });
    if (outcome.ok) ended.push(...outcome.ended);
    if (tokenHash === "w") expect(await folder.read("SELECT count(*) FROM sessions")).toEqual([33]);
  }
  await storage.close();
  expect(await folder.read("SELECT count(*) FROM sessions")).toEqual([5]);
  // Their sockets hear of it as well (A2).
  expect(ended).toHaveLength(30);
});

const modeOf = async (name: string) => ((await stat(join(folder.dataDir, name))).mode & 0o777).toString(8);

test("[A7] what is made is for this account alone, also in a folder that others may open; the start warns of that one", async () => {
  await chmod(folder.dataDir, 0o755);
  const log: string[] = [];
  const warnings = createWarnings({
    log: { ...silentLog, warn: (event) => void log.push(event) },
    now: Date.now,
  });
  const storage = await folder.open({ warnings });
  try {
    for (const name of await readdir(folder.dataDir)) {
      const isFolder = (await stat(join(folder.dataDir, name))).isDirectory();
      expect([name, await modeOf(name)]).toEqual([name, isFolder ? "700" : "600"]);
    }
    expect(await readdir(folder.dataDir)).toContain("confab.db-wal");
    expect(log).toEqual(["warning_raised"]);
    expect(warnings.list()).toMatchObject([{ code: "folder_open", isUnready: false }]);
    expect(warnings.list()[0]?.text).toContain(`(0755). Run chmod 700 ${folder.dataDir}, then`);
  } finally {
    await storage.close();
  }
});

test("[A7] what was there before is not changed, and told of where others can come to it", async () => {
  await (await folder.open()).close();
  await chmod(folder.path, 0o644);
  const warnings = createWarnings({ log: silentLog, now: Date.now });
  await (await folder.open({ warnings })).close();
  expect(warnings.list()).toEqual([]);
  await chmod(folder.dataDir, 0o750);
  await (await folder.open({ warnings })).close();
  expect(warnings.list()[0]?.text).toContain(`chmod 600 ${folder.path}`);
  expect([await modeOf("."), await modeOf("confab.db")]).toEqual(["750", "644"]);
});
