// The upload of a file (SPEC F1 to F6, F9). The bytes are written before the row: a row never names bytes that are not
// on disk, and bytes without a row are collected.
import type { MessageFile } from "../../protocol/shapes.ts";
import type { Access } from "../access.ts";
import { ChatError } from "../chat_error.ts";
import type { Actor, ChangeOf, Journal } from "../journal.ts";
import { accepted } from "../message_refusals.ts";
import type { DiskReserve } from "./disk_reserve.ts";
import type { FileCollector } from "./file_collector.ts";
import { checkFileName } from "./file_name.ts";
import { cutOff, empty, filesFull, quotaReached, tooLarge } from "./file_refusals.ts";
import type { FileStore } from "./file_store.ts";
import { detectType, isPicture } from "./file_type.ts";
import type { Draft, BlobStore } from "./blob_store.ts";
import type { BlobsInUse } from "./blobs_in_use.ts";
import type { DrawThumb, Picture } from "./pictures.ts";
import type { UploadSlots } from "./upload_slots.ts";

export interface Upload {
  roomId: number;
  name: string;
  bytes: AsyncIterable<Uint8Array>;
  /** As announced; null when it was not. */
  length: number | null;
}

interface UploadsDeps {
  access: Access;
  journal: Pick<Journal, "submit">;
  files: Pick<FileStore, "usage" | "totalUsage">;
  blobs: BlobStore;
  disk: Pick<DiskReserve, "check">;
  blobsInUse: BlobsInUse;
  collector: Pick<FileCollector, "collect">;
  slots: UploadSlots;
  drawThumb: DrawThumb;
  /** The largest file, and what one person may have together: bytes. */
  fileBytes: number;
  quotaBytes: number;
  /** What everyone's files may have together; null: no bound but the disk. */
  filesBytes: number | null;
}

export type Uploads = ReturnType<typeof createUploads>;

export function createUploads(deps: UploadsDeps) {
  const { access, journal, files, blobs, disk, blobsInUse, collector, slots, drawThumb } = deps;
  const { fileBytes, quotaBytes, filesBytes } = deps;

  /** Throws `not_found`, `archived`, `bad_name`, `too_long`, `empty_file`, `body_too_large`, `quota_reached`, `files_full`, `disk_full`, `too_fast`, `busy`. */
  async function upload(actor: Actor, { roomId, name, bytes, length }: Upload): Promise<MessageFile> {
    const { room } = await access.accessRoom(actor.userId, roomId);
    if (room.archivedAt !== null) throw new ChatError("archived", "The room is archived.");
    checkFileName(name);
    if (length === 0) throw empty();
    if (length !== null && length > fileBytes) throw tooLarge(fileBytes);
    const free = quotaBytes - (await files.usage(actor.userId));
    if (free < (length ?? 1)) throw quotaReached(quotaBytes);
    const freeForAll =
      filesBytes === null ? Number.POSITIVE_INFINITY : filesBytes - (await files.totalUsage());
    if (freeForAll < (length ?? 1)) throw filesFull();
    await disk.check(length ?? 1);
    return slots.inASlot(actor.userId, async () => {
      const draft = await blobs.receive(limited(bytes, { fileBytes, free, quotaBytes, freeForAll }));
      try {
        if (draft.size === 0) throw empty();
        if (length !== null && draft.size !== length) throw cutOff();
        return await keep(actor, { roomId, name, draft });
      } finally {
        await draft.drop();
      }
    });
  }

  async function keep(
    actor: Actor,
    { roomId, name, draft }: { roomId: number; name: string; draft: Draft },
  ): Promise<MessageFile> {
    const { hash, size } = draft;
    const type = detectType(draft.head);
    const picture = isPicture(type) ? await drawThumb(draft.content()) : null;
    const thumb = picture && (await blobs.receive(single(picture.thumb)));
    const hashes = thumb ? [hash, thumb.hash] : [hash];
    const letGo = await Promise.all(hashes.map((one) => blobsInUse.hold(one)));
    let isDone = false;
    try {
      await draft.keep();
      await thumb?.keep();
      const change: ChangeOf<"addFile"> = {
        kind: "addFile",
        actor,
        roomId,
        hash,
        thumbHash: thumb?.hash ?? null,
        name,
        type,
        size,
        width: picture?.width ?? null,
        height: picture?.height ?? null,
        quotaBytes,
        filesBytes,
      };
      const outcome = await journal.submit(change);
      if (!outcome.ok && outcome.reason === "quota") throw quotaReached(quotaBytes);
      if (!outcome.ok && outcome.reason === "files_full") throw filesFull();
      const { fileId } = accepted(outcome, "The room");
      isDone = true;
      return toMessageFile({ id: fileId, name, type, size, picture });
    } finally {
      for (const release of letGo) release();
      await thumb?.drop();
      // Unused bytes are removed at once; if that fails, by the next collection.
      if (!isDone) await collector.collect(hashes).catch(() => undefined);
    }
  }

  return { upload };
}

interface Bounds {
  fileBytes: number;
  free: number;
  quotaBytes: number;
  freeForAll: number;
}

/** Without a Content-Length the bytes are counted as they come. */
async function* limited(
  bytes: AsyncIterable<Uint8Array>,
  { fileBytes, free, quotaBytes, freeForAll }: Bounds,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > fileBytes) throw tooLarge(fileBytes);
    if (size > free) throw quotaReached(quotaBytes);
    if (size > freeForAll) throw filesFull();
    yield chunk;
  }
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function toMessageFile({
  picture,
  ...file
}: {
  id: number;
  name: string;
  type: string;
  size: number;
  picture: Picture | null;
}): MessageFile {
  return picture ? { ...file, width: picture.width, height: picture.height, thumb: true } : file;
}
