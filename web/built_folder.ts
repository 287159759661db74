// The folder dist/page: a page as it was last built, under a key that stands for exactly its sources. Each file is held against
// its hash: a disk that was full, or a copy that was cut off, must not be served as a page (SPEC H14).
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join, relative } from "node:path";

import { hashOf, type PageFile, type PageFiles } from "./page_file.ts";

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
  /** Of what is in the file, and in its compressed forms where there are such. */
  hash: string;
  gzip?: string;
  br?: string;
}

/** Null where there is none, or not a whole one. */
export async function readBuilt(key: string): Promise<PageFiles | null> {
  const folder = builtFolder(key);
  try {
    const entries: BuiltEntry[] = await Bun.file(join(folder, "files.json")).json();
    const files: PageFiles = new Map();
    for (const { path, type, etag, immutable, name, hash, gzip, br } of entries) {
      const file: PageFile = { type, etag, immutable, identity: await readWhole(join(folder, name), hash) };
      if (gzip !== undefined) file.gzip = await readWhole(join(folder, `${name}.gz`), gzip);
      if (br !== undefined) file.br = await readWhole(join(folder, `${name}.br`), br);
      files.set(path, file);
    }
    return files;
  } catch {
    return null;
  }
}

async function readWhole(path: string, hash: string): Promise<Uint8Array> {
  const bytes = await Bun.file(path).bytes();
  if (hashOf(bytes) !== hash) throw new Error(`${path} is not as it was written.`);
  return bytes;
}

// Written beside its place and renamed: two builds at once, or a crash, never leave half a page.
export async function writeBuilt(key: string, files: PageFiles): Promise<void> {
  const draft = join(built, `.draft-${process.pid}-${crypto.randomUUID()}`);
  await mkdir(draft, { recursive: true });
  const entries: BuiltEntry[] = [];
  for (const [path, file] of files) {
    const name = path === "/" ? "index.html" : path.replace(/^.*\//, "");
    const { type, etag, immutable } = file;
    const entry: BuiltEntry = { path, type, etag, immutable, name, hash: hashOf(file.identity) };
    if (file.gzip) entry.gzip = hashOf(file.gzip);
    if (file.br) entry.br = hashOf(file.br);
    entries.push(entry);
    await Bun.write(join(draft, name), file.identity);
    if (file.gzip) await Bun.write(join(draft, `${name}.gz`), file.gzip);
    if (file.br) await Bun.write(join(draft, `${name}.br`), file.br);
  }
  await Bun.write(join(draft, "files.json"), JSON.stringify(entries));
  const place = builtFolder(key);
  // What stands there is not whole, or was just made by another start from the same sources.
  await rename(draft, place)
    .catch(() => rm(place, { recursive: true, force: true }).then(() => rename(draft, place)))
    .catch(() => rm(draft, { recursive: true, force: true }));
}

/** Where the page of these sources is kept. */
export function builtFolder(key: string): string {
  return join(built, key);
}

export async function removeBuilds(): Promise<void> {
  await rm(built, { recursive: true, force: true });
}
