// The bytes of an archive into a new folder of files. `blobs.jsonl` and the rows of the new database must name the same ones, both
// rising: no list of them is in memory.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "../client.ts";
import { syncPath } from "../synced_files.ts";
import { copyBlob } from "./copy_blob.ts";
import { blobLine, blobPath, type Manifest } from "./export_tables.ts";
import { ArchiveError, readLines } from "./line_reader.ts";
import { readNamedBlobs } from "./named_blobs.ts";

interface BlobImport {
  client: Client;
  archive: string;
  path: string;
  expected: Manifest["files"][string];
  /** As in the blob store: `ab/cdef…`. */
  target: string;
  progress: (done: number) => void;
}

/** How many had no bytes when they were exported. */
export async function importBlobs(options: BlobImport): Promise<{ missing: number }> {
  const { client, archive, path, expected, target, progress } = options;
  const named = oneByOne(readNamedBlobs(client));
  const subfolders = new Set<string>();
  let missing = 0;
  mkdirSync(target, { mode: 0o700 });
  for await (const { first, rows } of readLines({ path, shape: blobLine, expected })) {
    for (const [index, { hash, bytes }] of rows.entries()) {
      const line = first + index;
      const next = await named.next();
      if (next.done === true || next.value !== hash) {
        const isExtra = next.done === true || hash < next.value;
        const problem = isExtra
          ? "no row names these bytes, or they do not rise"
          : `the bytes ${next.value} are missing before it`;
        throw new ArchiveError(path, line, problem);
      }
      progress(line);
      if (bytes === null) {
        missing += 1;
        continue;
      }
      const subfolder = hash.slice(0, 2);
      if (!subfolders.has(subfolder)) mkdirSync(join(target, subfolder), { mode: 0o700 });
      subfolders.add(subfolder);
      const copied = await copyBlob(join(archive, blobPath(hash)), join(target, subfolder, hash.slice(2)));
      const found = join(archive, blobPath(hash));
      if (copied.is === "missing") throw new ArchiveError(path, line, `${found} is missing`);
      if (copied.is === "no_file") throw new ArchiveError(path, line, `${found} is no plain file`);
      if (copied.bytes !== bytes || copied.sha256 !== hash) {
        throw new ArchiveError(path, line, `${found} is not what was exported (its SHA-256 is another)`);
      }
    }
  }
  const left = await named.next();
  if (left.done !== true) throw new ArchiveError(path, null, `the bytes ${left.value} are not in it`);
  for (const subfolder of subfolders) await syncPath(join(target, subfolder));
  await syncPath(target);
  return { missing };
}

async function* oneByOne(pages: AsyncIterable<string[]>): AsyncGenerator<string> {
  for await (const page of pages) yield* page;
}
