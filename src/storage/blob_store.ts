// Bytes under the data folder: `files/ab/cdef…` by hash, `files/incoming` for uploads. A file appears under its
// hash by one rename, synced before and after: it is there whole or not at all (SPEC F9).
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { open, readdir, rename, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { ChatError } from "../domain/chat_error.ts";
import { diskFull } from "../domain/files/file_refusals.ts";
import { headBytes, type Draft, type BlobStore } from "../domain/files/blob_store.ts";
import { syncPath } from "./synced_files.ts";

export const blobFolderName = "files";

/** Where bytes with this hash are, if they are. */
export function blobPathIn(dataDir: string, hash: string): string {
  return join(dataDir, blobFolderName, hash.slice(0, 2), checkHash(hash).slice(2));
}

/** Only one process may hold the folder: what lies in `incoming` at the start is of a process that is gone. */
export function openBlobStore({ dataDir }: { dataDir: string }): BlobStore {
  const root = join(dataDir, blobFolderName);
  const incoming = join(root, "incoming");
  const subfolders = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, "0"));
  for (const name of ["incoming", ...subfolders])
    mkdirSync(join(root, name), { recursive: true, mode: 0o700 });
  for (const name of readdirSync(incoming)) rmSync(join(incoming, name), { recursive: true, force: true });

  const pathOf = (hash: string) => blobPathIn(dataDir, hash);

  async function keep(from: string, hash: string): Promise<void> {
    try {
      await rename(from, pathOf(hash));
      await syncPath(join(root, hash.slice(0, 2)));
    } catch (error) {
      throw asRefusal(error);
    }
  }

  return {
    async receive(bytes) {
      const path = join(incoming, randomUUID());
      try {
        const written = await write(path, bytes);
        return toDraft(written, path);
      } catch (error) {
        await rm(path, { force: true });
        throw asRefusal(error);
      }
    },
    async open(hash) {
      // Damaged in the database (H4): as lost as bytes that are not there.
      if (!isHash(hash)) return null;
      const file = Bun.file(pathOf(hash));
      return (await file.exists()) ? file : null;
    },
    async remove(hash) {
      if (!isHash(hash)) return;
      await rm(pathOf(hash), { force: true });
    },
    async *list() {
      for (const subfolder of subfolders) {
        const hashes = (await readdir(join(root, subfolder))).map((name) => subfolder + name).filter(isHash);
        for (let from = 0; from < hashes.length; from += listBatchSize) {
          yield hashes.slice(from, from + listBatchSize);
        }
      }
    },
  };

  function toDraft(written: Written, path: string): Draft {
    let isStored = false;
    return {
      ...written,
      content: () => Bun.file(isStored ? pathOf(written.hash) : path),
      async keep() {
        await keep(path, written.hash);
        isStored = true;
      },
      async drop() {
        if (!isStored) await rm(path, { force: true });
      },
    };
  }
}

type Written = Pick<Draft, "hash" | "size" | "head">;

const listBatchSize = 500;

async function write(path: string, bytes: AsyncIterable<Uint8Array>): Promise<Written> {
  const handle = await open(path, "wx", 0o600);
  try {
    const sum = createHash("sha256");
    const head = new Uint8Array(headBytes);
    let size = 0;
    for await (const chunk of bytes) {
      if (size < headBytes) head.set(chunk.subarray(0, headBytes - size), size);
      sum.update(chunk);
      await writeAll(handle, chunk);
      size += chunk.byteLength;
    }
    await handle.sync();
    return { hash: sum.digest("hex"), size, head: head.subarray(0, Math.min(size, headBytes)) };
  } finally {
    await handle.close();
  }
}

/** A disk that is nearly full takes a part, and refuses the rest. */
async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.byteLength;) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.byteLength - done);
    done += bytesWritten;
  }
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

function checkHash(hash: string): string {
  if (!isHash(hash)) throw new Error("A file is kept under the SHA-256 of its content.");
  return hash;
}

/** What the disk refuses may work later; anything else that was thrown stays what it is. */
function asRefusal(error: unknown): unknown {
  const code = error instanceof Error && "syscall" in error && "code" in error ? String(error.code) : null;
  if (code === null) return error;
  if (code === "ENOSPC" || code === "EDQUOT") return diskFull();
  const message = `The server can't save a file right now: the disk refuses it (${code}).`;
  return new ChatError("busy", message, { retryAfterMs: 5000 });
}
