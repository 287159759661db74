// `confab backup` and `confab restore`, beside a server and without one (SPEC B1, B5), to the pages that were open (H2).
import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";

import { openSocket, setUpWorkspace, signIn, type Person } from "../support/client.ts";
import { runConfab } from "../support/command_line.ts";
import { upload } from "../support/files.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { mountSmallDisk } from "../support/small_disk.ts";
import { expectStatus } from "../support/message_rooms.ts";

let folder: string;
let dataDir: string;
let server: TestServer;
let ada: Person;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "confab-commands-"));
  dataDir = join(folder, "data");
  server = await startTestServer({ dataDir });
  ada = await setUpWorkspace(server.url);
});
afterEach(async () => {
  await server.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const confab = (...words: string[]) => runConfab(words, { dataDir, cwd: folder });
const post = (body: string, fileIds: number[] = []) =>
  ada.post("/api/rooms/1/messages", { clientId: crypto.randomUUID(), body, fileIds });
async function bodies(): Promise<string[]> {
  const { messages } = expectStatus(await ada.get("/api/rooms/1/messages?limit=50"), 200);
  return messages.map(({ body }: { body: string }) => body);
}
async function helloWith(epoch: string) {
  const socket = await openSocket(server.url, {
    cookie: ada.cookie,
    query: epoch === "" ? "" : `?epoch=${epoch}`,
  });
  const hello = await socket.next("hello");
  await socket.close();
  return hello;
}

test("[B1] [B5] [H2] backed up beside the server, restored over what came after, and pages are told", async () => {
  const file = (await upload(ada, "a note")).body.file;
  expect((await post("before", [file.id])).status).toBe(201);
  const made = await confab("backup", "--json");
  expect([made.code, made.stderr]).toEqual([0, ""]);
  const { name, path, files } = JSON.parse(made.stdout);
  expect([path, files]).toEqual([join(dataDir, "backups", name), 1]);
  await post("lost");
  // What the admins' page and a script see.
  const { server: status } = expectStatus(await ada.get("/api/admin/server"), 200);
  expect(status.backups).toMatchObject({ isOn: true, count: 1, lastAt: expect.any(Number) });

  const listed = await confab("backup", "list");
  expect(listed).toMatchObject({ code: 0, stderr: "" });
  expect(listed.stdout).toMatch(
    new RegExp(`^${name}  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC  manual  \\S+  [\\d.]+ [kM]B\n$`),
  );
  expect(await confab("backup", "verify")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("is intact"),
  });
  const running = await confab("restore", "--replace");
  expect(running).toMatchObject({ code: 2, stdout: "" });
  expect(running.stderr).toMatch(/^Another Confab is running on [^\n]+\n$/);
  expect(await bodies()).toEqual(["before", "lost"]);
  const { epoch: lostEpoch } = await helloWith("");

  await server.kill();
  const inUse = await confab("restore", name);
  expect(inUse).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("--replace") });
  const restored = await confab("restore", name, "--replace");
  expect(restored).toMatchObject({ code: 0, stderr: "" });
  const [replacedName = ""] = readdirSync(dataDir).filter((one) => one.startsWith("replaced-"));
  expect(restored.stdout).toContain(join(dataDir, replacedName));
  server = await startTestServer({ dataDir });
  ada = await signIn(server.url, { username: "Ada" });
  expect(await bodies()).toEqual(["before"]);
  const bytes = await fetch(`${server.url}/api/files/${file.id}/x`, { headers: { Cookie: ada.cookie } });
  expect(await bytes.text()).toBe("a note");
  const hello = await helloWith(lostEpoch);
  expect([hello.line, hello.epoch === lostEpoch]).toEqual(["known", false]);
  expect(server.problems()).toBe("");
}, 120_000);

test("[B5] without a server: made into another folder, restored in a new place; what is damaged is exit code 1", async () => {
  await post("before");
  await server.stop();
  const made = await confab("backup", "--to", "elsewhere");
  expect(made).toMatchObject({ code: 0, stderr: "" });
  expect(existsSync(join(dataDir, "backups"))).toBe(false);
  const [name = ""] = readdirSync(join(folder, "elsewhere")).filter((one) => one.startsWith("confab-"));
  const empty = await confab("restore");
  expect([empty.code, empty.stderr]).toEqual([
    2,
    `No backups in ${join(dataDir, "backups")}. Name the folder of one, or set BACKUP_DIR.\n`,
  ]);
  const other = join(folder, "other");
  const restored = await runConfab(["restore", `elsewhere/${name}`], { dataDir: other, cwd: folder });
  expect(restored).toMatchObject({ code: 0, stderr: "" });
  server = await startTestServer({ dataDir: other });
  ada = await signIn(server.url, { username: "Ada" });
  expect(await bodies()).toEqual(["before"]);

  // Nothing there, or the folder around it: used wrongly, and a line says what to name.
  const third = join(folder, "third");
  for (const command of ["restore", "backup verify"]) {
    const words = command.split(" ");
    const nothing = await runConfab([...words, "./nothing"], { dataDir: third, cwd: folder });
    expect([nothing.code, nothing.stderr]).toEqual([2, `No backup ${join(folder, "nothing")}.\n`]);
    const around = await runConfab([...words, "./elsewhere"], { dataDir: third, cwd: folder });
    expect([around.code, around.stderr]).toEqual([
      2,
      `${join(folder, "elsewhere")} is a folder of backups. Name one of them; the newest is ${join(folder, "elsewhere", name)}.\n`,
    ]);
  }

  truncateSync(join(folder, "elsewhere", name, "confab.db"), 4096);
  for (const words of [
    ["backup", "verify", `./elsewhere/${name}`],
    ["restore", `./elsewhere/${name}`],
  ]) {
    const refused = await runConfab(words, { dataDir: join(folder, "third"), cwd: folder });
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/^\S+ cannot be restored: its confab\.db has 4096 bytes [^\n]+\n$/);
  }
  expect(existsSync(join(folder, "third"))).toBe(false);
}, 120_000);

test("[O1] a disk without room is exit code 2 and one line, whatever was to be written to it", async () => {
  const disk = mountSmallDisk(1);
  if (!disk) {
    console.log("No small disk can be mounted here: a full disk is not tried.");
    return;
  }
  try {
    disk.fill();
    const archive = join(folder, "archive");
    expect((await confab("export", archive)).code).toBe(0);
    expect((await confab("backup")).code).toBe(0);
    const [backup = ""] = readdirSync(join(dataDir, "backups")).filter((name) => name.startsWith("confab-"));
    const there = { dataDir: join(disk.folder, "data"), cwd: folder };
    const beside = await confab("backup", "--to", disk.folder);
    const exported = await confab("export", join(disk.folder, "archive"));
    const imported = await runConfab(["import", archive], there);
    const restored = await runConfab(["restore", join(dataDir, "backups", backup)], there);
    await server.stop();
    const alone = await confab("backup", "--to", disk.folder);
    for (const run of [beside, exported, imported, restored, alone]) {
      expect(run).toMatchObject({ code: 2, stdout: "" });
      expect(run.stderr).toMatch(
        /(?:^|\n)[^\n]*(?:not enough disk space|no room|no space|disk is full)[^\n]*\n$/i,
      );
    }
  } finally {
    disk.remove();
  }
}, 60_000);
