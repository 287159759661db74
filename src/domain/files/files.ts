// Files in rooms and pictures of people: the services that the transport uses, put together.
import type { Access } from "../access.ts";
import { createAvatars, type Avatars } from "../avatars/avatars.ts";
import type { Journal } from "../journal.ts";
import type { Log } from "../log.ts";
import type { AccountStore } from "../stores.ts";
import type { DiskReserve } from "./disk_reserve.ts";
import { createFileCollector, type FileCollector } from "./file_collector.ts";
import { createFileReading, type FileReading } from "./file_reading.ts";
import type { FileStore } from "./file_store.ts";
import type { After } from "../timer.ts";
import type { BlobStore } from "./blob_store.ts";
import { createBlobsInUse } from "./blobs_in_use.ts";
import { twoAtATime, type Drawing } from "./pictures.ts";
import { createUploadSlots } from "./upload_slots.ts";
import { createUploads, type Uploads } from "./uploads.ts";

interface FilesDeps {
  access: Access;
  journal: Pick<Journal, "submit">;
  files: FileStore;
  accounts: Pick<AccountStore, "findAvatar" | "findUser">;
  blobs: BlobStore;
  disk: Pick<DiskReserve, "check" | "within">;
  drawing: Drawing;
  fileBytes: number;
  quotaBytes: number;
  filesBytes: number | null;
  after: After;
  /** Only then uploads that were not posted in time go (H6). */
  isClockSteady: () => boolean;
  log: Log;
}

export interface Files extends Uploads, FileReading, Pick<FileCollector, "startCollecting"> {
  avatars: Avatars;
  /** Removes unused bytes. The next collection retries failures. */
  dropBytes(hashes: string[]): Promise<void>;
  /** No bytes go until the function that it resolves to is called; the next collection finds them (B1). */
  holdBytes(): Promise<() => void>;
}

export function createFiles(deps: FilesDeps): Files {
  const blobsInUse = createBlobsInUse();
  const collector = createFileCollector({ ...deps, blobsInUse });
  const blobs: BlobStore = { ...deps.blobs, receive: (bytes) => deps.blobs.receive(deps.disk.within(bytes)) };
  const parts = {
    ...deps,
    blobs,
    ...twoAtATime(deps.drawing),
    blobsInUse,
    collector,
    slots: createUploadSlots(),
  };
  return {
    ...createUploads(parts),
    ...createFileReading(deps),
    avatars: createAvatars(parts),
    startCollecting: (everyMs) => collector.startCollecting(everyMs),
    holdBytes: () => blobsInUse.holdAll(),
    async dropBytes(hashes) {
      await collector.collect(hashes).catch(() => undefined);
    },
  };
}
