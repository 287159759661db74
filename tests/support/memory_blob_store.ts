// A blob store in memory: it counts what it has, and its answers may take uneven times.
import { createHash } from "node:crypto";

import { headBytes, type BlobStore } from "../../src/domain/files/blob_store.ts";

export interface MemoryBlobStore extends BlobStore {
  hashes(): string[];
  /** Drafts that were neither stored nor dropped. */
  drafts(): number;
}

/** Every answer waits for `pause`. */
export function createMemoryBlobStore(
  pause: () => Promise<unknown> = () => Promise.resolve(),
): MemoryBlobStore {
  const blobs = new Map<string, Blob>();
  let drafts = 0;
  return {
    async receive(bytes) {
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      for await (const chunk of bytes) chunks.push(new Uint8Array(chunk));
      await pause();
      const content = new Blob(chunks);
      const whole = await content.bytes();
      const hash = createHash("sha256").update(whole).digest("hex");
      drafts += 1;
      let isOpen = true;
      const end = () => {
        if (isOpen) drafts -= 1;
        isOpen = false;
      };
      return {
        hash,
        size: whole.byteLength,
        head: whole.subarray(0, headBytes),
        content: () => content,
        async keep() {
          await pause();
          blobs.set(hash, content);
          end();
        },
        async drop() {
          await pause();
          end();
        },
      };
    },
    async open(hash) {
      await pause();
      return blobs.get(hash) ?? null;
    },
    async remove(hash) {
      await pause();
      blobs.delete(hash);
    },
    async *list() {
      await pause();
      yield [...blobs.keys()];
    },
    hashes: () => [...blobs.keys()],
    drafts: () => drafts,
  };
}
