// The folder dist/page: a page as it was last built, under a key that stands for exactly its sources.
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join, relative } from "node:path";

import type { PageFile, PageFiles } from "./page_file.ts";

const root = join(import.meta.dir, "..");
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

interface BuiltEntry {
  path: string;
  type: string;
  etag: string;
  immutable: boolean;
  name: string;
  gzip: boolean;
  br: boolean;
}

export async function readBuilt(key: string): Promise<PageFiles | null> {
  const folder = join(built, key);
  try {
    const entries: BuiltEntry[] = await Bun.file(join(folder, "files.json")).json();
    const files: PageFiles = new Map();
    for (const { path, type, etag, immutable, name, gzip, br } of entries) {
      const file: PageFile = { type, etag, immutable, identity: await Bun.file(join(folder, name)).bytes() };
      if (gzip) file.gzip = await Bun.file(join(folder, `${name}.gz`)).bytes();
      if (br) file.br = await Bun.file(join(folder, `${name}.br`)).bytes();
      files.set(path, file);
    }
    return files;
  } catch {
    return null;
  }
}

// Written beside its place and renamed: two builds at once, or a crash, never leave half a page.
export async function writeBuilt(key: string, files: PageFiles): Promise<void> {
  const draft = join(built, `.draft-${process.pid}-${crypto.randomUUID()}`);
  await mkdir(draft, { recursive: true });
  const entries: BuiltEntry[] = [];
  for (const [path, file] of files) {
    const name = path === "/" ? "index.html" : path.replace(/^.*\//, "");
    const { type, etag, immutable } = file;
    entries.push({ path, type, etag, immutable, name, gzip: Boolean(file.gzip), br: Boolean(file.br) });
    await Bun.write(join(draft, name), file.identity);
    if (file.gzip) await Bun.write(join(draft, `${name}.gz`), file.gzip);
    if (file.br) await Bun.write(join(draft, `${name}.br`), file.br);
  }
  await Bun.write(join(draft, "files.json"), JSON.stringify(entries));
  await rename(draft, join(built, key)).catch(() => rm(draft, { recursive: true, force: true }));
}

export async function removeBuilds(): Promise<void> {
  await rm(built, { recursive: true, force: true });
}
