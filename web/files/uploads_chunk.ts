// The tray of files and the messages that wait for them, in the page. Fetched with the first file: see lazy_uploads.ts.
import { sendFileAs } from "./send_file.ts";
import type { LocalizedText } from "../i18n/translate.ts";
import { Refused } from "../connection/refused.ts";
import type { Api } from "../connection/api.ts";
import type { ClientCore } from "../client/client_core.ts";
import { createQueuedUploads, type QueuedUploads } from "./queued_uploads.ts";
import type { Tray } from "./tray_items.ts";
import { createUploadTray, type UploadTray } from "./upload_tray.ts";
import { newId } from "../client/new_id.ts";

import type { After } from "../app/timers.ts";

export interface UploadsPorts {
  userId: number;
  api: Api;
  core: Pick<ClientCore, "state" | "outbox" | "setUploads" | "discard">;
  after: After;
  notify: (message: LocalizedText) => void;
  onItems: (items: Tray) => void;
}

export interface Uploads {
  tray: UploadTray;
  queued: QueuedUploads;
}

export function createUploads({ userId, api, core, after, notify, onItems }: UploadsPorts): Uploads {
  const sendFile = sendFileAs(userId);
  const tray = createUploadTray({
    send: (...file) =>
      sendFile(...file).catch((error: unknown) => {
        // REST is told the same, and leads out.
        if (error instanceof Refused && error.code === "not_signed_in") void api("GET /me").catch(() => {});
        throw error;
      }),
    newId,
    after,
    limits: () => core.state().limits,
    preview: (content) => (content.type.startsWith("image/") ? URL.createObjectURL(content) : null),
    forgetPreview: (address) => URL.revokeObjectURL(address),
    notify,
    onChange() {
      onItems(tray.items());
      queued.check();
    },
  });
  const { outbox, setUploads, discard } = core;
  const queued = createQueuedUploads({ tray, outbox, setUploads, discard });
  queued.check();
  return { tray, queued };
}
