// Files in rooms: what the doors use, put together.
import type { Access } from "../access.ts";
import type { Journal } from "../journal.ts";
import type { Log } from "../log.ts";
import { createFileCollector, type FileCollector } from "./file_collector.ts";
import { createFileReading, type FileReading } from "./file_reading.ts";
import type { FileStore } from "./file_store.ts";
import type { After } from "../timer.ts";
import type { FileVault } from "./file_vault.ts";
import { createHolds } from "./holds.ts";
import type { DrawThumb } from "./pictures.ts";
import { createUploads, type Uploads } from "./uploads.ts";

export interface FilesDeps {
  access: Access;
  journal: Pick<Journal, "submit">;
  files: FileStore;
  vault: FileVault;
  drawThumb: DrawThumb;
  fileBytes: number;
  quotaBytes: number;
  after: After;
  log: Log;
}

export type Files = Uploads & FileReading & Pick<FileCollector, "keepCollecting">;

export function createFiles(deps: FilesDeps): Files {
  const holds = createHolds();
  const collector = createFileCollector({ ...deps, holds });
  const { upload } = createUploads({ ...deps, holds, collector });
  return {
    upload,
    ...createFileReading(deps),
    keepCollecting: (everyMs) => collector.keepCollecting(everyMs),
  };
}
