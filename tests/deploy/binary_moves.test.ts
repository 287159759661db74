// SPEC Q1, B1, B5: what a stranger does with the one file: talks, makes a backup, loses the machine, goes on elsewhere, leaves with all.
import { cp, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "bun:test";

import { makeBinaryFolder, removeBinaries, type BinaryFolder } from "../support/binary.ts";
import { call, setUpWorkspace, signIn, type Person } from "../support/client.ts";
import { upload } from "../support/files.ts";
import { picture } from "../support/pictures.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let binaryFolder: BinaryFolder;
let there: BinaryFolder;
let server: TestServer | null = null;
beforeEach(async () => {
  binaryFolder = await makeBinaryFolder();
  there = await makeBinaryFolder();
}, 60_000);
afterEach(async () => {
  await server?.dispose();
  server = null;
  await Promise.all([binaryFolder.dispose(), there.dispose()]);
});
afterAll(removeBinaries);

async function start({ program, env }: BinaryFolder): Promise<TestServer> {
  server = await startTestServer({ program, env });
  return server;
}

test("[Q1] [B1] [B5] a backup beside the server, kill -9, a restore elsewhere, an export and an import: the same history", async () => {
  const first = await start(binaryFolder);
  const ada = await setUpWorkspace(first.url);
  const bytes = await picture("png", 40, 30);
  const { body } = await upload(ada, bytes, { name: "heron.png" });
  for (const [clientId, text] of Object.entries({ one: "the herons came back", two: "all of them" })) {
    const fileIds = clientId === "two" ? [body.file.id] : [];
    const answer = await ada.post("/api/rooms/1/messages", { clientId, body: text, fileIds });
    expect(answer.status).toBe(201);
  }
  const messages = await history(first, ada);
  expect(messages).toHaveLength(2);
  const made = await binaryFolder.run("backup");
  expect(made).toMatchObject({ code: 0 });
  expect(await binaryFolder.run("backup", "verify")).toMatchObject({ code: 0 });
  await first.kill();

  // As a person carries it: the folder of backups, and the program.
  const carried = join(there.program.folder, "carried");
  await cp(join(binaryFolder.program.folder, "data", "backups"), carried, { recursive: true });
  const newest =
    (await readdir(carried))
      .filter((name) => name.startsWith("confab-"))
      .sort()
      .at(-1) ?? "";
  expect(await there.run("restore", join(carried, newest))).toMatchObject({ code: 0 });
  const second = await start(there);
  expect(await history(second, ada)).toEqual(messages);
  expect(await pictureIn(second, ada, body.file.id)).toEqual(bytes);
  const exported = join(there.program.folder, "exported");
  expect(await there.run("export", exported)).toMatchObject({ code: 0 });
  expect(await Bun.file(join(exported, "README.md")).text()).toStartWith("# The format of an export\n");
  expect(await second.stop()).toBe(0);

  const empty = join(there.program.folder, "empty");
  await mkdir(empty, { mode: 0o700 });
  there.env["DATA_DIR"] = empty;
  expect(await there.run("import", exported)).toMatchObject({ code: 0 });
  const third = await start(there);
  // Nobody is signed in there, and everybody can sign in.
  const again = await signIn(third.url, { username: "Ada" });
  expect(await history(third, again)).toEqual(messages);
  expect(await pictureIn(third, again, body.file.id)).toEqual(bytes);
  expect(await third.stop()).toBe(0);
}, 180_000);

async function history({ url }: TestServer, { cookie }: Person): Promise<unknown> {
  const answer = await call(url, "/api/rooms/1/messages?limit=50", { cookie });
  expect(answer.status).toBe(200);
  return answer.body.messages;
}

async function pictureIn({ url }: TestServer, { cookie }: Person, id: number) {
  const response = await fetch(`${url}/api/files/${id}/heron.png`, { headers: { Cookie: cookie } });
  return new Uint8Array(await response.arrayBuffer());
}
