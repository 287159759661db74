// F9: an upload and what collects, at the same moment. Bytes that a row names are there.
import { expect, test } from "bun:test";
import { createHash } from "node:crypto";

import { createBlobsInUse } from "../../src/domain/files/blobs_in_use.ts";
import { createMemoryBlobStore } from "../support/memory_blob_store.ts";
import { chunks, createUploadServices, type UploadServicesOptions } from "../support/upload_services.ts";
import { openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function uploadSuite(kind: StorageKind): void {
  test("[F9] the collector never takes the bytes of an upload that comes at the same moment", async () => {
    expect(await firstLostUpload(kind, { rounds: 60 })).toBeNull();
  });
}

/** What of the services is broken on purpose. */
type Broken = (workspace: Workspace) => Partial<UploadServicesOptions>;

/** A collector that does not look again once nobody holds the bytes: a file may have come since its list was made. */
export const checksOnce: Broken = (workspace) => {
  const { files } = workspace.stores();
  const blobsInUse = createBlobsInUse();
  const removing = new Set<string>();
  return {
    blobsInUse: {
      ...blobsInUse,
      unlessHeld: (hash, remove) =>
        blobsInUse.unlessHeld(hash, () => {
          removing.add(hash);
          return remove().finally(() => removing.delete(hash));
        }),
    },
    usedFiles: {
      listUsed: async (hashes) => (hashes.every((hash) => removing.has(hash)) ? [] : files.listUsed(hashes)),
    },
  };
};

/** In which round a file was taken whose bytes are gone then. */
export async function firstLostUpload(
  kind: StorageKind,
  { rounds, broken }: { rounds: number; broken?: Broken },
): Promise<number | null> {
  const workspace = await openWorkspace(kind);
  try {
    const blobs = createMemoryBlobStore(kind.pause);
    const services = createUploadServices({ workspace, blobs, quotaBytes: 10_000, ...broken?.(workspace) });
    const { upload, collector, openFile } = services;
    for (let round = 0; round < rounds; round += 1) {
      // Bytes that nobody has yet, or has no more, and the same coming again.
      const text = `round ${round}`;
      await (await blobs.receive(chunks(text))).keep();
      const hash = createHash("sha256").update(text).digest("hex");
      const coming = { isOver: false };
      const collectWhileComing = async () => {
        while (!coming.isOver) {
          await collector.collect([hash]);
          await Bun.sleep(0);
        }
      };
      const [{ id }] = await Promise.all([
        upload(workspace.ada, text).finally(() => (coming.isOver = true)),
        collector.collectAll(),
        ...Array.from({ length: 3 }, collectWhileComing),
      ]);
      const found = await openFile(workspace.ada.userId, id).catch(() => null);
      if ((await found?.content.text()) !== text) return round;
    }
    return null;
  } finally {
    await workspace.dispose();
  }
}
