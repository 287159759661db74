// Uploads are a chunk that is loaded with the first file, or with a message that waits for files.
import { signal } from "@preact/signals";

import type { Outbox } from "../client/outbox.ts";
import type { Tray } from "./tray_items.ts";
import type { Added } from "./upload_tray.ts";

import { fetchChunk, type ChunkFetch } from "../ui/lazy/fetch_chunk.ts";
import type { ChunkFailed } from "../ui/lazy/chunk_error.ts";
import type { Uploads, UploadsPorts } from "./uploads_chunk.ts";

interface LateUploadsPorts {
  /** An `import()`, and what it makes. */
  load: () => Promise<(ports: Pick<UploadsPorts, "onItems">) => Uploads>;
  notifyFailed: (failed: ChunkFailed) => void;
}

export function createLateUploads({ load, notifyFailed }: LateUploadsPorts) {
  const items = signal<Tray>([]);
  /** Null until the chunk has loaded. */
  const loaded = signal<Uploads | null>(null);
  /** The composers whose files wait for the chunk. */
  const arriving = signal<readonly string[]>([]);
  let held: ((uploads: Uploads) => void)[] = [];
  let fetching: ChunkFetch | null = null;

  function fetch(): void {
    if (fetching) return;
    let make: Awaited<ReturnType<typeof load>> | null = null;
    let isReported = false;
    fetching = fetchChunk(async () => (make = await load()), {
      onHere() {
        if (!make) return;
        const uploads = make({ onItems: (next) => (items.value = next) });
        for (const add of held.splice(0)) add(uploads);
        loaded.value = uploads;
        arriving.value = [];
      },
      onTrouble(trouble) {
        if (!isReported && held.length > 0) notifyFailed({ trouble, again: () => fetching?.again() });
        isReported ||= held.length > 0;
      },
    });
  }

  return {
    items,
    loaded,
    isEmpty: () => items.peek().length + arriving.peek().length === 0,
    /** Until then a message would go without them. */
    isArriving: (target: string) => arriving.value.includes(target),
    add(target: string, roomId: number, added: Added[], options?: { isOffered: boolean }): void {
      const add = ({ tray }: Uploads) => tray.add(target, roomId, added, options);
      if (loaded.value) return add(loaded.value);
      held.push(add);
      arriving.value = [...arriving.value, target];
      fetch();
    },
    /** After every change of the outbox. */
    check(outbox: Outbox): void {
      if (loaded.peek()) loaded.peek()?.queued.check();
      else if (outbox.some(({ uploads }) => uploads)) fetch();
    },
    clear(): void {
      held = [];
      arriving.value = [];
      loaded.peek()?.tray.clear();
    },
    stop(): void {
      fetching?.stop();
    },
  };
}
