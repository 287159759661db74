// The folder dist/page: the last built page, under a key that identifies its sources.
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join, relative } from "node:path";

import type { PageFiles } from "../../src/protocol/page_files.ts";
import { readPageFolder, writePageFolder } from "./page_folder.ts";

const root = join(import.meta.dir, "../..");
const built = join(root, "dist/page");
const sourceFolders = ["web", "src/protocol"];
const sourceFiles = ["tsconfig.json", "bun.lock"];

/** A hash over all sources of the page and the version of the compiler. */
export async function sourceKey(): Promise<string> {
  const hasher = new Bun.CryptoHasher("sha256").update(Bun.version);
  const paths = [...sourceFiles];
  for (const folder of sourceFolders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (entry.isFile()) paths.push(relative(root, join(entry.parentPath, entry.name)));
    }
  }
  for (const path of paths.sort()) {
    hasher.update(`\0${path}\0`).update(await Bun.file(join(root, path)).bytes());
  }
  return hasher.digest("hex").slice(0, 24);
}

/** Null if there is none, or it is incomplete. */
export function readBuilt(key: string): Promise<PageFiles | null> {
  return readPageFolder(builtFolder(key));
}

// Written to a temporary folder and renamed: neither two builds at once nor a crash leave half a page.
export async function writeBuilt(key: string, files: PageFiles): Promise<void> {
  const draft = join(built, `.draft-${process.pid}-${crypto.randomUUID()}`);
  await mkdir(draft, { recursive: true });
  await writePageFolder(draft, files);
  const folder = builtFolder(key);
  // The folder there is incomplete, or another start has just made it from the same sources.
  await rename(draft, folder)
    .catch(() => rm(folder, { recursive: true, force: true }).then(() => rename(draft, folder)))
    .catch(() => rm(draft, { recursive: true, force: true }));
}

/** The folder for the page of these sources. */
export function builtFolder(key: string): string {
  return join(built, key);
}

export async function removeBuilds(): Promise<void> {
  await rm(built, { recursive: true, force: true });
}
