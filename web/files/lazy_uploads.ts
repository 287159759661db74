// Files are sent by a part that comes with the first of them, or with a message that waits for some.
import { signal } from "@preact/signals";

import type { Outbox } from "../client/outbox.ts";
import type { Tray } from "./tray_items.ts";
import type { Added } from "./upload_tray.ts";

import { fetchPart, type PartFetch } from "../ui/lazy/fetch_chunk.ts";
import type { PartFailed } from "../ui/lazy/chunk_error.ts";
import type { Uploads, UploadsPorts } from "./uploads_chunk.ts";

interface LateUploadsPorts {
  /** An `import()`, and what it makes. */
  load: () => Promise<(ports: Pick<UploadsPorts, "onItems">) => Uploads>;
  tellFailed: (failed: PartFailed) => void;
}

export function createLateUploads({ load, tellFailed }: LateUploadsPorts) {
  const items = signal<Tray>([]);
  /** Null until the part is here. */
  const here = signal<Uploads | null>(null);
  /** The composers whose files wait for the part. */
  const arriving = signal<readonly string[]>([]);
  let held: ((uploads: Uploads) => void)[] = [];
  let fetching: PartFetch | null = null;

  function fetch(): void {
    if (fetching) return;
    let make: Awaited<ReturnType<typeof load>> | null = null;
    let isTold = false;
    fetching = fetchPart(async () => (make = await load()), {
      onHere() {
        if (!make) return;
        const uploads = make({ onItems: (next) => (items.value = next) });
        for (const add of held.splice(0)) add(uploads);
        here.value = uploads;
        arriving.value = [];
      },
      onTrouble(trouble) {
        if (!isTold && held.length > 0) tellFailed({ trouble, again: () => fetching?.again() });
        isTold ||= held.length > 0;
      },
    });
  }

  return {
    items,
    here,
    isEmpty: () => items.peek().length + arriving.peek().length === 0,
    /** Until then a message would go without them. */
    isArriving: (place: string) => arriving.value.includes(place),
    add(place: string, roomId: number, added: Added[], options?: { isOffered: boolean }): void {
      const add = ({ tray }: Uploads) => tray.add(place, roomId, added, options);
      if (here.value) return add(here.value);
      held.push(add);
      arriving.value = [...arriving.value, place];
      fetch();
    },
    /** After every change of the outbox. */
    check(outbox: Outbox): void {
      if (here.peek()) here.peek()?.queued.look();
      else if (outbox.some(({ uploads }) => uploads)) fetch();
    },
    clear(): void {
      held = [];
      arriving.value = [];
      here.peek()?.tray.clear();
    },
    stop(): void {
      fetching?.stop();
    },
  };
}
