// Backups of a server that runs (SPEC B1, B3).
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "bun:test";

import type { ChatError } from "../../src/domain/chat_error.ts";
import { listBackups } from "../../src/storage/backup/backup_folder.ts";
import { verifyBackup } from "../../src/storage/backup/verify_backup.ts";
import { blobPathIn } from "../../src/storage/blob_store.ts";
import { controlPath } from "../../src/transport/control_path.ts";
import { filesBelow, makeBackedUp } from "../support/backed_up.ts";
import { setUpWorkspace } from "../support/client.ts";
import { ada, openRaw } from "../support/data_folder.ts";
import { descriptorsOf, seesDescriptors } from "../support/descriptors.ts";
import { putAvatar } from "../support/files.ts";
import { startInProcess } from "../support/in_process.ts";
import { picture } from "../support/pictures.ts";
import { startTestServer, within } from "../support/server.ts";

test("[B1] bytes that nobody needs any more while a backup is made stay until it has them", async () => {
  let meanwhile = () => Promise.resolve();
  const server = await startInProcess({
    wrap: (storage) => ({
      ...storage,
      backups: {
        ...storage.backups,
        async make(request) {
          // As between the copy of the database and that of the files.
          await meanwhile();
          return storage.backups.make(request);
        },
      },
    }),
  });
  try {
    const admin = await setUpWorkspace(server.url);
    const avatar = await picture("png", 64, 64);
    expect((await putAvatar(admin, avatar)).status).toBe(200);
    const countFiles = () => filesBelow(join(server.dataDir, "files")).length;
    const seen: number[] = [countFiles()];
    meanwhile = async () => {
      expect((await admin.delete("/api/me/avatar")).status).toBe(200);
      seen.push(countFiles());
    };
    await server.backups.backUp();
    expect(seen).toEqual([1, 1]);
    // Else they go at once.
    expect((await putAvatar(admin, avatar)).status).toBe(200);
    expect((await admin.delete("/api/me/avatar")).status).toBe(200);
    expect(countFiles()).toBe(0);
  } finally {
    await server.dispose();
  }
});

test("[B1] [B3] people post on while backups are made: nothing is lost, each copy is of one moment, nothing stays open", async () => {
  const backedUp = await makeBackedUp({ messages: 30_000 });
  const server = await startInProcess({ dataDir: backedUp.dataDir, env: { BACKUP_KEEP: "3" } });
  try {
    const acknowledged: number[] = [];
    const over = new AbortController();
    async function postOn(name: string): Promise<void> {
      for (let count = 0; !over.signal.aborted; count += 1) {
        const outcome = await server.storage.journal.submit({
          kind: "post",
          actor: ada,
          roomId: 1,
          clientId: `${name}-${count}`,
          body: "hello",
          replyTo: null,
          mentions: [],
          fileIds: [],
          broadcast: null,
        });
        if (!outcome.ok) throw new Error(JSON.stringify(outcome));
        acknowledged.push(outcome.message.seq);
      }
    }
    const posting = Promise.all(["a", "b", "c"].map(postOn));
    const during: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      const before = acknowledged.length;
      await server.backups.backUp();
      during.push(acknowledged.length - before);
    }
    over.abort();
    await posting;
    expect(Math.min(...during)).toBeGreaterThan(0);
    const backups = listBackups(backedUp.backups);
    expect(backups).toHaveLength(3);
    expect(server.backups.status()).toMatchObject({ count: 3, lastAt: backups[0]?.manifest.createdAt });
    for (const { path } of backups) {
      await verifyBackup(path);
      const copy = openRaw(join(path, "confab.db"));
      const { rows } = await copy.execute(
        "SELECT count(*), max(seq), (SELECT last_seq FROM rooms WHERE id = 1) FROM messages WHERE room_id = 1",
      );
      copy.close();
      const [count, newest, counter] = [0, 1, 2].map((at) => rows[0]?.[at]);
      expect([count, newest]).toEqual([counter, counter]);
    }
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    expect(await backedUp.read("SELECT count(*) FROM messages")).toEqual([30_000 + acknowledged.length]);
    if (seesDescriptors) {
      Bun.gc(true);
      const open = descriptorsOf(backedUp.path);
      await server.backups.backUp();
      Bun.gc(true);
      expect(descriptorsOf(backedUp.path)).toBeLessThanOrEqual(open);
    }
  } finally {
    await server.dispose();
    await backedUp.dispose();
  }
});

test.skipIf(!seesDescriptors)(
  "[B2] a backup that is removed gives its space back: the server has nothing of it open",
  async () => {
    const backedUp = await makeBackedUp();
    const server = await startInProcess({ dataDir: backedUp.dataDir, env: { BACKUP_KEEP: "1" } });
    try {
      const open = () => descriptorsOf(`${backedUp.backups}/`);
      for (let count = 0; count < 4; count += 1) {
        await server.backups.backUp();
        // Its thread ends by itself, and what it had open with it.
        const isClosed = async () => {
          while (open() > 0) await Bun.sleep(5);
        };
        await within(isClosed(), 20_000, () => `${open()} files of backups are open after ${count + 1}.`);
      }
    } finally {
      await server.dispose();
      await backedUp.dispose();
    }
  },
);

test("[B3] [H8] a backup that does not come back holds up no end; the next one removes what it left", async () => {
  const backedUp = await makeBackedUp();
  // Reading a pipe that nobody writes to never ends.
  const hash = await backedUp.addFile("a note");
  const at = blobPathIn(backedUp.dataDir, hash);
  rmSync(at);
  mkdirSync(dirname(at), { recursive: true });
  expect(Bun.spawnSync(["mkfifo", at]).exitCode).toBe(0);
  const server = await startTestServer({ dataDir: backedUp.dataDir });
  try {
    const asked = fetch("http://confab/", {
      unix: controlPath(backedUp.dataDir),
      method: "POST",
      body: JSON.stringify({ do: "backUp", asked: { to: null } }),
    }).then(
      (response) => response.text().catch(() => "cut"),
      () => "cut",
    );
    const partial = join(backedUp.backups, "files");
    while (!existsSync(partial)) await Bun.sleep(10);
    const code = await within(server.stop(), 15_000, () => "It did not end.");
    expect(code).toBe(1);
    expect(server.stderr()).toContain("A backup was broken off.");
    await asked;
    rmSync(at);
    const { path, manifest } = await backedUp.backUp();
    expect(manifest.missingFiles).toBe(1);
    await verifyBackup(path);
  } finally {
    await server.dispose();
    await backedUp.dispose();
  }
});

test("[B1] [H7] a database that was moved or replaced is not opened, and none is made in its place", async () => {
  const backedUp = await makeBackedUp();
  const server = await startInProcess({ dataDir: backedUp.dataDir });
  const problem = () =>
    server.backups.backUp().then(
      () => "done",
      (error: Error) => error.message,
    );
  try {
    renameSync(backedUp.path, `${backedUp.path}.moved`);
    expect(await backedUp.backUp().catch((error: Error) => error.message)).toMatch(
      /failed: there is no database at [^\n]+$/,
    );
    while (server.warnings.list().every(({ code }) => code !== "database_replaced")) await Bun.sleep(20);
    writeFileSync(backedUp.path, "another one");
    expect(await problem()).toMatch(/failed: the database was moved or replaced\.$/);
    expect(readFileSync(backedUp.path, "utf8")).toBe("another one");
    expect(listBackups(backedUp.backups)).toEqual([]);
  } finally {
    await server.dispose();
    await backedUp.dispose();
  }
});

test("[B1] a folder for backups that cannot be used is told to whoever asks, and in the warnings", async () => {
  const blocked = mkdtempSync(join(tmpdir(), "confab-blocked-"));
  const server = await startInProcess({ env: { BACKUP_DIR: "/dev/null/backups" } });
  try {
    const problem = await server.backups.backUp().then(
      () => "done",
      (error: ChatError) => `${error.code}: ${error.message}`,
    );
    expect(problem).toMatch(/^busy: The backup in \/dev\/null\/backups failed: [^\n]+$/);
    expect(server.warnings.list()).toMatchObject([{ code: "backup_failed", isUnready: false }]);
    await server.backups.backUp({ to: blocked });
    expect(listBackups(blocked)).toHaveLength(1);
  } finally {
    await server.dispose();
    rmSync(blocked, { recursive: true, force: true });
  }
});
