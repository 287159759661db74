// Backups in an S3 bucket (SPEC B6): a stand-in in memory, reached by the real server and the command line.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";

import { makeCertificate } from "../support/certificate.ts";
import { setUpWorkspace, type Person } from "../support/client.ts";
import { runConfab } from "../support/command_line.ts";
import { damageable } from "../support/plant_damage.ts";
import { upload } from "../support/files.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { startSmallS3, type SmallS3 } from "../support/small_s3.ts";

let folder: string;
let s3: SmallS3;
let server: TestServer;
let ada: Person;
let env: Record<string, string>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "confab-remote-"));
  s3 = startSmallS3({ accessKeyId: "key" });
  env = {
    BACKUP_URL: "s3://bucket/the/place",
    BACKUP_KEEP: "2",
    S3_ACCESS_KEY_ID: "key",
    S3_SECRET_ACCESS_KEY: "secret of the bucket",
    S3_ENDPOINT: s3.endpoint,
  };
});
afterEach(async () => {
  await server.dispose();
  await s3.stop();
  rmSync(folder, { recursive: true, force: true });
});

const dataDir = () => join(folder, "data");
const confab = (words: string[], more: Record<string, string> = {}) =>
  runConfab(words, { dataDir: dataDir(), env: { ...env, ...more } });
async function start(): Promise<void> {
  server = await startTestServer({ dataDir: dataDir(), env });
  ada = await setUpWorkspace(server.url);
}
async function backUp(): Promise<string> {
  const made = await confab(["backup", "--json"]);
  expect(made).toMatchObject({ code: 0, stderr: "" });
  return JSON.parse(made.stdout).name;
}
const keys = () => [...s3.objects.keys()].sort();

test("[B6] each backup is uploaded, files once, the oldest goes there too, and another machine restores from it", async () => {
  await start();
  const { file } = (await upload(ada, "a note")).body;
  await ada.post("/api/rooms/1/messages", { clientId: "c", body: "before", fileIds: [file.id] });
  const first = await backUp();
  expect(keys().map((key) => key.replace(/[0-9a-f]{64}/, "HASH").replace(/\/[0-9a-f]{2}\//, "/xx/"))).toEqual(
    [
      ...["confab.db", "files.txt", "manifest.json"].map((part) => `the/place/${first}/${part}`),
      "the/place/files/xx/HASH",
    ],
  );
  const second = await backUp();
  const third = await backUp();
  expect((await confab(["backup", "list", "--remote"])).stdout).toBe(`${third}\n${second}\n`);
  // The next of the same second begins with its name.
  expect(keys().filter((key) => key.includes(`/${first}/`))).toEqual([]);
  expect(keys()).toHaveLength(7);

  await server.kill();
  const other = { DATA_DIR: join(folder, "other") };
  const fetched = await confab(["backup", "fetch"], other);
  expect(fetched).toMatchObject({ code: 0, stdout: `Fetched: ${join(folder, "other", "backups", third)}\n` });
  expect(await confab(["restore"], other)).toMatchObject({ code: 0, stderr: "" });
  expect(await confab(["check"], other)).toMatchObject({ code: 0 });
  const [pooled = ""] = keys().filter((key) => key.includes("/files/"));
  s3.objects.set(pooled, new TextEncoder().encode("a mote"));
  const damaged = await confab(["backup", "fetch"], { DATA_DIR: join(folder, "third") });
  expect(damaged).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("is damaged there") });
}, 120_000);

test("[B6] a backup is fetched beside a server that makes another one, and neither takes anything from the other", async () => {
  await start();
  const ids: number[] = [];
  for (const text of ["one note", "another note"]) ids.push((await upload(ada, text)).body.file.id);
  const posted = await ada.post("/api/rooms/1/messages", { clientId: "c", body: "both", fileIds: ids });
  const first = await backUp();
  // The next one names neither of them.
  expect((await ada.delete(`/api/messages/${posted.body.message.id}`)).status).toBe(200);
  rmSync(join(dataDir(), "backups"), { recursive: true });
  const [, last = ""] = keys().filter((key) => key.includes("/files/"));
  const { reached, release } = s3.hold(last.slice(-64));
  const fetching = confab(["backup", "fetch", first]);
  await reached;
  // Backups are named by their second, and the first one is not here any more to be told from.
  const now = () => `confab-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "")}`;
  while (now() <= first) await Bun.sleep(20);
  const second = await backUp();
  release();
  expect(await fetching).toMatchObject({ code: 0, stderr: "" });
  for (const name of [first, second]) expect((await confab(["backup", "verify", name])).code).toBe(0);
}, 120_000);

test("[B6] a bucket that refuses is told to who asks and in the log, never the secret, and the backup here counts", async () => {
  await start();
  s3.refuse(true);
  const made = await confab(["backup"]);
  expect(made.code).toBe(1);
  expect(made.stderr).toMatch(/^Not uploaded: s3:\/\/bucket\/the\/place took no backup: [^\n]+\n$/);
  expect((await confab(["backup", "verify"])).code).toBe(0);
  expect(server.stderr()).toContain('"backup_failed"');
  expect(server.stderr() + made.stderr).not.toContain("secret of");
  expect(keys()).toEqual([]);
  s3.refuse(false);
  const name = await backUp();
  expect(server.stderr()).toContain('"warning_cleared","code":"backup_failed"');
  const manifest = `the/place/${name}/manifest.json`;
  const text = new TextDecoder().decode(s3.objects.get(manifest));
  const foreign = JSON.stringify({ ...JSON.parse(text), workspace: "another" });
  s3.objects.set(manifest, new TextEncoder().encode(foreign));
  const before = keys();
  const refused = await confab(["backup"]);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("backups of another workspace") });
  expect(keys()).toEqual(before);
}, 120_000);

test("[B6] a large database goes in parts; what was damaged in the bucket is refused, what has no manifest is none", async () => {
  await start();
  await server.stop();
  await damageable(dataDir()).write(
    "CREATE TABLE large (x)",
    "INSERT INTO large SELECT randomblob(1000000) FROM generate_series(1, 20)",
  );
  const name = await backUp();
  expect(s3.inParts()).toBe(1);
  const other = { DATA_DIR: join(folder, "other") };
  expect((await confab(["backup", "fetch", name], other)).code).toBe(0);
  expect((await confab(["backup", "verify"], other)).code).toBe(0);

  const database = `the/place/${name}/confab.db`;
  s3.objects.set(database, s3.objects.get(database)?.slice(0, 5000) ?? new Uint8Array());
  const third = { DATA_DIR: join(folder, "third") };
  const cut = await confab(["backup", "fetch", name], third);
  expect(cut).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("confab.db is damaged") });
  expect(readdirSync(join(folder, "third", "backups"))).toEqual([]);
  // What others put there is no backup.
  s3.objects.set("the/place/confab-notes/manifest.json", new TextEncoder().encode("{}"));
  expect((await confab(["backup", "list", "--remote"])).stdout).toBe(`${name}\n`);
  expect((await confab(["backup", "fetch", "../confab-notes"], third)).code).toBe(2);
  s3.objects.delete(`the/place/${name}/manifest.json`);
  expect((await confab(["backup", "list", "--remote"])).stdout).toBe("");
  expect(await confab(["backup", "fetch"], third)).toMatchObject({ code: 2, stdout: "" });
}, 120_000);

test.skipIf(Bun.which("openssl") === null)(
  "[B6] a bucket by https is asked only where its certificate is vouched for",
  async () => {
    await start();
    const certificate = await makeCertificate();
    if (certificate === null) throw new Error("openssl made no certificate.");
    let asked = 0;
    const bucket = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      tls: { cert: Bun.file(certificate.cert), key: Bun.file(certificate.key) },
      fetch() {
        asked += 1;
        return new Response(null, { status: 404 });
      },
    });
    try {
      const endpoint = { S3_ENDPOINT: `https://localhost:${bucket.port}` };
      const listed = await confab(["backup", "list", "--remote"], endpoint);
      expect([listed.code, listed.stdout, asked]).toEqual([2, "", 0]);
      await confab(["backup", "list", "--remote"], { ...endpoint, NODE_EXTRA_CA_CERTS: certificate.cert });
      expect(asked).toBeGreaterThan(0);
    } finally {
      await bucket.stop(true);
      rmSync(certificate.folder, { recursive: true, force: true });
    }
  },
  60_000,
);
