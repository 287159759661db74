// Uploads and what collects after them, on a storage with uneven delays.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";

import { createFileCollector, unpostedMs } from "../../src/domain/files/file_collector.ts";
import { createBlobsInUse } from "../../src/domain/files/blobs_in_use.ts";
import type { Picture } from "../../src/domain/files/pictures.ts";
import { silentLog } from "../../src/domain/log.ts";
import { limits } from "../../src/protocol/limits.ts";
import { openWorkspace, type Workspace } from "../contract/workspace.ts";
import { unevenLibsql } from "../contract/storage_kinds.ts";
import { createMemoryBlobStore, type MemoryBlobStore } from "../support/memory_blob_store.ts";
import { failureOf } from "../support/problem_of.ts";
import {
  chunks,
  createUploadServices,
  type UploadServices,
  type UploadServicesOptions,
} from "../support/upload_services.ts";

const seed = Number(process.env["SEED"] ?? 11);
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

let workspace: Workspace;
let blobs: MemoryBlobStore;
let picture: Picture | null;
let drawing: { now: number; max: number };
let services: UploadServices;
let isClockSteady = true;

function build(bounds: Partial<UploadServicesOptions> = {}): UploadServices {
  return createUploadServices({
    workspace,
    blobs,
    async drawThumb() {
      drawing.now += 1;
      drawing.max = Math.max(drawing.max, drawing.now);
      await Bun.sleep(1);
      drawing.now -= 1;
      return picture;
    },
    isClockSteady: () => isClockSteady,
    ...bounds,
  });
}

beforeEach(async () => {
  const kind = unevenLibsql(seed);
  workspace = await openWorkspace(kind);
  blobs = createMemoryBlobStore(kind.pause);
  picture = null;
  drawing = { now: 0, max: 0 };
  services = build();
});
afterEach(() => workspace.dispose());

async function refusalOf(uploading: Promise<unknown>): Promise<unknown> {
  const code = await uploading.then(
    () => "none",
    (error: { code: unknown }) => error.code,
  );
  expect([blobs.hashes(), blobs.drafts()]).toEqual([[], 0]);
  return code;
}

describe("uploads", () => {
  test("[F1] what comes is kept, and is what its content says", async () => {
    const file = await services.upload(workspace.ada, "hello", { name: "../x.png", length: 5 });
    expect(file).toEqual({ id: file.id, name: "../x.png", type: "text/plain", size: 5 });
    const { content } = await services.openFile(workspace.ada.userId, file.id);
    expect(await content.text()).toBe("hello");
    expect([blobs.hashes(), blobs.drafts()]).toEqual([[hashOf("hello")], 0]);
  });

  test("[F6] a picture gets its size and a thumbnail that is kept too", async () => {
    picture = { width: 30, height: 20, thumb: new TextEncoder().encode("small") };
    const file = await services.upload(workspace.ada, "GIF89a and so on");
    expect(file).toMatchObject({ type: "image/gif", width: 30, height: 20, thumb: true });
    const { content } = await services.openThumb(workspace.ada.userId, file.id);
    expect(await content.text()).toBe("small");
    expect(blobs.drafts()).toBe(0);
    // What cannot be read as a picture is a file like any other.
    picture = null;
    const broken = await services.upload(workspace.ada, "GIF89a broken");
    expect(broken).toEqual({ id: broken.id, name: "x", type: "image/gif", size: 13 });
    expect(await failureOf(services.openThumb(workspace.ada.userId, broken.id))).toMatchObject({
      code: "not_found",
    });
  });

  test("[F6] thumbnails are made two at a time", async () => {
    picture = { width: 1, height: 1, thumb: new Uint8Array([1]) };
    const people = [workspace.ada, workspace.bob];
    await Promise.all(people.flatMap((who) => [1, 2, 3].map((n) => services.upload(who, `GIF89a ${n}`))));
    expect(drawing).toEqual({ now: 0, max: 2 });
  });

  test("[F3] empty, too large and cut off are refused, and nothing is left", async () => {
    const { ada } = workspace;
    expect(await refusalOf(services.upload(ada, "", { length: 0 }))).toBe("empty_file");
    expect(await refusalOf(services.upload(ada, ""))).toBe("empty_file");
    expect(await refusalOf(services.upload(ada, "x".repeat(101)))).toBe("body_too_large");
    expect(await refusalOf(services.upload(ada, "hell", { length: 5 }))).toBe("bad_request");
    let wasRead = false;
    async function* unread(): AsyncGenerator<Uint8Array> {
      wasRead = true;
      yield new Uint8Array(101);
    }
    expect(await refusalOf(services.upload(ada, "", { bytes: unread(), length: 101 }))).toBe(
      "body_too_large",
    );
    expect(wasRead).toBe(false);
    expect((await services.upload(ada, "x".repeat(100))).size).toBe(100);
  });

  test("[F3] the quota is told before anything is read where the length tells, else as it comes", async () => {
    services = build({ quotaBytes: 10 });
    const { ada } = workspace;
    expect(await refusalOf(services.upload(ada, "x".repeat(11), { length: 11 }))).toBe("quota_reached");
    expect(await refusalOf(services.upload(ada, "x".repeat(11)))).toBe("quota_reached");
    await services.upload(ada, "x".repeat(10));
    expect(await failureOf(services.upload(ada, "y"))).toMatchObject({ code: "quota_reached" });
    expect((await services.upload(workspace.bob, "y")).size).toBe(1);
  });

  test("[F3] the bound of all files is told before anything is read where the length tells, else as it comes", async () => {
    services = build({ filesBytes: 10 });
    const { ada, bob } = workspace;
    let wasRead = false;
    async function* unread(): AsyncGenerator<Uint8Array> {
      wasRead = true;
      yield new Uint8Array(11);
    }
    expect(await refusalOf(services.upload(ada, "", { bytes: unread(), length: 11 }))).toBe("files_full");
    expect(wasRead).toBe(false);
    expect(await refusalOf(services.upload(ada, "x".repeat(11)))).toBe("files_full");
    await services.upload(ada, "x".repeat(10));
    expect(await failureOf(services.upload(bob, "y"))).toMatchObject({ code: "files_full" });
  });

  test("[H12] a disk with too little left is told before anything is read", async () => {
    services = build({ diskBytes: 10 });
    let wasRead = false;
    async function* unread(): AsyncGenerator<Uint8Array> {
      wasRead = true;
      yield new Uint8Array(11);
    }
    const { ada } = workspace;
    expect(await refusalOf(services.upload(ada, "", { bytes: unread(), length: 11 }))).toBe("disk_full");
    expect(wasRead).toBe(false);
    expect((await services.upload(ada, "x".repeat(10), { length: 10 })).size).toBe(10);
  });

  test("[F3] of uploads at once only those that fit the quota are kept, and only so many are on their way", async () => {
    services = build({ quotaBytes: 10 });
    const { ada } = workspace;
    const some = await Promise.allSettled(["aaaaaa", "bbbbbb"].map((text) => services.upload(ada, text)));
    expect(some.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(blobs.hashes()).toHaveLength(1);
  });

  test("[F3] a person has only so many uploads on their way", async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const started = Array.from({ length: limits.maxParallelUploads }, () => Promise.withResolvers<void>());
    const all = started.map(({ resolve }, index) => {
      async function* waiting(): AsyncGenerator<Uint8Array> {
        resolve();
        await gate;
        yield new TextEncoder().encode(`file ${index}`);
      }
      return services.upload(workspace.bob, "", { bytes: waiting() });
    });
    await Promise.all(started.map(({ promise }) => promise));
    const refused = await services.upload(workspace.bob, "one more").catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "too_fast" });
    await services.upload(workspace.ada, "hers");
    open();
    await Promise.all(all);
    await services.upload(workspace.bob, "once more");
  });

  test("[F4] a name that is none is refused before anything is read", async () => {
    expect(await refusalOf(services.upload(workspace.ada, "x", { name: " " }))).toBe("bad_name");
    expect(await refusalOf(services.upload(workspace.ada, "x", { name: "a\nb" }))).toBe("bad_name");
    expect(await refusalOf(services.upload(workspace.ada, "x", { name: "a".repeat(256) }))).toBe("too_long");
  });

  test("[A1] who is not in the room uploads and sees nothing; unposted, only the uploader sees it", async () => {
    const { ada, bob } = workspace;
    const roomId = await workspace.createRoom(ada, "garden");
    expect(await refusalOf(services.upload(bob, "x", { roomId }))).toBe("not_found");
    expect(await refusalOf(services.upload(bob, "x", { roomId: 999_999 }))).toBe("not_found");
    const { id } = await services.upload(ada, "hers");
    const missing = expect.objectContaining({ code: "not_found", message: "The file was not found." });
    expect(await failureOf(services.openFile(bob.userId, id))).toEqual(missing);
    expect(await failureOf(services.openFile(bob.userId, 999_999))).toEqual(missing);
    const { id: inside } = await services.upload(ada, "in the garden", { roomId });
    expect(await failureOf(services.openFile(bob.userId, inside))).toEqual(missing);
  });

  test("[A2] a session that ends while the bytes come adds nothing and leaves nothing", async () => {
    const phone = await workspace.signIn(workspace.ada.userId);
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(3);
      await workspace.submit({ kind: "endSession", actor: workspace.ada, sessionId: phone.sessionId });
      yield new Uint8Array(3);
    }
    expect(await refusalOf(services.upload(phone, "", { bytes: slow() }))).toBe("not_signed_in");
  });
});

describe("what collects", () => {
  test("[F9] drops what nobody posted, and then its bytes", async () => {
    const { id } = await services.upload(workspace.ada, "old");
    workspace.clock.now += unpostedMs;
    const young = await services.upload(workspace.ada, "young");
    await services.collector.collectAll();
    expect(blobs.hashes()).toEqual([hashOf("young")]);
    expect(await failureOf(services.openFile(workspace.ada.userId, id))).toMatchObject({ code: "not_found" });
    await services.openFile(workspace.ada.userId, young.id);
  });

  test("[H6] what nobody posted stays while the clock may be wrong", async () => {
    const { id } = await services.upload(workspace.ada, "old");
    workspace.clock.now += 30 * unpostedMs;
    isClockSteady = false;
    await services.collector.collectAll();
    await services.openFile(workspace.ada.userId, id);
    isClockSteady = true;
    await services.collector.collectAll();
    expect(blobs.hashes()).toEqual([]);
  });

  test("[F9] removes bytes without a row, as a crash leaves them, and keeps a thumbnail that is used", async () => {
    picture = { width: 1, height: 1, thumb: new TextEncoder().encode("small") };
    await services.upload(workspace.ada, "GIF89a");
    await (await blobs.receive(chunks("orphan"))).keep();
    await services.collector.collectAll();
    expect(blobs.hashes().sort()).toEqual([hashOf("GIF89a"), hashOf("small")].sort());
  });

  test("[F9] looks once more before it removes: a file may have come since its list was made", async () => {
    await (await blobs.receive(chunks("late"))).keep();
    const { files } = workspace.stores();
    let asked = 0;
    const collector = createFileCollector({
      journal: { submit: workspace.submit },
      files: {
        async listUsed(hashes) {
          asked += 1;
          const used = await files.listUsed(hashes);
          if (asked === 1) await services.upload(workspace.ada, "late");
          return used;
        },
      },
      blobs,
      blobsInUse: createBlobsInUse(),
      after: () => ({ cancel() {} }),
      isClockSteady: () => true,
      log: silentLog,
    });
    expect([await collector.collect([hashOf("late")]), asked]).toEqual([0, 2]);
    expect(blobs.hashes()).toEqual([hashOf("late")]);
  });
});
