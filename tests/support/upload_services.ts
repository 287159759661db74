// Uploads, what collects after them and what reads them, as the services have them, over a storage and a store of bytes.
import { createAccess } from "../../src/domain/access.ts";
import { createFileCollector } from "../../src/domain/files/file_collector.ts";
import { diskFull } from "../../src/domain/files/file_refusals.ts";
import { createFileReading } from "../../src/domain/files/file_reading.ts";
import type { FileStore } from "../../src/domain/files/file_store.ts";
import type { FileVault } from "../../src/domain/files/file_vault.ts";
import { createHolds, type Holds } from "../../src/domain/files/holds.ts";
import { twoAtATime, type DrawThumb } from "../../src/domain/files/pictures.ts";
import { createUploadSlots } from "../../src/domain/files/upload_slots.ts";
import { createUploads, type Upload } from "../../src/domain/files/uploads.ts";
import type { Actor } from "../../src/domain/journal.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Place } from "../contract/place.ts";

export interface UploadServicesOptions {
  place: Pick<Place, "stores" | "submit">;
  vault: FileVault;
  holds?: Holds;
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
  place,
  vault,
  holds = createHolds(),
  usedFiles = place.stores().files,
  drawThumb = () => Promise.resolve(null),
  isClockSteady = () => true,
  fileBytes = 100,
  quotaBytes = 1000,
  diskBytes = 10_000,
  filesBytes = 10_000,
}: UploadServicesOptions) {
  const { rooms, files } = place.stores();
  const journal = { submit: place.submit };
  const access = createAccess({ rooms });
  const collector = createFileCollector({
    journal,
    files: usedFiles,
    vault,
    holds,
    // Nothing here waits for the clock.
    after: () => ({ cancel() {} }),
    isClockSteady,
    log: silentLog,
  });
  const uploads = createUploads({
    access,
    journal,
    files,
    vault,
    disk: { check: (bytes) => (bytes > diskBytes ? Promise.reject(diskFull()) : Promise.resolve()) },
    holds,
    collector,
    slots: createUploadSlots(),
    ...twoAtATime({ drawAvatar: () => Promise.resolve(null), drawThumb }),
    fileBytes,
    quotaBytes,
    filesBytes,
  });
  return {
    ...createFileReading({ access, files, vault, log: silentLog }),
    collector,
    upload: (actor: Actor, text: string, options: Partial<Upload> = {}) =>
      uploads.upload(actor, { roomId: 1, name: "x", bytes: chunks(text), length: null, ...options }),
  };
}

export async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}
