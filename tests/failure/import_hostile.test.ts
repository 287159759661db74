// SPEC Y3: an archive comes from anywhere. Each kind of harm ends with one line that names file and line, and the data folder is
// as it was.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { silentLog } from "../../src/domain/log.ts";
import { maxLineBytes, type Manifest } from "../../src/storage/export/export_tables.ts";
import { writeExport } from "../../src/storage/export/write_export.ts";
import { writeImport } from "../../src/storage/export/write_import.ts";
import { databaseName, openStorage } from "../../src/storage/storage.ts";
import { makeDataFolder, people } from "../support/data_folder.ts";
import { problemOf } from "../support/problem_of.ts";
import { blobs, hashOf, makeFullWorkspace } from "../support/full_workspace.ts";

let root: string;
let whole: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "confab-import-"));
  whole = join(root, "whole");
  const full = await makeFullWorkspace();
  await writeExport({
    dataDir: full.dataDir,
    folder: whole,
    version: "1",
    now: Date.now,
    progress: () => {},
  });
  await full.dispose();
});

afterAll(() => rm(root, { recursive: true, force: true }));

async function copyOfArchive(): Promise<string> {
  const archive = await mkdtemp(join(root, "archive-"));
  await cp(whole, archive, { recursive: true });
  return archive;
}

/** The manifest says what the file has now: harm that a hash would find first is found by what comes after it. */
async function sign(archive: string, name: string): Promise<void> {
  const path = join(archive, "export.json");
  const manifest: Manifest = JSON.parse(await readFile(path, "utf8"));
  const bytes = await readFile(join(archive, name));
  manifest.files[name] = {
    lines: bytes.filter((byte) => byte === 0x0a).length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
  await writeFile(path, JSON.stringify(manifest));
}

/** What the import says, without the folder; and that nothing is left of it. */
async function refusal(archive: string): Promise<string> {
  const dataDir = await mkdtemp(join(root, "data-"));
  const outcome = await writeImport({ dataDir, archive, progress: () => {} }).then(
    () => "it was taken",
    (error: Error) => error.message,
  );
  expect(await readdir(dataDir)).toEqual([]);
  expect(outcome).not.toContain("\n");
  return outcome.replaceAll(`${archive}/`, "");
}

type Line = Record<string, unknown>;

/** Changes one line of a file and signs it. */
async function withLine(name: string, line: number, change: (row: Line) => Line | string): Promise<string> {
  const archive = await copyOfArchive();
  const path = join(archive, name);
  const lines = (await readFile(path, "utf8")).split("\n");
  const changed = change(JSON.parse(lines[line - 1] ?? ""));
  lines[line - 1] = typeof changed === "string" ? changed : JSON.stringify(changed);
  await writeFile(path, lines.join("\n"));
  await sign(archive, name);
  return archive;
}

const changes: [
  what: string,
  name: string,
  line: number,
  change: (row: Line) => Line | string,
  expectedText: string,
][] = [
  ["wrong JSON", "messages.jsonl", 2, () => '{"id":', "messages.jsonl, line 2: is not JSON"],
  ["an empty line", "messages.jsonl", 2, () => "", "messages.jsonl, line 2: is not JSON"],
  ["deep JSON", "messages.jsonl", 2, () => "[".repeat(1_000_000), "messages.jsonl, line 2: is not JSON"],
  [
    "no object",
    "users.jsonl",
    1,
    () => "7",
    "users.jsonl, line 1: Invalid input: expected object, received number",
  ],
  [
    "U+0000",
    "messages.jsonl",
    1,
    (row) => ({ ...row, body: "a\0b" }),
    `messages.jsonl, line 1: "body": has U+0000 or half a surrogate pair`,
  ],
  [
    "half a surrogate pair",
    "messages.jsonl",
    1,
    (row) => ({ ...row, body: "\ud800" }),
    `messages.jsonl, line 1: "body": has U+0000 or half a surrogate pair`,
  ],
  [
    "a long text",
    "messages.jsonl",
    1,
    (row) => ({ ...row, body: "x".repeat(60_001) }),
    `messages.jsonl, line 1: "body": Too big: expected string to have <=60000 characters`,
  ],
  [
    "a long line",
    "messages.jsonl",
    2,
    () => " ".repeat(maxLineBytes + 1),
    `messages.jsonl, line 2: is longer than ${maxLineBytes} bytes`,
  ],
  [
    "an unknown person",
    "messages.jsonl",
    2,
    (row) => ({ ...row, authorId: 77 }),
    "messages.jsonl, line 2: names someone or something that is not in the export",
  ],
  [
    "an unknown room",
    "members.jsonl",
    2,
    (row) => ({ ...row, roomId: 77 }),
    "members.jsonl, line 2: names someone or something that is not in the export",
  ],
  [
    "a key that is not known",
    "rooms.jsonl",
    1,
    (row) => ({ ...row, isAdmin: true }),
    `rooms.jsonl, line 1: Unrecognized key: "isAdmin"`,
  ],
  [
    "a key that is missing",
    "rooms.jsonl",
    2,
    (row) => ({ ...row, rev: undefined }),
    `rooms.jsonl, line 2: "rev": Invalid input: expected number, received undefined`,
  ],
  [
    "a role of its own",
    "users.jsonl",
    2,
    (row) => ({ ...row, role: "root" }),
    `users.jsonl, line 2: "role": Invalid option: expected one of "admin"|"member"`,
  ],
  [
    "a fraction",
    "messages.jsonl",
    1,
    (row) => ({ ...row, seq: 2.5 }),
    `messages.jsonl, line 1: "seq": Invalid input: expected int, received number`,
  ],
  [
    "an id twice",
    "messages.jsonl",
    3,
    (row) => ({ ...row, id: 12 }),
    `messages.jsonl, line 3: "id" does not rise`,
  ],
  [
    "a number of a room twice",
    "messages.jsonl",
    3,
    (row) => ({ ...row, seq: 2 }),
    "messages.jsonl, line 3: is there twice: another row has the same messages.room_id, messages.seq",
  ],
  [
    "a name that looks like another",
    "users.jsonl",
    2,
    (row) => ({ ...row, username: "АDА" }),
    "users.jsonl, line 2: is there twice: another row has the same users.typed_look",
  ],
  [
    "an answer to another room",
    "messages.jsonl",
    3,
    (row) => ({ ...row, roomId: 1, seq: 1 }),
    "messages.jsonl, line 3: answers a message of another room",
  ],
  [
    "a mention of another room",
    "mentions.jsonl",
    1,
    (row) => ({ ...row, roomId: 1 }),
    "mentions.jsonl, line 1: is not of the room and place of its message",
  ],
  [
    "a room whose counter is behind",
    "rooms.jsonl",
    2,
    (row) => ({ ...row, lastSeq: 2 }),
    "rooms.jsonl: room 2: its newest message is 4, its counter says 2. Repair where it came from (bun run confab check --repair), and export again.",
  ],
  [
    "a path for a hash",
    "files.jsonl",
    1,
    (row) => ({ ...row, hash: "../../../../etc/passwd" }),
    `files.jsonl, line 1: "hash": is not a SHA-256 in hexadecimal`,
  ],
  [
    "a path for bytes",
    "blobs.jsonl",
    1,
    (row) => ({ ...row, hash: "../../../../etc/passwd" }),
    `blobs.jsonl, line 1: "hash": is not a SHA-256 in hexadecimal`,
  ],
  [
    "the key of the server",
    "meta.jsonl",
    1,
    (row) => ({ ...row, key: "deviceKey" }),
    `meta.jsonl, line 1: "key": is the server's own`,
  ],
];

for (const [what, name, line, change, expectedText] of changes) {
  test.concurrent(`[Y3] ${what} is refused with file and line`, async () => {
    expect(await refusal(await withLine(name, line, change))).toBe(expectedText);
  });
}

const harms: [what: string, harm: (archive: string) => Promise<unknown>, expectedText: string][] = [
  [
    "bytes that are not UTF-8",
    async (archive) => {
      const path = join(archive, "messages.jsonl");
      const bytes = await readFile(path);
      bytes[bytes.indexOf("client-13")] = 0xff;
      await writeFile(path, bytes);
      await sign(archive, "messages.jsonl");
    },
    "messages.jsonl, line 3: is not UTF-8",
  ],
  [
    "a changed line",
    async (archive) => {
      const path = join(archive, "messages.jsonl");
      await writeFile(path, (await readFile(path, "utf8")).replace("another", "changed"));
    },
    "messages.jsonl: is not as it was exported (its SHA-256 is another)",
  ],
  [
    "a line that is cut off",
    async (archive) => {
      const path = join(archive, "messages.jsonl");
      await writeFile(path, (await readFile(path)).subarray(0, -3));
    },
    "messages.jsonl, line 4: is cut off: its line feed is missing",
  ],
  [
    "lines that are missing",
    async (archive) => {
      const path = join(archive, "messages.jsonl");
      const [first] = (await readFile(path, "utf8")).split("\n");
      await writeFile(path, `${first}\n`);
    },
    "messages.jsonl: has 1 lines, and 4 were exported",
  ],
  [
    "a file of lines that is missing",
    (archive) => rm(join(archive, "saves.jsonl")),
    "saves.jsonl: is missing",
  ],
  [
    "a link for a file of lines",
    async (archive) => {
      await rename(join(archive, "saves.jsonl"), join(archive, "other"));
      await symlink(join(archive, "other"), join(archive, "saves.jsonl"));
    },
    "saves.jsonl: is no plain file",
  ],
  [
    "a folder for a file of lines",
    async (archive) => {
      await rm(join(archive, "saves.jsonl"));
      await mkdir(join(archive, "saves.jsonl"));
    },
    "saves.jsonl: is no plain file",
  ],
  [
    "a link for the manifest",
    async (archive) => {
      await rename(join(archive, "export.json"), join(archive, "other"));
      await symlink(join(archive, "other"), join(archive, "export.json"));
    },
    "export.json: is no plain file",
  ],
  [
    "no manifest",
    (archive) => rm(join(archive, "export.json")),
    "export.json: is missing: this is no export of Confab",
  ],
  [
    "a manifest that is no JSON",
    (archive) => writeFile(join(archive, "export.json"), "{"),
    "export.json: is not JSON",
  ],
  [
    "a huge manifest",
    (archive) => writeFile(join(archive, "export.json"), " ".repeat(70_000)),
    "export.json: is longer than 65536 bytes",
  ],
  [
    "a newer format",
    (archive) => writeFile(join(archive, "export.json"), '{"format":2,"version":"9.0.0"}'),
    "export.json: its format 2 is of a newer Confab (9.0.0); this one reads format 1. Import it with that version, or a newer one",
  ],
];

for (const [what, harm, expectedText] of harms) {
  test.concurrent(`[Y3] ${what}: refused in one line`, async () => {
    const archive = await copyOfArchive();
    await harm(archive);
    expect(await refusal(archive)).toBe(expectedText);
  });
}

const sorted = blobs.map(hashOf).sort();
const [first = "", second = ""] = sorted;
const stored = (hash: string) => `files/${hash.slice(0, 2)}/${hash}`;

test("[Y3] bytes that are not those of their hash, are missing, or lie behind a link are refused", async () => {
  const wrong = await copyOfArchive();
  await writeFile(join(wrong, stored(second)), "something else");
  expect(await refusal(wrong)).toBe(
    `blobs.jsonl, line 2: ${stored(second)} is not what was exported (its SHA-256 is another)`,
  );
  const gone = await copyOfArchive();
  await rm(join(gone, stored(first)));
  expect(await refusal(gone)).toBe(`blobs.jsonl, line 1: ${stored(first)} is missing`);
  const linked = await copyOfArchive();
  await rename(join(linked, stored(first)), join(linked, "other"));
  await symlink(join(linked, "other"), join(linked, stored(first)));
  expect(await refusal(linked)).toBe(`blobs.jsonl, line 1: ${stored(first)} is no plain file`);
  const linkedFolder = await copyOfArchive();
  const folder = join(linkedFolder, "files", first.slice(0, 2));
  await rename(folder, join(linkedFolder, "elsewhere"));
  await symlink(join(linkedFolder, "elsewhere"), folder);
  expect(await refusal(linkedFolder)).toBe(`files/${first.slice(0, 2)}: is no folder`);
});

test("[Y3] bytes that no row names, or rows whose bytes are not listed, are refused", async () => {
  const extra = await copyOfArchive();
  const path = join(extra, "blobs.jsonl");
  const before = await readFile(path, "utf8");
  await writeFile(path, `${JSON.stringify({ hash: "0".repeat(64), bytes: 1 })}\n${before}`);
  await sign(extra, "blobs.jsonl");
  expect(await refusal(extra)).toBe("blobs.jsonl, line 1: no row names these bytes, or they do not rise");
  const short = await copyOfArchive();
  const lines = before.split("\n");
  await writeFile(join(short, "blobs.jsonl"), lines.slice(1).join("\n"));
  await sign(short, "blobs.jsonl");
  expect(await refusal(short)).toBe(`blobs.jsonl, line 1: the bytes ${first} are missing before it`);
  await writeFile(join(short, "blobs.jsonl"), `${lines.slice(0, 3).join("\n")}\n`);
  await sign(short, "blobs.jsonl");
  expect(await refusal(short)).toBe(`blobs.jsonl: the bytes ${sorted[3]} are not in it`);
});

test("[Y4] a place that was started and has nobody takes an import; one with an account refuses it", async () => {
  const empty = await makeDataFolder();
  await (await empty.open()).close();
  await writeImport({ dataDir: empty.dataDir, archive: whole, progress: () => {} });
  expect(await empty.read("SELECT count(*) FROM users")).toEqual([4]);
  expect(await empty.read("SELECT name FROM rooms ORDER BY id")).toEqual(["lounge", "plans", ""]);
  await empty.dispose();

  const used = await makeDataFolder();
  await (await used.open()).close();
  await used.write(...people);
  const before = await readFile(used.path);
  expect(
    await problemOf(writeImport({ dataDir: used.dataDir, archive: whole, progress: () => {} })),
  ).toContain("already has accounts");
  expect((await readFile(used.path)).equals(before)).toBe(true);
  await used.dispose();
});

test("[Y4] beside a running server an import is refused, and it goes on", async () => {
  const running = await makeDataFolder();
  const storage = await running.open();
  expect(
    await problemOf(writeImport({ dataDir: running.dataDir, archive: whole, progress: () => {} })),
  ).toContain("Another Confab is running");
  await storage.close();
  await running.dispose();
});

test("[Y4] what a killed import left is cleared by the next one", async () => {
  const dataDir = await mkdtemp(join(root, "killed-"));
  // Between the two renames: the files are in place, the database is not.
  await mkdir(join(dataDir, "importing"));
  await writeFile(join(dataDir, "importing", databaseName), "half");
  await mkdir(join(dataDir, "files", "ab"), { recursive: true });
  await writeFile(join(dataDir, "files", "ab", "c".repeat(62)), "an upload");
  expect(await problemOf(openStorage({ dataDir, now: Date.now, log: silentLog }))).toContain(
    "uploads (files)",
  );
  expect(await writeImport({ dataDir, archive: whole, progress: () => {} })).toMatchObject({ people: 4 });
  expect((await readdir(dataDir)).sort()).toEqual([databaseName, "files", "lock"].sort());
  expect(await readdir(join(dataDir, "files"))).not.toContain("ab");
  await (await openStorage({ dataDir, now: Date.now, log: silentLog })).close();
});
