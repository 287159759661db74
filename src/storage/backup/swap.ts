// Replaces the present database and its files by restored ones (SPEC B5). Each step is a rename, and a small file notes how
// far it has come: cut short anywhere, the next start or restore ends it.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { commitFileName } from "../commit_count.ts";
import { blobFolderName } from "../blob_store.ts";
import { syncPath, writeSynced } from "../synced_files.ts";

/** The new, until it is whole. */
export const stagingName = ".restore-partial";
const noteName = "restore.json";

const note = z.object({ step: z.enum(["aside", "in"]), aside: z.string().regex(/^replaced-[\dTZ]+$/) });
type Note = z.infer<typeof note>;

/** All that belongs together. The new has no log, and no count of changes (H11). */
const names = ["confab.db", "confab.db-wal", "confab.db-shm", commitFileName, blobFolderName];

/** The new is in `stagingName`, synced. The caller holds the folder's lock. */
export async function swapIn(dataDir: string, aside: string): Promise<void> {
  await writeNote(dataDir, { step: "aside", aside });
  await finishSwap(dataDir);
}

/** Finishes a restore that a kill cut short. The caller holds the folder's lock, and the database is not open. */
export async function finishSwap(dataDir: string): Promise<void> {
  const staging = join(dataDir, stagingName);
  const found = readNote(dataDir);
  if (found?.step === "aside") {
    await moveAll(dataDir, join(dataDir, found.aside));
    await writeNote(dataDir, { ...found, step: "in" });
  }
  if (found) {
    await moveAll(staging, dataDir);
    rmSync(join(dataDir, noteName), { force: true });
    await syncPath(dataDir);
  }
  // Without a note it was cut short before it was whole.
  rmSync(staging, { recursive: true, force: true });
}

async function moveAll(from: string, to: string): Promise<void> {
  const there = names.filter((name) => existsSync(join(from, name)));
  if (there.length === 0) return;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of there) renameSync(join(from, name), join(to, name));
  await syncPath(to);
  await syncPath(from);
}

async function writeNote(dataDir: string, content: Note): Promise<void> {
  const path = join(dataDir, stagingName, noteName);
  await writeSynced(path, JSON.stringify(content));
  renameSync(path, join(dataDir, noteName));
  await syncPath(dataDir);
}

function readNote(dataDir: string): Note | null {
  try {
    return note.parse(JSON.parse(readFileSync(join(dataDir, noteName), "utf8")));
  } catch {
    return null;
  }
}
