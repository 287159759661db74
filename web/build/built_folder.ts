// The folder dist/page: a page as it was last built, under a key that stands for exactly its sources.
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join, relative } from "node:path";

import type { PageFiles } from "../../src/protocol/page_files.ts";
import { readPageFolder, writePageFolder } from "./page_folder.ts";

const root = join(import.meta.dir, "../..");
const built = join(root, "dist/page");
const sourceFolders = ["web", "src/protocol"];
const sourceFiles = ["tsconfig.json", "bun.lock"];

/** A hash over everything the page is made of, the compiler included. */
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

/** Null where there is none, or not a whole one. */
export function readBuilt(key: string): Promise<PageFiles | null> {
  return readPageFolder(builtFolder(key));
}

// Written beside its place and renamed: two builds at once, or a crash, never leave half a page.
export async function writeBuilt(key: string, files: PageFiles): Promise<void> {
  const draft = join(built, `.draft-${process.pid}-${crypto.randomUUID()}`);
  await mkdir(draft, { recursive: true });
  await writePageFolder(draft, files);
  const folder = builtFolder(key);
  // What stands there is not whole, or was just made by another start from the same sources.
  await rename(draft, folder)
    .catch(() => rm(folder, { recursive: true, force: true }).then(() => rename(draft, folder)))
    .catch(() => rm(draft, { recursive: true, force: true }));
}

/** Where the page of these sources is kept. */
export function builtFolder(key: string): string {
  return join(built, key);
}

export async function removeBuilds(): Promise<void> {
  await rm(built, { recursive: true, force: true });
}
