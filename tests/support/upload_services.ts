// Uploads, what collects after them and what reads them, as the services have them, over a storage and a store of bytes.
import { createAccess } from "../../src/domain/access.ts";
import { createFileCollector } from "../../src/domain/files/file_collector.ts";
import { diskFull } from "../../src/domain/files/file_refusals.ts";
import { createFileReading } from "../../src/domain/files/file_reading.ts";
import type { FileStore } from "../../src/domain/files/file_store.ts";
import type { BlobStore } from "../../src/domain/files/blob_store.ts";
import { createBlobsInUse, type BlobsInUse } from "../../src/domain/files/blobs_in_use.ts";
import { twoAtATime, type DrawThumb } from "../../src/domain/files/pictures.ts";
import { createUploadSlots } from "../../src/domain/files/upload_slots.ts";
import { createUploads, type Upload } from "../../src/domain/files/uploads.ts";
import type { Actor } from "../../src/domain/journal.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Workspace } from "../contract/workspace.ts";

export interface UploadServicesOptions {
  workspace: Pick<Workspace, "stores" | "submit">;
  blobs: BlobStore;
  blobsInUse?: BlobsInUse;
  /** Who asks which bytes have a file. */
  usedFiles?: Pick<FileStore, "listUsed">;
  drawThumb?: DrawThumb;
  isClockSteady?: () => boolean;
  fileBytes?: number;
  quotaBytes?: number;
  diskBytes?: number;
  filesBytes?: number;
}

export type UploadServices = ReturnType<typeof createUploadServices>;

export function createUploadServices({
  workspace,
  blobs,
  blobsInUse = createBlobsInUse(),
  usedFiles = workspace.stores().files,
  drawThumb = () => Promise.resolve(null),
  isClockSteady = () => true,
  fileBytes = 100,
  quotaBytes = 1000,
  diskBytes = 10_000,
  filesBytes = 10_000,
}: UploadServicesOptions) {
  const { rooms, files } = workspace.stores();
  const journal = { submit: workspace.submit };
  const access = createAccess({ rooms });
  const collector = createFileCollector({
    journal,
    files: usedFiles,
    blobs,
    blobsInUse,
    // Nothing here waits for the clock.
    after: () => ({ cancel() {} }),
    isClockSteady,
    log: silentLog,
  });
  const uploads = createUploads({
    access,
    journal,
    files,
    blobs,
    disk: { check: (bytes) => (bytes > diskBytes ? Promise.reject(diskFull()) : Promise.resolve()) },
    blobsInUse,
    collector,
    slots: createUploadSlots(),
    ...twoAtATime({ drawAvatar: () => Promise.resolve(null), drawThumb }),
    fileBytes,
    quotaBytes,
    filesBytes,
  });
  return {
    ...createFileReading({ access, files, blobs, log: silentLog }),
    collector,
    upload: (actor: Actor, text: string, options: Partial<Upload> = {}) =>
      uploads.upload(actor, { roomId: 1, name: "x", bytes: chunks(text), length: null, ...options }),
  };
}

export async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}
