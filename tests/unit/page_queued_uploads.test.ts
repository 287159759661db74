// Messages that wait for their files, without a page: the core, the tray and what stands between them.
import { describe, expect, test } from "bun:test";

import { Refused } from "../../web/connection/refused.ts";
import type { OutboxEntry } from "../../web/client/outbox.ts";
import { createQueuedUploads } from "../../web/files/queued_uploads.ts";
import { entryTarget } from "../../web/files/tray_items.ts";
import { createUploadTray } from "../../web/files/upload_tray.ts";
import { createStoredOutbox } from "../../web/client/storage/stored_outbox.ts";
import { createLocalStore } from "../../web/client/storage/local_store.ts";
import { ada, createModelRoom } from "./page_model.ts";
import { createWire } from "./page_wire.ts";

async function start({ entries = [] }: { entries?: readonly OutboxEntry[] } = {}) {
  const room = createModelRoom();
  const wire = createWire(room, ada);
  const { core } = wire;
  const sendings = new Map<string, { done(id: number): Promise<void>; fail(): Promise<void> }>();
  let lastKey = 0;
  const tray = createUploadTray({
    send({ name, content }) {
      const { promise, resolve, reject } = Promise.withResolvers<{
        id: number;
        name: string;
        type: string;
        size: number;
      }>();
      sendings.set(name, {
        async done(id) {
          resolve({ id, name, type: "text/plain", size: content.size });
          await Bun.sleep(0);
        },
        async fail() {
          reject(new Refused("uploadBroke", () => ""));
          await Bun.sleep(0);
        },
      });
      return promise;
    },
    newId: () => `k${(lastKey += 1)}`,
    after: () => {},
    limits: () => ({ fileBytes: 100, messageFiles: 3 }),
    preview: () => null,
    forgetPreview: () => {},
    notify: () => {},
    onChange: () => queued.check(),
  });
  const { outbox, setUploads, discard } = core;
  const queued = createQueuedUploads({ tray, outbox, setUploads, discard });
  wire.connect();
  await core.openRoom(room.id);
  for (const entry of entries) core.adopt(entry);
  queued.check();
  const file = (name: string) => ({ name, content: new Blob(["12345"]) });
  /** As the composer does it. */
  function post(body: string): OutboxEntry {
    const entry = core.post(room.id, body, { uploads: tray.uploadsOf("7") });
    queued.check();
    tray.take("7");
    return entry;
  }
  const posts = () =>
    wire.sent.flatMap((frame) => (frame.type === "post" ? [[frame.body, frame.fileIds ?? []]] : []));
  const placed = (target: string) =>
    tray.items().flatMap((item) => (item.target === target ? [[item.name, item.phase]] : []));
  return { room, wire, core, tray, queued, sendings, file, post, posts, placed };
}

describe("a message whose files are on their way", () => {
  test("[F11] goes once, when all are there and in their order; what is said after it does not wait", async () => {
    const { tray, core, wire, sendings, file, post, posts, placed } = await start();
    tray.add("7", 7, [file("a"), file("b")]);
    tray.add("7", 7, [file("pasted")], { isOffered: true });
    const { clientId } = post("with files");
    expect([placed("7"), placed(entryTarget(clientId))]).toEqual([
      [],
      [
        ["a", "going"],
        ["b", "going"],
      ],
    ]);
    await sendings.get("b")?.done(12);
    core.post(7, "later");
    expect(posts()).toEqual([["later", []]]);
    wire.answer();
    await sendings.get("a")?.done(11);
    expect(posts()).toEqual([["with files", [11, 12]]]);
    wire.answer();
    expect([core.outbox(), tray.items(), wire.stored.size]).toEqual([[], [], 0]);
  });

  test("[F11] keeps its text and the other files when one fails, and goes without that one when it is removed", async () => {
    const { tray, core, queued, sendings, file, post, posts, placed } = await start();
    tray.add("7", 7, [file("a"), file("b")]);
    const { clientId } = post("both");
    await sendings.get("a")?.fail();
    await sendings.get("b")?.done(12);
    expect(placed(entryTarget(clientId))).toEqual([
      ["a", "failed"],
      ["b", "done"],
    ]);
    expect([posts(), core.outbox()[0]?.body]).toEqual([[], "both"]);
    queued.remove(clientId, tray.items()[0]?.key ?? "");
    expect(posts()).toEqual([["both", [12]]]);
    expect(tray.items()).toEqual([]);
  });

  test("[F11] without text and with its last file removed it is gone", async () => {
    const { tray, core, queued, wire, file, post, posts } = await start();
    tray.add("7", 7, [file("a")]);
    const { clientId } = post("");
    queued.remove(clientId, tray.items()[0]?.key ?? "");
    expect([core.outbox(), tray.items(), posts(), wire.stored.size]).toEqual([[], [], [], 0]);
  });

  test("[F11] taken back: nothing is sent, its files go on where one writes", async () => {
    const { tray, core, queued, sendings, file, post, posts, placed } = await start();
    tray.add("7", 7, [file("a"), file("b")]);
    const { clientId } = post("no, wait");
    await sendings.get("a")?.done(11);
    queued.takeBack(clientId, "7");
    await sendings.get("b")?.done(12);
    expect(placed("7")).toEqual([
      ["a", "done"],
      ["b", "done"],
    ]);
    expect([core.outbox(), posts()]).toEqual([[], []]);
  });

  test("[F11] after a reload what was there is there, what was not is lost, and nothing goes by itself", async () => {
    const before = await start();
    before.tray.add("7", 7, [before.file("a"), before.file("b")]);
    const { clientId } = before.post("both");
    await before.sendings.get("a")?.done(11);
    const localStore = createLocalStore({ storage: null, onTrouble: () => {} });
    const storage = createStoredOutbox({ localStore, owner: "1:ada", tab: "t", now: () => 9 });
    storage.keep(before.wire.stored.get(clientId) ?? before.core.post(7, "was not kept"));
    // A page of before this rule takes what has no list of files for none of its messages, and does not send half of it.
    expect(JSON.parse(localStore.get(localStore.keys("confab:outbox:")[0] ?? "") ?? "").files).toBeNull();

    const { tray, queued, posts, placed } = await start({
      entries: storage.load().map(({ entry }) => entry),
    });
    expect(placed(entryTarget(clientId))).toEqual([
      ["a", "done"],
      ["b", "failed"],
    ]);
    expect([tray.items()[1]?.reason, tray.items()[1]?.mayRetry, posts()]).toEqual([
      { code: "fileLost" },
      false,
      [],
    ]);
    queued.remove(clientId, tray.items()[1]?.key ?? "");
    expect(posts()).toEqual([["both", [11]]]);
  });

  test("[C7] signing out ends its uploads and sends nothing of it", async () => {
    const { tray, file, post, posts, sendings } = await start();
    tray.add("7", 7, [file("a"), file("b")]);
    post("both");
    await sendings.get("a")?.done(11);
    tray.clear();
    expect(posts()).toEqual([]);
  });

  test("[F11] all were there already when it was kept: it goes after a reload", async () => {
    const before = await start();
    before.tray.add("7", 7, [before.file("a")]);
    const entry = before.post("one");
    const there = { id: 5, name: "a", type: "text/plain", size: 5 };
    const uploads = (entry.uploads ?? []).map((upload) => ({ ...upload, file: there }));
    const { posts, tray } = await start({ entries: [{ ...entry, uploads }] });
    expect([posts(), tray.items()]).toEqual([[["one", [5]]], []]);
  });
});
