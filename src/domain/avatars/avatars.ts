// Pictures of people (SPEC P6). As with files the bytes are written before the row: no row names bytes that are not on
// disk, and bytes without a row are collected. The upload is not stored, only the picture drawn from it.
import { limits } from "../../protocol/limits.ts";
import { done } from "../accounts/account_refusals.ts";
import { ChatError, notFound } from "../chat_error.ts";
import type { DiskReserve } from "../files/disk_reserve.ts";
import type { FileCollector } from "../files/file_collector.ts";
import { cutOff, empty, tooLarge } from "../files/file_refusals.ts";
import { detectType, isPicture } from "../files/file_type.ts";
import type { BlobStore } from "../files/blob_store.ts";
import type { BlobsInUse } from "../files/blobs_in_use.ts";
import type { DrawAvatar } from "../files/pictures.ts";
import type { UploadSlots } from "../files/upload_slots.ts";
import type { Actor, Journal } from "../journal.ts";
import type { Log } from "../log.ts";
import { mustBeAdmin } from "../room_rules.ts";
import type { AccountStore } from "../stores.ts";
import { avatarOf } from "./avatar_id.ts";

interface AvatarUpload {
  bytes: AsyncIterable<Uint8Array>;
  /** As announced; null when it was not. */
  length: number | null;
}

interface AvatarsDeps {
  accounts: Pick<AccountStore, "findAvatar" | "findUser">;
  journal: Pick<Journal, "submit">;
  blobs: Pick<BlobStore, "receive" | "open">;
  disk: Pick<DiskReserve, "check">;
  blobsInUse: BlobsInUse;
  collector: Pick<FileCollector, "collect">;
  slots: UploadSlots;
  drawAvatar: DrawAvatar;
  log: Log;
}

export type Avatars = ReturnType<typeof createAvatars>;

export function createAvatars(deps: AvatarsDeps) {
  const { accounts, journal, blobs, disk, blobsInUse, slots, drawAvatar, log } = deps;

  /** Mine. Throws `empty_file`, `body_too_large`, `bad_picture`, `disk_full`, `too_fast`, `busy`. */
  async function setAvatar(actor: Actor, upload: AvatarUpload): Promise<void> {
    if (upload.length === 0) throw empty();
    if (upload.length !== null && upload.length > limits.avatarBytes) throw tooLarge(limits.avatarBytes);
    await disk.check(upload.length ?? 1);
    await slots.inASlot(actor.userId, async () => keep(actor, await draw(upload)));
  }

  /** Admins. Throws `not_allowed`, `not_found`. */
  async function removeAvatarOf(actor: Actor, userId: number): Promise<void> {
    mustBeAdmin(await accounts.findUser(actor.userId));
    await removeAvatar(actor, userId);
  }

  /** Mine, or as an admin another's. */
  async function removeAvatar(actor: Actor, userId = actor.userId): Promise<void> {
    const { dropped } = done(await journal.submit({ kind: "removeAvatar", actor, userId }), "The person");
    if (dropped !== null) await forget(dropped);
  }

  /** Throws `not_found`: for someone unknown, without a picture, or with another by now. */
  async function openAvatar(userId: number, avatar: string): Promise<{ hash: string; content: Blob }> {
    const hash = await accounts.findAvatar(userId);
    if (hash === null || avatarOf(hash) !== avatar) throw notFound("The picture");
    const content = await blobs.open(hash);
    if (content) return { hash, content };
    // The row exists, the bytes do not: a folder that was restored without `files`.
    log.error("file_lost", { hash });
    throw notFound("The picture");
  }

  async function draw({ bytes, length }: AvatarUpload): Promise<Uint8Array> {
    const draft = await blobs.receive(notTooMany(bytes));
    try {
      if (draft.size === 0) throw empty();
      if (length !== null && draft.size !== length) throw cutOff();
      const drawn = isPicture(detectType(draft.head)) ? await drawAvatar(draft.content()) : null;
      if (drawn) return drawn;
      const maxMegapixels = limits.picturePixels / 1_000_000;
      const message = `Choose a PNG, JPEG, GIF or WebP picture of at most ${maxMegapixels} million pixels.`;
      throw new ChatError("bad_picture", message);
    } finally {
      await draft.drop();
    }
  }

  async function keep(actor: Actor, drawn: Uint8Array): Promise<void> {
    const draft = await blobs.receive(single(drawn));
    const { hash } = draft;
    const letGo = await blobsInUse.hold(hash);
    let unneeded: string | null = hash;
    try {
      await draft.keep();
      unneeded = done(await journal.submit({ kind: "setAvatar", actor, hash })).dropped;
    } finally {
      letGo();
      await draft.drop();
      if (unneeded !== null) await forget(unneeded);
    }
  }

  /** If it fails, the bytes go with the next collection. */
  async function forget(hash: string): Promise<void> {
    await deps.collector.collect([hash]).catch(() => undefined);
  }

  return { setAvatar, removeAvatar: (actor: Actor) => removeAvatar(actor), removeAvatarOf, openAvatar };
}

/** Without a Content-Length the bytes are counted as they come. */
async function* notTooMany(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > limits.avatarBytes) throw tooLarge(limits.avatarBytes);
    yield chunk;
  }
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
