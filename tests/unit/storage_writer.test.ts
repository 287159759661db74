// The writer on its own connection: what it is set to, what it does when the disk refuses, and what when a change does.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { rename, stat } from "node:fs/promises";
import type { Client } from "../../src/storage/client.ts";

import type { Change, ChangeOf } from "../../src/domain/journal.ts";
import type { Entry } from "../../src/storage/changes/verb.ts";
import {
  applyPragmas,
  openClient,
  readPragma,
  requireWal,
  writerPragmas,
} from "../../src/storage/database.ts";
import { DatabaseReplaced, watchDatabaseFiles } from "../../src/storage/database_files.ts";
import { createJournalWriter, type RunBatch } from "../../src/storage/journal_writer.ts";
import { failureOf } from "../support/problem_of.ts";
import { descriptorsOf, seesDescriptors } from "../support/descriptors.ts";
import { ada, bob, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
let client: Client;
beforeEach(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
  await folder.write(...people);
  client = openClient({ path: folder.path, timeoutMs: 5 });
});
afterEach(async () => {
  client.close();
  await folder.dispose();
});

const entry = <C extends Change>(change: C) => ({ at: 5, change });
const post = (clientId: string, body = clientId, actor = ada) =>
  entry<ChangeOf<"post">>({
    kind: "post",
    actor,
    roomId: 1,
    clientId,
    body,
    replyTo: null,
    fileIds: [],
    mentions: [],
    broadcast: null,
  });
const reply = (clientId: string, replyTo: number) => {
  const { change } = post(clientId);
  return entry({ ...change, replyTo });
};
const signIn = (tokenHash: string) =>
  entry({
    kind: "signIn",
    userId: 1,
    verifiedHash: "hash",
    session: { tokenHash, expiresAt: 9_000_000_000_000, address: "", agent: "" },
  });

async function openWriter(options: { runBatch?: RunBatch; pragmas?: typeof writerPragmas } = {}) {
  const pragmas = options.pragmas ?? writerPragmas;
  const counts: number[] = [];
  const troubles: string[] = [];
  await requireWal(client);
  await applyPragmas(client, pragmas);
  await client.execute("SELECT count(*) FROM sqlite_schema");
  const files = watchDatabaseFiles(folder.path);
  const writer = createJournalWriter({
    client,
    pragmas,
    files,
    onTrouble: ({ problem }) => troubles.push(problem),
    onCommits: (count) => counts.push(count),
    ...(options.runBatch && { runBatch: options.runBatch }),
  });
  async function writeAll(...entries: Entry[]): Promise<{ outcomes: unknown[]; touched: unknown[] }> {
    const { outcomes, touched } = await writer.write(entries);
    return { outcomes: JSON.parse(outcomes), touched: JSON.parse(touched) };
  }
  return {
    troubles,
    counts,
    writeAll,
    write: async (...entries: Entry[]): Promise<unknown[]> => (await writeAll(...entries)).outcomes,
  };
}

/** Fails as SQLite would, so many times, then works. */
function failing(code: string, times: number) {
  const sizes: number[] = [];
  const runBatch: RunBatch = async (writer, statements) => {
    sizes.push(statements.length);
    if (sizes.length <= times) throw Object.assign(new Error(code), { code });
    return writer.batch(statements, "write");
  };
  return { sizes, runBatch };
}

async function settings(): Promise<unknown[]> {
  return Promise.all(
    [
      "synchronous",
      "journal_mode",
      "foreign_keys",
      "wal_autocheckpoint",
      "journal_size_limit",
      "cache_size",
      "secure_delete",
    ].map((name) => readPragma(client, name)),
  );
}

test("[D1] the writer's own connection syncs fully, also after it was replaced", async () => {
  const { runBatch } = failing("SQLITE_IOERR", 1);
  const { write } = await openWriter({ runBatch });
  const wanted = [2, "wal", 1, 10_000, 64 * 1024 * 1024, -64 * 1024, 1];
  expect(await settings()).toEqual(wanted);
  expect(await write(post("a"))).toMatchObject([{ ok: true, changed: true }]);
  expect(await settings()).toEqual(wanted);
});

test("[D1] a setting that does not take stops the start", async () => {
  const error: unknown = await applyPragmas(client, { synchronous: 9 }).catch((reason: unknown) => reason);
  expect(String(error)).toContain("PRAGMA synchronous = 9");
});

for (const code of ["SQLITE_BUSY", "SQLITE_FULL", "SQLITE_IOERR"]) {
  test(`[D1] ${code} never splits a batch: it is tried again whole until it is on disk`, async () => {
    const { runBatch, sizes } = failing(code, 3);
    const { write, troubles } = await openWriter({ runBatch });
    const outcomes = await write(post("a"), post("b"), post("c"));
    expect(outcomes).toMatchObject([
      { message: { seq: 1 } },
      { message: { seq: 2 } },
      { message: { seq: 3 } },
    ]);
    // Three of the posts, and one that counts the commit.
    expect(sizes).toEqual([4, 4, 4, 4]);
    expect(troubles).toEqual([code, code, code]);
  });
}

test("[D1] a lock of another one costs the writer no connection, and what it writes after it is seen by others", async () => {
  let reconnects = 0;
  const own = client;
  client = { ...own, reconnect: () => void (reconnects += 1) };
  const { write, troubles } = await openWriter();
  const other = openClient({ path: folder.path, timeoutMs: 5 });
  await other.execute("BEGIN IMMEDIATE");
  const written = write(post("a"));
  while (troubles.length < 3) await Bun.sleep(1);
  await other.execute("ROLLBACK");
  other.close();
  expect(await written).toMatchObject([{ ok: true, changed: true }]);
  expect(troubles.every((problem) => problem.includes("SQLITE_BUSY"))).toBe(true);
  await write(post("b"));
  expect(await folder.read("SELECT count(*) FROM messages")).toEqual([2]);
  expect(reconnects).toBe(0);
});

test("[D3] a change that breaks a constraint fails alone; its neighbours keep their order and numbers", async () => {
  const { write, troubles } = await openWriter();
  const outcomes = await write(
    post("a"),
    post("b"),
    // The token of Ada's session: a unique index says no.
    signIn("a"),
    post("c"),
    signIn("fresh"),
    post("d", "d", bob),
  );
  expect(outcomes).toMatchObject([
    { message: { seq: 1, rev: 1 } },
    { message: { seq: 2, rev: 2 } },
    { failed: expect.stringContaining("SQLITE_CONSTRAINT") },
    { message: { seq: 3, rev: 3 } },
    { ok: true },
    { message: { seq: 4, rev: 4 } },
  ]);
  expect(troubles).toEqual([]);
  expect(await folder.read("SELECT body FROM messages ORDER BY seq")).toEqual(["a", "b", "c", "d"]);
});

/** What SQLite says when a statement that holds this text reads a damaged page. */
function damagedAt(...texts: string[]) {
  const sizes: number[] = [];
  const runBatch: RunBatch = async (writer, statements) => {
    const whole = JSON.stringify(statements);
    const found = texts.find((text) => whole.includes(text));
    sizes.push(whole.split("client-").length - 1);
    const code = found === "header" ? "SQLITE_NOTADB" : "SQLITE_CORRUPT";
    if (found !== undefined) throw Object.assign(new Error(code), { code, extendedCode: code });
    return writer.batch(statements, "write");
  };
  return { sizes, runBatch };
}

for (const culprit of [0, 1, 117, 254, 511]) {
  test(`[H5] of 512 posts the one that meets damage (${culprit}) is found in 20 tries; the others are on disk in order`, async () => {
    const { runBatch, sizes } = damagedAt(`culprit`);
    const { write, troubles } = await openWriter({ runBatch });
    const posts = Array.from({ length: 512 }, (_, index) =>
      post(`client-${index}`, index === culprit ? "culprit" : String(index)),
    );
    const outcomes = await write(...posts);
    expect(outcomes).toHaveLength(512);
    expect(outcomes[culprit]).toEqual({ ok: false, damaged: "SQLITE_CORRUPT" });
    const others = outcomes.toSpliced(culprit, 1);
    expect(others).toMatchObject(others.map((_, index) => ({ ok: true, message: { seq: index + 1 } })));
    expect(sizes.length).toBeLessThanOrEqual(20);
    expect(troubles).toEqual([]);
  });
}

test("[H5] where too much meets damage the search for it ends after 20 tries, and what was not tried is damaged too", async () => {
  const { runBatch, sizes } = damagedAt("odd");
  const { write } = await openWriter({ runBatch });
  const posts = Array.from({ length: 200 }, (_, index) =>
    post(`client-${index}`, index % 2 === 1 ? "odd" : "even"),
  );
  const outcomes = await write(...posts);
  expect(sizes).toHaveLength(20);
  expect(outcomes).toHaveLength(200);
  const isWritten = outcomes.map((outcome) => JSON.stringify(outcome).startsWith('{"ok":true'));
  expect(isWritten.filter(Boolean).length).toBeGreaterThan(2);
  const written = posts.filter((_, index) => isWritten[index]).map(({ change }) => change.clientId);
  expect(await folder.read("SELECT client_id FROM messages ORDER BY seq")).toEqual(written);
  expect(outcomes.filter((_, index) => !isWritten[index])).toEqual(
    Array.from({ length: 200 - written.length }, () => ({ ok: false, damaged: "SQLITE_CORRUPT" })),
  );
  // The next batch is tried again: twenty tries are for one.
  expect(await write(post("client-after", "even"))).toMatchObject([{ ok: true }]);
});

test("[H5] a file that is no database any more refuses what was handed in, once, and does not hold the line", async () => {
  const { runBatch, sizes } = damagedAt("header");
  const { write, troubles } = await openWriter({ runBatch });
  expect(await write(post("client-a", "header"))).toEqual([{ ok: false, damaged: "SQLITE_NOTADB" }]);
  expect(sizes).toHaveLength(1);
  expect(troubles).toEqual([]);
});

test("[H5] a step of the search index that meets damage fails at once, and what comes behind it is written", async () => {
  const { runBatch, sizes } = damagedAt("search_stale");
  const { write } = await openWriter({ runBatch });
  expect(await write(entry({ kind: "indexMore", table: 0, limit: 25 }))).toEqual([
    { ok: false, failed: "SQLITE_CORRUPT" },
  ]);
  expect(sizes).toHaveLength(1);
  expect(await write(post("a"))).toMatchObject([{ ok: true }]);
});

test("[H11] each transaction that changed something is counted in it; one that was refused or is our own is not", async () => {
  const { write, counts } = await openWriter();
  const stored = () => folder.read("SELECT value FROM meta WHERE key = 'commits'");
  expect(await stored()).toEqual(["0"]);
  await write(post("a"), post("b"), signIn("fresh"));
  expect(await stored()).toEqual(["1"]);
  const stranger = { userId: 1, sessionId: 99 };
  expect(await write(post("c", "c", stranger))).toMatchObject([{ ok: false }]);
  expect(await write(post("c", "c", stranger))).toMatchObject([{ ok: false }]);
  await write(entry({ kind: "indexMore", table: 0, limit: 25 }));
  expect(await write(post("c"))).toMatchObject([{ ok: true }]);
  // A token twice: the batch is split, and what is written on either side is counted.
  await write(post("d"), signIn("fresh"), post("e"));
  expect(await stored()).toEqual(["4"]);
  expect(counts.at(-1)).toBe(4);
});

test("[N1] originals that replies moved are told behind their run, also when the batch had to be split", async () => {
  const { write, writeAll } = await openWriter();
  await write(post("original"));
  const [id] = await folder.read("SELECT id FROM messages");
  if (typeof id !== "number") throw new Error("It was posted.");
  const written = await writeAll(
    reply("first", id),
    signIn("fresh"),
    reply("second", id),
    // The token of Ada's session: a unique index says no, and the batch is split.
    signIn("a"),
    post("plain"),
    reply("third", id),
  );
  expect(written.touched).toMatchObject([
    { after: 1, messages: [{ id, replies: 1, rev: 3 }] },
    { after: 3, messages: [{ id, replies: 2, rev: 5 }] },
    { after: 6, messages: [{ id, replies: 3, rev: 8 }] },
  ]);
  expect(await folder.read("SELECT rev FROM rooms")).toEqual([8]);
});

test("[D4] the same client id many times in one batch neither splits it nor spends a number", async () => {
  const { runBatch, sizes } = failing("", 0);
  const { write } = await openWriter({ runBatch });
  const outcomes = await write(
    post("a"),
    post("a"),
    post("b"),
    post("a", "other words"),
    post("a"),
    post("c"),
  );
  expect(outcomes).toMatchObject([
    { changed: true, message: { seq: 1 } },
    { changed: false, message: { seq: 1 } },
    { changed: true, message: { seq: 2 } },
    { reason: "client_id_reused" },
    { changed: false, message: { seq: 1 } },
    { changed: true, message: { seq: 3 } },
  ]);
  expect(sizes).toHaveLength(1);
});

test("[D1] with the disk full nothing is half-written; with room again the same batch goes through", async () => {
  const pages = Number(await readPragma(client, "page_count"));
  const pragmas: { [name: string]: number } = { ...writerPragmas, max_page_count: pages + 2 };
  const { write, troubles } = await openWriter({ pragmas });
  const big = Array.from({ length: 20 }, (_, index) => post(`big-${index}`, "x".repeat(9000)));
  const written = write(...big);
  while (troubles.length < 3) await Bun.sleep(1);
  expect(troubles[0]).toContain("SQLITE_FULL");
  expect(await folder.read("SELECT count(*) FROM messages")).toEqual([0]);
  expect(await folder.read("SELECT rev FROM rooms")).toEqual([0]);
  pragmas["max_page_count"] = pages + 1000;
  expect(await written).toHaveLength(20);
  expect(await folder.read("SELECT count(*) FROM messages")).toEqual([20]);
  expect(await folder.read("SELECT last_seq FROM rooms")).toEqual([20]);
});

for (const when of ["before", "after"] as const) {
  test(`[H7] files that go ${when} a commit: it is not acknowledged, nor is any later one`, async () => {
    let commits = 0;
    const { writeAll } = await openWriter({
      async runBatch(writer, statements) {
        const results = await writer.batch(statements, "write");
        commits += 1;
        if (when === "after" && commits === 2) await rename(folder.path, `${folder.path}-moved`);
        return results;
      },
    });
    await writeAll(post("kept"));
    if (when === "before") await rename(folder.path, `${folder.path}-moved`);
    expect(await failureOf(writeAll(post("nowhere")))).toBeInstanceOf(DatabaseReplaced);
    expect(commits).toBe(when === "before" ? 1 : 2);
    await rename(`${folder.path}-moved`, folder.path);
    // Not even when they come back.
    expect(await failureOf(writeAll(post("later")))).toBeInstanceOf(DatabaseReplaced);
    expect(commits).toBe(when === "before" ? 1 : 2);
  });
}

test("[D1] a log that a long reader made grow is cut back to its limit, also after a reconnect", async () => {
  const limit = 256 * 1024;
  const { runBatch } = failing("SQLITE_IOERR", 1);
  const { write } = await openWriter({
    runBatch,
    pragmas: { ...writerPragmas, wal_autocheckpoint: 50, journal_size_limit: limit },
  });
  const logSize = async () => (await stat(`${folder.path}-wal`)).size;
  const reader = openClient({ path: folder.path, timeoutMs: 5 });
  await reader.execute("BEGIN");
  await reader.execute("SELECT count(*) FROM messages");
  let serial = 0;
  const writeSome = () =>
    write(...Array.from({ length: 50 }, () => post(`${(serial += 1)}`, "x".repeat(9000))));
  for (let round = 0; round < 4; round += 1) await writeSome();
  expect(await logSize()).toBeGreaterThan(4 * limit);
  await reader.execute("ROLLBACK");
  reader.close();
  for (let round = 0; round < 3; round += 1) await write(post(`small-${round}`));
  expect(await logSize()).toBeLessThanOrEqual(limit);
});

test.skipIf(!seesDescriptors)(
  "[H14] a lock that another one holds for long leaves no descriptors behind",
  async () => {
    const other = openClient({ path: folder.path, timeoutMs: 5 });
    await other.execute("BEGIN IMMEDIATE");
    const before = descriptorsOf(folder.path);
    let tries = 0;
    let maxDescriptors = 0;
    const writer = createJournalWriter({
      client,
      pragmas: writerPragmas,
      files: { check: () => undefined },
      onTrouble: () => (tries += 1),
      async pause() {
        maxDescriptors = Math.max(maxDescriptors, descriptorsOf(folder.path));
        await Bun.sleep(0);
        if (tries === 60) await other.execute("ROLLBACK");
      },
    });
    const written = await writer.write([post("at last")]);
    other.close();
    expect([tries, JSON.parse(written.outcomes)[0].ok]).toEqual([60, true]);
    console.log(
      `descriptors of the database: ${before} before, at most ${maxDescriptors} while it tried 60 times`,
    );
    expect(maxDescriptors - before).toBeLessThan(40);
  },
);
