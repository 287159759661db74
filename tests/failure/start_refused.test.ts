// SPEC H14: what cannot be opened is told in one line, by the server and by the command line, and both end.
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "bun:test";

import { runUntilExit, startTestServer } from "../support/server.ts";
import { mountSmallDisk } from "../support/small_disk.ts";

const repository = join(import.meta.dir, "..", "..");
let folder: string;
/** A data folder as a server leaves it. */
let whole: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "confab-refused-"));
  whole = join(folder, "whole");
  const server = await startTestServer({ dataDir: whole });
  await server.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let serial = 0;
function copyOfWhole(): string {
  serial += 1;
  const dataDir = join(folder, `copy-${serial}`);
  cpSync(whole, dataDir, { recursive: true });
  return dataDir;
}

async function runCommandLine(dataDir: string, prefix: string[] = []) {
  const run = Bun.spawn([...prefix, process.execPath, "src/cli.ts", "user", "list"], {
    cwd: repository,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    env: { PATH: process.env["PATH"], TMPDIR: process.env["TMPDIR"], DATA_DIR: dataDir },
    timeout: 20_000,
  });
  const [stdout, stderr, code] = await Promise.all([
    new Response(run.stdout).text(),
    new Response(run.stderr).text(),
    run.exited,
  ]);
  return { stdout, stderr, code };
}

async function expectOneLine(dataDir: string, pattern: RegExp): Promise<void> {
  const runs = [
    { run: await runUntilExit({ dataDir }), code: 1 },
    { run: await runCommandLine(dataDir), code: 2 },
  ];
  for (const { run, code } of runs) {
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code, stdout: "" });
    expect(run.stderr).toMatch(pattern);
    expect(run.stderr.trimEnd().split("\n")).toHaveLength(1);
  }
}

test("[H14] the lock of the folder cannot be taken", async () => {
  const blocked = copyOfWhole();
  rmSync(join(blocked, "lock"));
  mkdirSync(join(blocked, "lock"));
  await expectOneLine(blocked, /^Cannot lock the data folder .+copy-\d+: .+ may not open it/);
  const garbage = copyOfWhole();
  writeFileSync(join(garbage, "lock"), "this is no lock, however long it may be. ".repeat(200));
  await expectOneLine(garbage, /^Cannot lock the data folder .+copy-\d+: .+not a database/);
});

test("[H14] the database is a folder", async () => {
  const dataDir = copyOfWhole();
  for (const end of ["", "-wal", "-shm"]) rmSync(join(dataDir, `confab.db${end}`), { force: true });
  mkdirSync(join(dataDir, "confab.db"));
  await expectOneLine(dataDir, /^Cannot open the database .+confab\.db/);
});

test("[H14] opening fails late, with threads running already: the command line ends", async () => {
  const dataDir = copyOfWhole();
  rmSync(join(dataDir, "files"), { recursive: true });
  writeFileSync(join(dataDir, "files"), "in the way");
  await expectOneLine(dataDir, /files/);
});

const disk = mountSmallDisk(16);
if (!disk) console.log("No small disk can be mounted here: a read-only one is not tried.");
test.skipIf(disk === null)("[H14] the disk is read-only", async () => {
  if (!disk) return;
  try {
    cpSync(whole, disk.folder, { recursive: true });
    Bun.spawnSync(["mount", "-o", "remount,ro", disk.folder]);
    await expectOneLine(disk.folder, /whether the disk is read-only/);
  } finally {
    disk.remove();
  }
});

/** The command line as someone who owns nothing here; only root can become that. */
const asNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
const canBeNobody =
  process.getuid?.() === 0 &&
  Bun.which("setpriv") !== null &&
  Bun.spawnSync([...asNobody, process.execPath, "--version"]).exitCode === 0;
test.skipIf(!canBeNobody)(
  "[H14] this account has no right to the lock, the database or the files",
  async () => {
    Bun.spawnSync(["chmod", "755", folder]);
    for (const name of ["lock", "confab.db", "files"]) {
      const dataDir = copyOfWhole();
      Bun.spawnSync(["chown", "-R", "65534", dataDir]);
      chownSync(join(dataDir, name), 0, 0);
      Bun.spawnSync(["chmod", "-R", "go-rwx", join(dataDir, name)]);
      const { code, stderr } = await runCommandLine(dataDir, asNobody);
      expect([name, code]).toEqual([name, 2]);
      expect(stderr).toMatch(/^Cannot .+may not open it/);
      expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    }
  },
);
