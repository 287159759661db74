// Pictures of people and what collects after them, on a storage with uneven delays.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { avatarOf } from "../../src/domain/avatars/avatar_id.ts";
import { createAvatars } from "../../src/domain/avatars/avatars.ts";
import { createFileCollector } from "../../src/domain/files/file_collector.ts";
import { createBlobsInUse } from "../../src/domain/files/blobs_in_use.ts";
import { createUploadSlots } from "../../src/domain/files/upload_slots.ts";
import type { Actor } from "../../src/domain/journal.ts";
import { silentLog } from "../../src/domain/log.ts";
import { limits } from "../../src/protocol/limits.ts";
import { openWorkspace, type Workspace } from "../contract/workspace.ts";
import { unevenLibsql } from "../contract/storage_kinds.ts";
import { createMemoryBlobStore, type MemoryBlobStore } from "../support/memory_blob_store.ts";

const seed = Number(process.env["SEED"] ?? 7);
const head = "GIF89a";

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

let workspace: Workspace;
let blobs: MemoryBlobStore;
let services: ReturnType<typeof build>;

function build() {
  const { files, accounts } = workspace.stores();
  const journal = { submit: workspace.submit };
  const blobsInUse = createBlobsInUse();
  const after = () => ({ cancel() {} });
  const collector = createFileCollector({
    journal,
    files,
    blobs,
    blobsInUse,
    after,
    isClockSteady: () => true,
    log: silentLog,
  });
  const avatars = createAvatars({
    accounts,
    journal,
    blobs,
    disk: { check: () => Promise.resolve() },
    blobsInUse,
    collector,
    slots: createUploadSlots(),
    // What is drawn is as different as what came.
    drawAvatar: async (content) => new TextEncoder().encode(`drawn ${await content.text()}`),
    log: silentLog,
  });
  const set = (actor: Actor, ...texts: string[]) =>
    avatars.setAvatar(actor, { bytes: chunks(head, ...texts), length: null });
  return { ...avatars, collector, set };
}

beforeEach(async () => {
  const kind = unevenLibsql(seed);
  workspace = await openWorkspace(kind);
  blobs = createMemoryBlobStore(kind.pause);
  services = build();
});
afterEach(() => workspace.dispose());

async function shownOf({ userId }: Actor): Promise<string> {
  const hash = await workspace.stores().accounts.findAvatar(userId);
  const { content } = await services.openAvatar(userId, avatarOf(hash ?? ""));
  return content.text();
}

test("[P6] only what was drawn is kept", async () => {
  await services.set(workspace.bob, "face");
  expect(await shownOf(workspace.bob)).toBe("drawn GIF89aface");
  expect([blobs.hashes().length, blobs.drafts()]).toEqual([1, 0]);
});

test("[A2] a session that ends while the bytes come sets nothing and leaves nothing", async () => {
  const phone = await workspace.signIn(workspace.bob.userId);
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(head);
    await workspace.submit({ kind: "endSession", actor: workspace.bob, sessionId: phone.sessionId });
  }
  const setting = services.setAvatar(phone, { bytes: slow(), length: null });
  expect(await setting.catch((error: unknown) => error)).toMatchObject({ code: "not_signed_in" });
  expect([blobs.hashes(), blobs.drafts()]).toEqual([[], 0]);
});

test("[P6] of many set at once one is theirs, and no other bytes are left", async () => {
  await Promise.all(["a", "b", "c"].map((text) => services.set(workspace.bob, text)));
  expect(blobs.hashes()).toHaveLength(1);
  expect(await shownOf(workspace.bob)).toMatch(/^drawn GIF89a[abc]$/);
});

test("[P6] [F9] the bytes that one drops and another takes at the same moment are there, as they are for the collector", async () => {
  const { ada, bob } = workspace;
  for (let round = 0; round < 40; round += 1) {
    const same = `round ${round}`;
    await services.set(ada, same);
    await Promise.all([services.set(ada, "other"), services.set(bob, same), services.collector.collectAll()]);
    expect(await shownOf(bob)).toBe(`drawn ${head}${same}`);
    expect(blobs.hashes()).toHaveLength(2);
  }
});

test("[F3] uploads of one person wait for none of another, and only so many are on their way", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  async function* waiting(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(head);
    await gate;
  }
  const all = Array.from({ length: limits.maxParallelUploads }, () =>
    services.setAvatar(workspace.bob, { bytes: waiting(), length: null }),
  );
  expect(await services.set(workspace.bob, "x").catch((error: unknown) => error)).toMatchObject({
    code: "too_fast",
  });
  await services.set(workspace.ada, "hers");
  open();
  await Promise.all(all);
  await services.set(workspace.bob, "again");
});

test("[F3] an upload that is not as long as announced, or announced too long, is none", async () => {
  const code = (length: number) =>
    services
      .setAvatar(workspace.bob, { bytes: chunks(head), length })
      .catch((error: { code: string }) => error.code);
  expect(await code(head.length + 1)).toBe("bad_request");
  expect(await code(limits.avatarBytes + 1)).toBe("body_too_large");
  expect(await code(0)).toBe("empty_file");
  expect(blobs.drafts()).toBe(0);
});
