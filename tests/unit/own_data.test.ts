// SPEC Y5: the archive as it is made: in parts, with names that harm nobody, and only while the session lasts.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { truncate } from "node:fs/promises";
import { join } from "node:path";

import { createOwnData, type OwnDataEntry } from "../../src/domain/own_data.ts";
import type { Storage } from "../../src/storage/storage.ts";
import { tarOf } from "../../src/transport/http/tar.ts";
import { fillLounge, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";
import { problemOf } from "../support/problem_of.ts";

let folder: DataFolder;
let storage: Storage;
const count = 3000;

beforeAll(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
  await folder.write(
    ...people,
    ...fillLounge(count),
    // The first and the last are hers, and long.
    `UPDATE messages SET author_id = 2 WHERE id BETWEEN 1000 AND 2000`,
    `UPDATE messages SET body = body || replace(hex(zeroblob(4000)), '00', 'é') WHERE id % 10 = 0`,
    `INSERT INTO reactions (message_id, emoji, user_id, at) SELECT messages.id, json_each.value, 1, 0 FROM messages, json_each('["a","b"]') WHERE messages.id <= 700`,
  );
  storage = await folder.open();
});

afterAll(async () => {
  await storage.close();
  await folder.dispose();
});

/** Ada's session has the hash "a". */
function makeOwnData() {
  return createOwnData({
    own: storage.ownData,
    blobs: storage.blobs,
    accounts: storage.stores.accounts,
    now: Date.now,
  });
}

const textOf = ({ content }: OwnDataEntry) =>
  new TextDecoder().decode(content instanceof Blob ? undefined : content);

test("[Y5] every message and reaction of hers comes once and in order, in parts of bounded size", async () => {
  const bodies: number[] = [];
  const given: number[] = [];
  let parts = 0;
  for await (const entry of makeOwnData().entries(1, "a")) {
    const lines = textOf(entry).trimEnd().split("\n");
    if (entry.path.startsWith("messages-")) {
      parts += 1;
      expect(entry.path).toBe(`messages-${parts}.jsonl`);
      expect(textOf(entry).length).toBeLessThan(2 * 1024 * 1024);
      for (const line of lines) bodies.push(JSON.parse(line).id);
    }
    if (entry.path.startsWith("reactions-")) for (const line of lines) given.push(JSON.parse(line).messageId);
  }
  const hers = Array.from({ length: count }, (_, index) => index + 1).filter((id) => id < 1000 || id > 2000);
  expect(bodies).toEqual(hers);
  expect(parts).toBeGreaterThan(2);
  expect(given).toEqual(Array.from({ length: 1400 }, (_, index) => Math.floor(index / 2) + 1));
});

test("[Y5] a session that ends, or is another's, breaks it off", async () => {
  expect(await problemOf(makeOwnData().entries(1, "b").next())).toBe("Sign in again.");
  const entries = makeOwnData().entries(1, "a");
  expect((await entries.next()).value?.path).toBe("README.txt");
  await storage.journal.submit({ kind: "endSession", actor: { userId: 1, sessionId: 1 }, sessionId: 1 });
  expect(await problemOf(entries.next())).toBe("Sign in again.");
});

test("[Y5] names of files become one harmless part of a path", async () => {
  const names = [
    "../../etc/passwd",
    "..",
    "a\\b:c",
    ".hidden",
    "con\u202ecod.exe",
    "x".repeat(250) + ".png",
    "日本語 🌴.txt",
  ];
  const own = createOwnData({
    own: {
      profile: () => Promise.resolve({ avatarHash: null }),
      async *read() {},
      async *files() {
        yield names.map((name, index) => ({
          id: index,
          roomId: 1,
          messageId: null,
          name,
          type: "",
          size: 0,
          sha256: "",
          createdAt: 0,
        }));
      },
    },
    blobs: { open: () => Promise.resolve(new Blob([])) },
    accounts: { findSession: () => storage.stores.accounts.findSession("b", Date.now()) },
    now: Date.now,
  });
  const paths: string[] = [];
  for await (const { path } of own.entries(2, "b")) if (path.startsWith("files/")) paths.push(path);
  expect(paths).toEqual([
    "files/0-__.._etc_passwd",
    "files/1-_",
    "files/2-a_b_c",
    "files/3-_hidden",
    "files/4-con_cod.exe",
    `files/5-${"x".repeat(46)}.png`,
    "files/6-日本語 🌴.txt",
  ]);
  for (const path of paths) expect(new TextEncoder().encode(path).byteLength).toBeLessThan(255);
});

test("[Y5] a file beyond 8 GiB has its size in a record, and none of it is read before it is wanted", async () => {
  const path = join(folder.dataDir, "large");
  await Bun.write(path, "");
  const size = 9 * 2 ** 30;
  await truncate(path, size);
  async function* entries() {
    yield { path: "large", content: Bun.file(path) };
  }
  const bytes = tarOf(entries(), 0);
  const header = (await bytes.next()).value;
  const records = new TextDecoder().decode((await bytes.next()).value ?? undefined);
  expect(header?.[156]).toBe("x".charCodeAt(0));
  expect(records.replaceAll("\0", "")).toBe(`19 size=${size}\n`);
  await bytes.return(undefined);
});

test("[Y5] [Z1] a file that is cut meanwhile breaks the archive off, and its name, which people wrote, is in no error", async () => {
  const path = join(folder.dataDir, "cut");
  await Bun.write(path, "ten bytes.");
  async function* entries() {
    yield { path: "files/1-my secret plan.txt", content: Bun.file(path) };
  }
  const bytes = tarOf(entries(), 0);
  await bytes.next();
  await truncate(path, 3);
  const problem = await problemOf(Array.fromAsync(bytes));
  expect(problem).toContain("3 bytes");
  expect(problem).not.toContain("secret");
});
