// Messages that were sent while their files are still uploading: the entry of the outbox says which files, the tray brings
// them. No DOM. Looked at after every change of either.
import { isVisible } from "../../src/protocol/text.ts";

import { findEntry, type EntryUpload, type Outbox } from "../client/outbox.ts";
import { entryTarget, entryPrefix } from "./tray_items.ts";
import type { UploadTray } from "./upload_tray.ts";

interface QueuedUploadsPorts {
  tray: Pick<UploadTray, "items" | "move" | "restore" | "drop">;
  outbox: () => Outbox;
  /** All there: the entry is sent by it. */
  setUploads: (clientId: string, uploads: readonly EntryUpload[]) => void;
  discard: (clientId: string) => void;
}

export type QueuedUploads = ReturnType<typeof createQueuedUploads>;

export function createQueuedUploads({ tray, outbox, setUploads, discard }: QueuedUploadsPorts) {
  let isBusy = false;

  const queued = () =>
    outbox().flatMap(({ clientId, roomId, uploads }) => (uploads ? { clientId, roomId, uploads } : []));

  /** What it changes it does not look at in between. */
  function alone(act: () => void): void {
    if (isBusy) return;
    isBusy = true;
    try {
      act();
    } finally {
      isBusy = false;
    }
  }

  const check = () =>
    alone(() => {
      for (const { clientId, roomId, uploads } of queued()) {
        const target = entryTarget(clientId);
        const items = new Map(tray.items().map((item) => [item.key, item]));
        // After a reload: what was there is shown, what was not is lost.
        tray.restore(
          target,
          roomId,
          uploads.filter(({ key }) => !items.has(key)),
        );
        if (uploads.some(({ key }) => (items.get(key)?.target ?? target) !== target)) {
          tray.move(new Set(uploads.map(({ key }) => key)), target);
        }
        const now = uploads.map((upload) => ({
          ...upload,
          file: upload.file ?? items.get(upload.key)?.file ?? null,
        }));
        if (now.some(({ file }, at) => file !== uploads[at]?.file) || now.every(({ file }) => file)) {
          setUploads(clientId, now);
        }
      }
      const wanted = new Set(queued().flatMap(({ uploads }) => uploads.map(({ key }) => key)));
      tray.drop(({ target, key }) => target.startsWith(entryPrefix) && !wanted.has(key));
    });

  return {
    check,
    /** The message goes without this file; without text and other files it does not go at all. */
    remove(clientId: string, key: string): void {
      const entry = findEntry(outbox(), clientId);
      const left = entry?.uploads?.filter((upload) => upload.key !== key);
      if (!entry || !left) return;
      if (left.length === 0 && !isVisible(entry.body)) discard(clientId);
      else setUploads(clientId, left);
      check();
    },
    /** It is not sent: its files go into a composer. */
    takeBack(clientId: string, target: string): void {
      const keys = new Set(findEntry(outbox(), clientId)?.uploads?.map(({ key }) => key));
      alone(() => {
        discard(clientId);
        tray.move(keys, target);
      });
      check();
    },
  };
}
