// A start where the database is missing: a new workspace only where nothing of an old one is (H7).
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { StartError } from "../../src/domain/start_error.ts";
import { openClient } from "../../src/storage/database.ts";
import { makeDataFolder, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
beforeEach(async () => {
  folder = await makeDataFolder();
});
afterEach(() => folder.dispose());

function put(name: string, content: string): void {
  const path = join(folder.dataDir, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
}

async function startProblem(): Promise<string> {
  try {
    await (await folder.open()).close();
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
  return "started";
}

const counted = (count: number) => `${String(count).padStart(16, "0")}\n`;

const remains: [string, string, string, string][] = [
  ["uploads", `files/ab/${"c".repeat(62)}`, "1234", "uploads (files)"],
  ["a log", "confab.db-wal", "1234", "a log of changes (confab.db-wal, 4 bytes)"],
  ["a count of changes", "commits", counted(1234), "a count of 1234 changes (commits)"],
];

describe("[H7] the start is refused where the database is", () => {
  for (const [what, name, content, named] of remains) {
    for (const state of ["missing", "empty"] as const) {
      test(`${state} beside ${what}, and nothing there is changed`, async () => {
        put(name, content);
        if (state === "empty") put("confab.db", "");
        const before = (await readdir(folder.dataDir, { recursive: true })).sort();
        const problem = await startProblem();
        expect(problem).toContain(named);
        expect(problem).toContain(state === "missing" ? "There is no database" : "is empty");
        expect(problem).toContain("Put the right confab.db back");
        expect(problem).not.toContain("\n");
        const after = (await readdir(folder.dataDir, { recursive: true })).sort();
        expect(after.filter((one) => !one.startsWith("lock"))).toEqual(before);
        expect(await Bun.file(join(folder.dataDir, name)).text()).toBe(content);
        // The way to go on.
        rmSync(join(folder.dataDir, name));
        expect(await startProblem()).toBe("started");
      });
    }
  }

  test("without a table, as after the loss of its log, beside uploads", async () => {
    const client = openClient({ path: folder.path, timeoutMs: 5 });
    await client.execute("PRAGMA journal_mode = WAL");
    client.close();
    put(`files/ab/${"c".repeat(62)}`, "bytes");
    expect(await startProblem()).toContain("holds nothing");
  });

  test("gone after it ran and took uploads and changes", async () => {
    const storage = await folder.open();
    const draft = await storage.blobs.receive(
      (async function* () {
        yield new TextEncoder().encode("bytes");
      })(),
    );
    await draft.keep();
    await storage.close();
    rmSync(folder.path);
    expect(await startProblem()).toContain("uploads (files)");
    expect(existsSync(folder.path)).toBe(false);
  });
});

test("[H7] what a kill in the first start leaves is no obstacle: a lock, empty folders, a part of an upload", async () => {
  put("lock", "");
  put("files/incoming/half", "half of it");
  put("commits", counted(0));
  put("confab.db", "");
  put("confab.db-wal", "");
  mkdirSync(join(folder.dataDir, "files", "ab"));
  expect(await startProblem()).toBe("started");
});
