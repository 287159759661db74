// A built page as a folder of files. Each file is checked against its hash: a page that a full disk or an interrupted copy
// cut short must not be served (SPEC H14).
import { join } from "node:path";

import type { PageFile, PageFiles } from "../../src/protocol/page_files.ts";
import { hashOf } from "./page_file.ts";

interface BuiltEntry {
  path: string;
  type: string;
  etag: string;
  immutable: boolean;
  name: string;
  /** Hashes of the file and of its compressed forms, if any. */
  hash: string;
  gzip?: string;
  br?: string;
}

/** Null if there is none, or it is incomplete. */
export async function readPageFolder(folder: string): Promise<PageFiles | null> {
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

export async function writePageFolder(folder: string, files: PageFiles): Promise<void> {
  const entries: BuiltEntry[] = [];
  for (const [path, file] of files) {
    const name = path === "/" ? "index.html" : path.replace(/^.*\//, "");
    const { type, etag, immutable } = file;
    const entry: BuiltEntry = { path, type, etag, immutable, name, hash: hashOf(file.identity) };
    if (file.gzip) entry.gzip = hashOf(file.gzip);
    if (file.br) entry.br = hashOf(file.br);
    entries.push(entry);
    await Bun.write(join(folder, name), file.identity);
    if (file.gzip) await Bun.write(join(folder, `${name}.gz`), file.gzip);
    if (file.br) await Bun.write(join(folder, `${name}.br`), file.br);
  }
  await Bun.write(join(folder, "files.json"), JSON.stringify(entries));
}
