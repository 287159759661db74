// Files on their way into a message, without a page: what is sent when, and what becomes of it.
import { describe, expect, test } from "bun:test";

import type { SendFile } from "../../web/files/send_file.ts";
import { Refused } from "../../web/connection/refused.ts";
import { trayHasFiles, trayReady } from "../../web/files/tray_items.ts";
import { createUploadTray } from "../../web/files/upload_tray.ts";
import { fitInto, opensInTab, shapeOf } from "../../web/files/file_shapes.ts";
import { shownName } from "../../web/files/file_words.ts";
import { wordsOf } from "../../web/message/message_preview.ts";

interface Sending {
  name: string;
  roomId: number;
  signal: AbortSignal;
  progress(sent: number): void;
  /** It is there, under this id. */
  done(id: number): Promise<void>;
  refuse(code: string, retryAfterMs?: number): Promise<void>;
}

function openTray(
  limits: { fileBytes: number; messageFiles: number } | null = { fileBytes: 100, messageFiles: 3 },
) {
  const sendings: Sending[] = [];
  const notices: string[] = [];
  const timers: (() => void)[] = [];
  let lastKey = 0;
  const send: SendFile = ({ name, roomId, content }, { onProgress, signal }) => {
    const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<SendFile>>>();
    signal.addEventListener("abort", () => reject(new Error("aborted")));
    sendings.push({
      name,
      roomId,
      signal,
      progress: onProgress,
      async done(id) {
        resolve({ id, name, type: "text/plain", size: content.size });
        await Bun.sleep(0);
      },
      async refuse(code, retryAfterMs) {
        reject(new Refused(code, () => "In words.", { sentence: `Refused: ${code}.`, retryAfterMs }));
        await Bun.sleep(0);
      },
    });
    return promise;
  };
  const previews = new Set<string>();
  const tray = createUploadTray({
    send,
    newId: () => `k${(lastKey += 1)}`,
    after: (_delayMs, run) => void timers.push(run),
    limits: () => limits,
    preview(content) {
      if (!content.type.startsWith("image/")) return null;
      const address = `blob:${previews.size + 1}`;
      previews.add(address);
      return address;
    },
    forgetPreview: (address) => void previews.delete(address),
    notify: ({ text }) => void notices.push(text),
    onChange: () => {},
  });
  const file = (name: string, bytes = 10, type = "") => ({
    name,
    content: new Blob([new Uint8Array(bytes)], { type }),
  });
  return {
    tray,
    sendings,
    notices,
    previews,
    file,
    wake: () => timers.splice(0).forEach((run) => run()),
    phases: (target?: string) =>
      tray.items().flatMap((item) => (target === undefined || item.target === target ? item.phase : [])),
  };
}

describe("the tray of uploads", () => {
  test("[F3] what is too large or empty is told before anything is sent", () => {
    const { tray, sendings, file } = openTray();
    tray.add("7", 7, [file("large", 101), file("empty", 0), file("fits", 100)]);
    expect(sendings.map(({ name }) => name)).toEqual(["fits"]);
    const [large, empty] = tray.items();
    expect([large?.phase, large?.reason, large?.mayRetry]).toEqual([
      "failed",
      { code: "fileTooLarge", most: 100 },
      false,
    ]);
    expect([empty?.phase, empty?.reason]).toEqual(["failed", { code: "fileEmpty" }]);
    expect(trayReady(tray.items())).toBe(false);
  });

  test("[F2] more than a message may have are left out, and that is said", () => {
    const { tray, notices, file } = openTray();
    tray.add("7", 7, [file("a"), file("b")]);
    tray.add("7", 7, [file("c"), file("d"), file("e")]);
    tray.add("8", 8, [file("f")]);
    expect(tray.items().map(({ name }) => name)).toEqual(["a", "b", "c", "f"]);
    expect(notices).toEqual(["A message can have up to 3 files. 2 files were not added."]);
  });

  test("[F9] two are sent at once, each tells how far it is, and the next follows", async () => {
    const { tray, sendings, file, phases } = openTray();
    tray.add("7", 7, [file("a"), file("b"), file("c")]);
    expect(sendings.map(({ name }) => name)).toEqual(["a", "b"]);
    sendings[0]?.progress(4);
    expect(tray.items()[0]).toMatchObject({ phase: "going", sent: 4 });
    await sendings[0]?.done(41);
    expect(phases()).toEqual(["done", "going", "going"]);
    await sendings[2]?.done(43);
    await sendings[1]?.done(42);
    expect(trayReady(tray.items())).toBe(true);
    // In the order in which they were added, not in which they came.
    expect(tray.take("7").map(({ id }) => id)).toEqual([41, 42, 43]);
    expect(tray.items()).toEqual([]);
  });

  test("[F1] what was added in one room goes there, and only from its own composer into a message", async () => {
    const { tray, sendings, file, phases } = openTray();
    tray.add("7", 7, [file("for 7")]);
    tray.add("7:41", 7, [file("an answer")]);
    expect(sendings.map(({ roomId }) => roomId)).toEqual([7, 7]);
    await sendings[0]?.done(1);
    expect(tray.take("8")).toEqual([]);
    expect([phases("7"), phases("7:41")]).toEqual([["done"], ["going"]]);
    expect(tray.take("7").map(({ id }) => id)).toEqual([1]);
  });

  test("[F9] cancelling ends the upload and lets the next go; nothing of it comes back", async () => {
    const { tray, sendings, file, phases } = openTray();
    tray.add("7", 7, [file("a"), file("b"), file("c")]);
    tray.cancel(tray.items()[0]?.key ?? "");
    await Bun.sleep(0);
    expect(sendings[0]?.signal.aborted).toBe(true);
    expect(sendings.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(phases()).toEqual(["going", "going"]);
    tray.clear();
    expect(sendings.every(({ signal }) => signal.aborted)).toBe(true);
  });

  test("[F3] a refusal is shown in its own words and may be tried again; what passes goes again by itself", async () => {
    const { tray, sendings, file, phases, wake } = openTray();
    tray.add("7", 7, [file("a")]);
    await sendings[0]?.refuse("quota_reached");
    expect(tray.items()[0]).toMatchObject({
      phase: "failed",
      reason: { code: "quota_reached", message: "Refused: quota_reached." },
      mayRetry: true,
    });
    tray.retry(tray.items()[0]?.key ?? "");
    await sendings[1]?.refuse("too_fast", 2000);
    expect([phases(), sendings.length]).toEqual([["going"], 2]);
    wake();
    expect(sendings).toHaveLength(3);
    await sendings[2]?.done(5);
    expect(phases()).toEqual(["done"]);
  });

  test("[F2] what was only offered is neither sent nor in the way of the message, and goes with it unsent", async () => {
    const { tray, sendings, file, previews, phases } = openTray();
    tray.add("7", 7, [file("pasted.png", 10, "image/png")], { isOffered: true });
    expect([phases(), sendings.length, previews.size]).toEqual([["offered"], 0, 1]);
    expect([trayReady(tray.items()), trayHasFiles(tray.items())]).toEqual([true, false]);
    expect(tray.take("7")).toEqual([]);
    expect([phases(), previews.size]).toEqual([[], 0]);
    tray.add("7", 7, [file("pasted.png", 10, "image/png")], { isOffered: true });
    tray.accept(tray.items()[0]?.key ?? "");
    expect(sendings).toHaveLength(1);
    await sendings[0]?.done(9);
    expect(tray.take("7").map(({ id }) => id)).toEqual([9]);
  });
});

describe("files in words", () => {
  const png = {
    id: 1,
    name: "a.png",
    type: "image/png",
    size: 9,
    width: 800,
    height: 400,
    thumb: true,
  } as const;
  const zip = { id: 2, name: "b.zip", type: "application/zip", size: 9 };

  test("[F10] a message without words is called by its files", () => {
    expect(wordsOf({ body: "look", files: [png] })).toBe("look");
    expect(wordsOf({ body: " ", files: [png] })).toBe("a.png");
    expect(wordsOf({ body: "", files: [png, zip] })).toBe("2 files");
    expect(wordsOf({ body: "", files: [] })).toBe("");
  });

  test("[F4] a name that turns the text around is shown as it will be saved", () => {
    expect(shownName("holiday\u202egnp.exe")).toBe("holidaygnp.exe");
    expect(shownName("תמונה \u200e1.png")).toBe("תמונה \u200e1.png");
  });

  test("[F6] a picture needs a thumbnail; what plays plays; the rest is a card", () => {
    expect(shapeOf(png)).toBe("picture");
    expect(shapeOf({ ...zip, type: "image/png" })).toBe("card");
    expect(shapeOf({ ...zip, type: "audio/mpeg" })).toBe("audio");
    expect(shapeOf({ ...zip, type: "video/mp4" })).toBe("video");
    expect(shapeOf({ ...zip, type: "video/quicktime" })).toBe("card");
    expect([png, zip, { ...zip, type: "text/plain" }, { ...zip, type: "text/html" }].map(opensInTab)).toEqual(
      [true, false, true, false],
    );
  });

  test("[F6] the space of a picture is known before it comes, and never larger than itself", () => {
    const box = { width: 400, height: 300 };
    expect(fitInto(png, box)).toEqual({ width: 400, height: 200 });
    expect(fitInto({ width: 10, height: 5 }, box)).toEqual({ width: 10, height: 5 });
    expect(fitInto({ width: 1, height: 10_000 }, box)).toEqual({ width: 1, height: 300 });
  });
});
