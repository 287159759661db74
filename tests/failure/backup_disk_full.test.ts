// A disk that has room when a backup begins, and none when it is half done (SPEC B1, B3).
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "bun:test";

import { ChatError } from "../../src/domain/chat_error.ts";
import { verifyBackup } from "../../src/storage/backup/verify_backup.ts";
import { filesBelow, makeBackedUp, type BackedUp } from "../support/backed_up.ts";
import { ada } from "../support/data_folder.ts";
import { startInProcess } from "../support/in_process.ts";
import { mountSmallDisk } from "../support/small_disk.ts";

// The reserve of 256 MiB (H12) is free when it begins.
const disk = mountSmallDisk(340);
if (!disk) console.log("No small disk can be mounted here: a full disk is not tried.");
afterAll(() => disk?.remove());
const made: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of made.splice(0).toReversed()) await end();
});

async function makeWithMessages(messages: number): Promise<BackedUp> {
  const backedUp = await makeBackedUp({ messages });
  made.push(() => backedUp.dispose());
  return backedUp;
}

const problemOf = (doing: Promise<unknown>) =>
  doing.then(
    () => "done",
    (error: Error) => (error instanceof ChatError ? `${error.code}: ${error.message}` : error.message),
  );

const full = /^The backup in \S+ failed: the disk is full\.$/;

test.skipIf(disk === null)(
  "[B1] [B3] while the database is copied: nothing is left, the warning stands, people post on, and the next one works",
  async () => {
    if (!disk) throw new Error("There is no small disk.");
    const backedUp = await makeWithMessages(40_000);
    await backedUp.write("UPDATE messages SET body = body || hex(zeroblob(150))");
    await (await backedUp.open()).close();
    const dir = join(disk.folder, "database");
    const server = await startInProcess({
      dataDir: backedUp.dataDir,
      env: { BACKUP_DIR: dir, BACKUP_KEEP: "1" },
    });
    made.push(() => server.dispose());
    const partial = () => readdirSync(dir).find((name) => name.endsWith(".partial"));
    // As soon as it is there the room on the disk has been looked at. Its pages come at the end, in a few milliseconds.
    const isCopying = () => {
      const at = partial();
      return at !== undefined && existsSync(join(dir, at, "confab.db"));
    };
    mkdirSync(dir);
    let problem = "done";
    for (let tries = 0; tries < 10 && problem === "done"; tries += 1) {
      const making = problemOf(server.backups.backUp());
      while (!isCopying() && (await Promise.race([making, Bun.sleep(1)])) === undefined);
      disk.fill();
      problem = await making;
      disk.free();
    }
    expect(problem.replace("busy: ", "")).toMatch(full);
    expect(partial()).toBeUndefined();
    const before = server.backups.status().count;
    expect(filesBelow(dir).filter(({ name }) => name.endsWith("confab.db"))).toHaveLength(before);
    expect(server.warnings.list()).toMatchObject([{ code: "backup_failed", isUnready: false }]);
    const outcome = await server.storage.journal.submit({
      kind: "post",
      actor: ada,
      roomId: 1,
      clientId: "meanwhile",
      body: "hello",
      replyTo: null,
      mentions: [],
      fileIds: [],
      broadcast: null,
    });
    expect(outcome.ok).toBe(true);
    const { name } = await server.backups.backUp();
    expect(server.warnings.list()).toEqual([]);
    expect((await verifyBackup(join(dir, name))).manifest.lastMessageId).toBe(40_001);
  },
  60_000,
);

test.skipIf(disk === null)(
  "[B1] behind the files: neither a list nor bytes are left that no backup names, and those of others stay",
  async () => {
    if (!disk) throw new Error("There is no small disk.");
    const backedUp = await makeWithMessages(50);
    const dir = join(disk.folder, "files-too");
    await backedUp.addFile("a note");
    await backedUp.backUp({ dir });
    const before = filesBelow(dir);
    const notes = [await backedUp.addFile("a second note"), await backedUp.addFile("a third one")];
    let hasAll = false;
    const failing = backedUp.backUp({
      dir,
      onProgress(done, total) {
        if (done < total) return;
        hasAll = notes.every((hash) => filesBelow(dir).some(({ name }) => name.endsWith(hash)));
        disk.fill();
      },
    });
    expect(await problemOf(failing)).toMatch(full);
    expect(hasAll).toBe(true);
    expect(filesBelow(dir).filter(({ name }) => !name.startsWith("filler"))).toEqual(before);
    disk.free();
    const { path } = await backedUp.backUp({ dir });
    expect((await verifyBackup(path)).files).toHaveLength(3);
  },
);
