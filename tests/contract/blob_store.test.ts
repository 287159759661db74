// The one contract of where bytes are kept: the folder, and what stands for it in memory.
import { afterAll, afterEach, beforeEach, describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { BlobStore } from "../../src/domain/files/blob_store.ts";
import { openBlobStore } from "../../src/storage/blob_store.ts";
import { createMemoryBlobStore } from "../support/memory_blob_store.ts";
import { failureOf } from "../support/problem_of.ts";
import { mountSmallDisk } from "../support/small_disk.ts";

interface BlobStoreKind {
  name: string;
  open(): Promise<{ blobs: BlobStore; dispose(): Promise<void> }>;
}

const folder: BlobStoreKind = {
  name: "folder",
  async open() {
    const dataDir = await mkdtemp(join(tmpdir(), "confab-blobs-"));
    return {
      blobs: openBlobStore({ dataDir }),
      dispose: () => rm(dataDir, { recursive: true, force: true }),
    };
  },
};

const memory: BlobStoreKind = {
  name: "memory",
  open: () => Promise.resolve({ blobs: createMemoryBlobStore(), dispose: () => Promise.resolve() }),
};

const bytesOf = (text: string) => new TextEncoder().encode(text);
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield bytesOf(text);
}

async function listed(blobs: BlobStore): Promise<string[]> {
  const all: string[] = [];
  for await (const some of blobs.list()) all.push(...some);
  return all.sort();
}

for (const kind of [folder, memory]) {
  describe(`a blob store: ${kind.name}`, () => {
    let opened: Awaited<ReturnType<BlobStoreKind["open"]>>;
    let blobs: BlobStore;
    beforeEach(async () => {
      opened = await kind.open();
      blobs = opened.blobs;
    });
    afterEach(() => opened.dispose());

    const keep = async (text: string) => (await blobs.receive(chunks(text))).keep();

    test("[F9] what was received is called by its content, and there only once it is kept", async () => {
      const draft = await blobs.receive(chunks("one ", "two ", "", "three"));
      const hash = hashOf("one two three");
      expect({ ...draft, head: new TextDecoder().decode(draft.head) }).toMatchObject({
        hash,
        size: 13,
        head: "one two three",
      });
      expect(await draft.content().text()).toBe("one two three");
      expect([await blobs.open(hash), await listed(blobs)]).toEqual([null, []]);
      await draft.keep();
      await draft.drop();
      expect(await (await blobs.open(hash))?.text()).toBe("one two three");
      expect(await draft.content().text()).toBe("one two three");
      expect(await listed(blobs)).toEqual([hash]);
    });

    test("[F5] the head is the first 4 KiB, however the chunks fall", async () => {
      const text = "0123456789".repeat(1000);
      const draft = await blobs.receive(
        chunks(text.slice(0, 4000), text.slice(4000, 4500), text.slice(4500)),
      );
      expect(new TextDecoder().decode(draft.head)).toBe(text.slice(0, 4096));
      await draft.drop();
    });

    test("[F9] the same content is kept once, and from two drafts at once", async () => {
      const drafts = await Promise.all([blobs.receive(chunks("same")), blobs.receive(chunks("sa", "me"))]);
      await Promise.all(drafts.map((draft) => draft.keep()));
      expect(await listed(blobs)).toEqual([hashOf("same")]);
    });

    test("[F9] what breaks off throws the same, and leaves nothing", async () => {
      const problem = new Error("the line broke");
      async function* breaking(): AsyncGenerator<Uint8Array> {
        yield bytesOf("half");
        throw problem;
      }
      expect(await blobs.receive(breaking()).catch((error: unknown) => error)).toBe(problem);
      await (await blobs.receive(chunks("dropped"))).drop();
      expect(await listed(blobs)).toEqual([]);
    });

    test("[F9] removing is for that content only, and for what is not there no fault", async () => {
      await keep("one");
      await keep("two");
      await blobs.remove(hashOf("one"));
      await blobs.remove(hashOf("one"));
      await blobs.remove(hashOf("never"));
      expect([await blobs.open(hashOf("one")), await listed(blobs)]).toEqual([null, [hashOf("two")]]);
    });

    test("[F9] everything is listed once, also more than a portion", async () => {
      const texts = Array.from({ length: 40 }, (_, index) => `number ${index}`);
      for (const text of texts) await keep(text);
      expect(await listed(blobs)).toEqual(texts.map(hashOf).sort());
    });
  });
}

const disk = mountSmallDisk(4);
if (!disk) console.log("No small disk can be mounted here: a full disk is not tried.");
afterAll(() => disk?.remove());

test.skipIf(disk === null)(
  "[H12] a folder on a full disk says so, keeps nothing of it, and takes the next",
  async () => {
    if (!disk) return;
    const blobs = openBlobStore({ dataDir: disk.folder });
    async function* many(): AsyncGenerator<Uint8Array> {
      for (let index = 0; index < 100; index += 1) yield new Uint8Array(100_000);
    }
    expect(await failureOf(blobs.receive(many()))).toMatchObject({ code: "disk_full" });
    const draft = await blobs.receive(chunks("small"));
    await draft.keep();
    expect(await listed(blobs)).toEqual([hashOf("small")]);
  },
);
