// Each fetch of a file checks access (SPEC F1): through the room once it is posted, and only for its uploader before.
import type { Access } from "../access.ts";
import { ChatError, notFound } from "../chat_error.ts";
import type { Log } from "../log.ts";
import type { FileStore, StoredFile } from "./file_store.ts";
import type { BlobStore } from "./blob_store.ts";

interface FileReadingDeps {
  access: Access;
  files: Pick<FileStore, "findFile">;
  blobs: Pick<BlobStore, "open">;
  log: Log;
}

export type FileReading = ReturnType<typeof createFileReading>;

export function createFileReading({ access, files, blobs, log }: FileReadingDeps) {
  /** Throws `not_found`, the same for missing and forbidden. */
  async function openFile(userId: number, id: number): Promise<{ file: StoredFile; content: Blob }> {
    const file = await accessFile(userId, id);
    return { file, content: await contentOf(file.hash) };
  }

  async function openThumb(userId: number, id: number): Promise<{ thumbHash: string; content: Blob }> {
    const { thumbHash } = await accessFile(userId, id);
    if (thumbHash === null) throw missing();
    return { thumbHash, content: await contentOf(thumbHash) };
  }

  async function accessFile(userId: number, id: number): Promise<StoredFile> {
    const file = await files.findFile(id);
    if (!file) throw missing();
    await access.accessRoom(userId, file.roomId).catch((error: unknown) => {
      throw error instanceof ChatError && error.code === "not_found" ? missing() : error;
    });
    if (file.messageId === null && file.uploaderId !== userId) throw missing();
    return file;
  }

  async function contentOf(hash: string): Promise<Blob> {
    const content = await blobs.open(hash);
    if (content) return content;
    // The row exists, the bytes do not: a folder that was restored without `files`.
    log.error("file_lost", { hash });
    throw missing();
  }

  return { openFile, openThumb };
}

function missing(): ChatError {
  return notFound("The file");
}
