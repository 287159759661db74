// Files on the page, for two people: dropped, pasted, chosen; on their way; shown, played and saved.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import type { Page } from "playwright-core";

import { picture } from "../support/pictures.ts";
import { visual } from "../support/visual_parts.ts";
import {
  attachFiles,
  composer,
  dialog,
  messages,
  pendingMessages,
  pictures,
  sentMessages,
  showsCount,
  trayItems,
  untilEqual,
} from "../support/page_parts.ts";

import { shoot } from "./page_visual_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

const root = join(import.meta.dir, "../..");
const axe = await Bun.file(join(root, "node_modules/axe-core/axe.min.js")).text();
const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace({ server: { env: { FILE_BYTES: "1MB" } } });
}, 60_000);
afterAll(() => workspace.close());

async function newRoom(name: string): Promise<number> {
  const { body } = await workspace.ada.post("/api/rooms", { name });
  await workspace.bob.post(`/api/rooms/${body.room.id}/join`);
  return body.room.id;
}

interface Given {
  name: string;
  type?: string;
  bytes: Uint8Array;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** What a person chooses in the browser's own dialog. */
async function choose(page: Page, files: Given[]): Promise<void> {
  await attachFiles(
    page,
    files.map(({ name, type = "", bytes }) => ({ name, mimeType: type, buffer: Buffer.from(bytes) })),
  );
}

/** Lets the page see a drop or a paste as the browser makes it of what is on the other side. */
async function hand(page: Page, how: "drop" | "paste", files: Given[], text?: string): Promise<void> {
  await composer(page).waitFor();
  await page.evaluate(
    ({ how, files, text, composer, timeline }) => {
      const transfer = new DataTransfer();
      for (const { name, type, base64 } of files) {
        transfer.items.add(new File([Uint8Array.fromBase64(base64)], name, { type }));
      }
      if (text !== undefined) transfer.setData("text/plain", text);
      const area = document.querySelector<HTMLTextAreaElement>(composer);
      if (how === "paste") {
        const event = new ClipboardEvent("paste", {
          clipboardData: transfer,
          bubbles: true,
          cancelable: true,
        });
        // What a page makes itself is not put in by the browser: that is done here, if the page let it.
        if (area?.dispatchEvent(event) && text !== undefined) {
          area.value += text;
          area.dispatchEvent(new Event("input", { bubbles: true }));
        }
        return;
      }
      for (const type of ["dragenter", "dragover", "drop"]) {
        document
          .querySelector(timeline)
          ?.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
      }
    },
    {
      how,
      text,
      composer: visual.composerField,
      timeline: visual.timelineInner,
      files: files.map(({ name, type = "", bytes }) => ({ name, type, base64: bytes.toBase64() })),
    },
  );
}

const tray = (page: Page) => trayItems(page);

/** Uploads of this page wait until they are let go, or break off. */
async function holdUploads(page: Page): Promise<{ letGo: () => void; breakOff: () => Promise<void> }> {
  const { promise, resolve } = Promise.withResolvers<"go" | "break">();
  const address = /\/api\/rooms\/\d+\/files/;
  await page.route(address, async (route) => {
    if ((await promise) === "go") await route.continue().catch(() => undefined);
    else await route.abort().catch(() => undefined);
  });
  return {
    letGo: () => resolve("go"),
    async breakOff() {
      resolve("break");
      await trayItems(page).getByRole("alert").first().waitFor();
      await page.unroute(address);
    },
  };
}

async function held(roomId: number): Promise<{ body: string; files: string[] }[]> {
  const { body } = await workspace.ada.get(`/api/rooms/${roomId}/messages`);
  return body.messages.map(({ body, files }: { body: string; files: { name: string }[] }) => ({
    body,
    files: files.map(({ name }) => name),
  }));
}

const stored = (page: Page) => showsCount(pendingMessages(page), 0);

async function findings(page: Page): Promise<unknown[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> = Reflect.get(
      Reflect.get(window, "axe"),
      "run",
    );
    const { violations } = await run();
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  });
}

test("[F2] dropped, pasted and chosen files become one message that the other sees, with its pictures in place", async () => {
  const roomId = await newRoom("files");
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`, desktop);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`, phone);
  await composer(ada.page).fill("three kinds");
  await hand(ada.page, "drop", [
    { name: "wide.png", type: "image/png", bytes: await picture("png", 1200, 600) },
  ]);
  await hand(ada.page, "paste", [
    { name: "image.png", type: "image/png", bytes: await picture("png", 300, 300) },
  ]);
  await choose(ada.page, [{ name: '日本語 "q";.txt', bytes: utf8("hello") }]);
  await showsCount(ada.page.locator(visual.uploaded), 3);
  await shoot(ada.page, "files-tray-desktop");
  expect(await findings(ada.page)).toEqual([]);
  await composer(ada.page).press("Enter");
  await showsCount(trayItems(ada.page), 0);
  for (const { page } of [ada, bob]) {
    await showsCount(pictures(sentMessages(page)), 2);
    await page.getByText('日本語 "q";.txt').waitFor();
    await untilEqual(
      () =>
        pictures(messages(page)).evaluateAll((all) =>
          all.every((one) => one instanceof HTMLImageElement && one.complete && one.naturalWidth > 0),
        ),
      true,
    );
  }
  // As large as its place was from the beginning.
  const [width, height] = await pictures(messages(ada.page))
    .first()
    .evaluate((image: HTMLImageElement) => [image.width, image.height]);
  expect([width, height]).toEqual([240, 120]);
  await shoot(ada.page, "files-desktop");
  await shoot(bob.page, "files-phone");
  expect(await findings(bob.page)).toEqual([]);
  const saved = bob.page.waitForEvent("popup");
  await messages(bob.page)
    .getByRole("link", { name: /;\.txt/u })
    .click();
  const text = await saved;
  expect(await text.locator("body").textContent()).toBe("hello");
  expect([ada.complaints, bob.complaints]).toEqual([[], []]);
  await ada.close();
  await bob.close();
}, 60_000);

test("[F3] too large and empty are told before anything is sent, and Send waits until that is settled", async () => {
  const roomId = await newRoom("limits");
  const { page, complaints, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, desktop);
  const uploads: string[] = [];
  page.on("request", (request) => request.method() === "POST" && uploads.push(request.url()));
  await page.getByRole("button", { name: "Add files, up to 1 MB each" }).waitFor();
  await choose(page, [
    { name: "large.bin", bytes: new Uint8Array(1024 * 1024 + 1) },
    { name: "empty.txt", bytes: new Uint8Array(0) },
  ]);
  await page.getByText("File too large. The limit is 1 MB.").waitFor();
  await page.getByText("This file is empty.").waitFor();
  await composer(page).fill("and words");
  expect(await page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  await composer(page).press("Enter");
  expect(await composer(page).inputValue()).toBe("and words");
  await shoot(page, "files-refused-desktop");
  expect(await findings(page)).toEqual([]);
  await page.getByRole("button", { name: "Remove large.bin" }).click();
  await page.getByRole("button", { name: "Remove empty.txt" }).click();
  await showsCount(trayItems(page), 0);
  await composer(page).press("Enter");
  await showsCount(sentMessages(page), 1);
  expect(await held(roomId)).toEqual([{ body: "and words", files: [] }]);
  expect([uploads, complaints]).toEqual([[], []]);
  await close();
}, 60_000);

test("[F1] an upload goes on in its room while another is shown, and goes into a message there only", async () => {
  const [uploadRoomId, there] = [await newRoom("uploading"), await newRoom("elsewhere")];
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${uploadRoomId}`, desktop);
  const uploads = await holdUploads(page);
  await choose(page, [{ name: "slow.txt", bytes: utf8("slow") }]);
  await trayItems(page).getByRole("progressbar").waitFor();
  await composer(page).fill("with a file");
  await page.getByRole("link", { name: /^elsewhere/ }).click();
  await page.getByRole("heading", { name: "elsewhere", level: 1 }).waitFor();
  expect(await tray(page).count()).toBe(0);
  await composer(page).fill("no file");
  await composer(page).press("Enter");
  await showsCount(sentMessages(page), 1);
  uploads.letGo();
  await page.getByRole("link", { name: /^uploading/ }).click();
  await showsCount(page.locator(visual.uploaded), 1);
  expect(await composer(page).inputValue()).toBe("with a file");
  await composer(page).press("Enter");
  await showsCount(sentMessages(page).getByRole("link"), 1);
  expect(await held(uploadRoomId)).toEqual([{ body: "with a file", files: ["slow.txt"] }]);
  expect(await held(there)).toEqual([{ body: "no file", files: [] }]);
  await close();
}, 60_000);

test("[F11] Enter while files upload: the message waits with its progress and is posted once, a later one before it", async () => {
  const roomId = await newRoom("queued");
  const { page, complaints, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, desktop);
  const uploads = await holdUploads(page);
  await choose(page, [
    { name: "one.txt", bytes: utf8("one") },
    { name: "photo.png", type: "image/png", bytes: await picture("png", 300, 200) },
  ]);
  await showsCount(trayItems(page.locator("form")).getByRole("progressbar"), 2);
  await composer(page).fill("with two files");
  await shoot(page, "files-uploading-desktop");
  await composer(page).press("Enter");
  expect(await composer(page).inputValue()).toBe("");
  await showsCount(trayItems(page.locator("form")), 0);
  await showsCount(trayItems(pendingMessages(page)).getByRole("progressbar"), 2);
  const bar = page.getByRole("progressbar", { name: "Sending one.txt" });
  expect(await bar.getAttribute("aria-valuetext")).toMatch(/^\d+%$/u);
  await pendingMessages(page)
    .getByText(/uploading \d+%$/u)
    .waitFor();
  await composer(page).fill("said meanwhile");
  await composer(page).press("Enter");
  await showsCount(sentMessages(page), 1);
  await shoot(page, "files-queued-desktop");
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, "files-queued-narrow");
  await page.emulateMedia({ colorScheme: "dark" });
  await shoot(page, "files-queued-narrow-dark");
  await page.setViewportSize({ width: 1280, height: 800 });
  await shoot(page, "files-queued-dark");
  expect(await findings(page)).toEqual([]);
  uploads.letGo();
  await showsCount(pictures(sentMessages(page)), 1);
  await stored(page);
  expect(await held(roomId)).toEqual([
    { body: "said meanwhile", files: [] },
    { body: "with two files", files: ["one.txt", "photo.png"] },
  ]);
  expect(complaints).toEqual([]);
  await close();
}, 60_000);

test("[F11] a queued message keeps text and files when one fails, can be taken back, and survives a reload", async () => {
  const roomId = await newRoom("queued again");
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, desktop);
  await choose(page, [{ name: "there.txt", bytes: utf8("there") }]);
  await showsCount(page.locator(visual.uploaded), 1);
  const broken = await holdUploads(page);
  await choose(page, [{ name: "late.txt", bytes: utf8("late") }]);
  await composer(page).fill("both");
  await composer(page).press("Enter");
  await broken.breakOff();
  await page.getByText("Not sent yet. Try the file again, or remove it.").waitFor();
  await showsCount(pendingMessages(page).locator(visual.uploaded), 1);
  await shoot(page, "files-queued-failed-desktop");
  expect(await findings(page)).toEqual([]);
  expect(await held(roomId)).toEqual([]);
  await pendingMessages(page).getByRole("button", { name: "Cancel", exact: true }).click();
  await showsCount(pendingMessages(page), 0);
  expect(await composer(page).inputValue()).toBe("both");
  await showsCount(trayItems(page.locator("form")), 2);
  const held2 = await holdUploads(page);
  await page.getByRole("button", { name: "Try late.txt again" }).click();
  await composer(page).press("Enter");
  await showsCount(trayItems(pendingMessages(page)), 2);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText("The page was closed before this file was uploaded.").waitFor();
  await pendingMessages(page).getByText("both").waitFor();
  await shoot(page, "files-queued-lost-desktop");
  held2.letGo();
  await page.getByRole("button", { name: "Remove late.txt" }).click();
  await showsCount(sentMessages(page).getByRole("link"), 1);
  await stored(page);
  expect(await held(roomId)).toEqual([{ body: "both", files: ["there.txt"] }]);
  await close();
}, 60_000);

test("[F9] what broke off is tried again, what is cancelled leaves the composer as it was", async () => {
  const roomId = await newRoom("again");
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, desktop);
  const first = await holdUploads(page);
  await choose(page, [{ name: "note.txt", bytes: utf8("note") }]);
  await first.breakOff();
  await page.getByText("Upload interrupted. Try again.").waitFor();
  await page.getByRole("button", { name: "Try note.txt again" }).click();
  await showsCount(page.locator(visual.uploaded), 1);
  const second = await holdUploads(page);
  await choose(page, [{ name: "unwanted.txt", bytes: utf8("unwanted") }]);
  await page.getByRole("button", { name: "Cancel unwanted.txt" }).click();
  await showsCount(trayItems(page), 1);
  second.letGo();
  await page.getByRole("button", { name: "Send" }).click();
  await showsCount(sentMessages(page).getByRole("link"), 1);
  expect(await held(roomId)).toEqual([{ body: "", files: ["note.txt"] }]);
  expect(await composer(page).evaluate((area) => area === document.activeElement)).toBe(true);
  await close();
}, 60_000);

test("[F2] of text and a picture on the clipboard the text goes in, and the picture only if it is wanted", async () => {
  const roomId = await newRoom("office");
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, desktop);
  const image = { name: "image.png", type: "image/png", bytes: await picture("png", 40, 30) };
  await hand(page, "paste", [image], "cells A1 to B2");
  await page.getByRole("button", { name: "Add picture" }).waitFor();
  expect(await composer(page).inputValue()).toBe("cells A1 to B2");
  await shoot(page, "files-offered-desktop");
  await composer(page).press("Enter");
  await showsCount(sentMessages(page), 1);
  await hand(page, "paste", [image], "and again");
  await page.getByRole("button", { name: "Add picture" }).click();
  await showsCount(page.locator(visual.uploaded), 1);
  await composer(page).press("Enter");
  await showsCount(pictures(sentMessages(page)), 1);
  expect(await held(roomId)).toEqual([
    { body: "cells A1 to B2", files: [] },
    { body: "and again", files: ["image.png"] },
  ]);
  await close();
}, 60_000);

test("[F6] a picture opens over everything, its neighbours by arrow, and Esc gives the focus back", async () => {
  const roomId = await newRoom("pictures");
  const { page, complaints, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, desktop);
  await choose(page, [
    { name: "one.png", bytes: await picture("png", 900, 600) },
    { name: "two.jpg", bytes: await picture("jpeg", 300, 900) },
  ]);
  await showsCount(page.locator(visual.uploaded), 2);
  await composer(page).press("Enter");
  await showsCount(pictures(sentMessages(page)), 2);
  const first = page.getByRole("button", { name: "one.png" });
  await first.click();
  const box = page.getByRole("dialog", { name: "one.png" });
  await box.waitFor();
  await untilEqual(
    () =>
      pictures(box).evaluate(
        (image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth,
      ),
    900,
  );
  await shoot(page, "files-lightbox-desktop");
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("ArrowRight");
  await page.getByRole("dialog", { name: "two.jpg" }).waitFor();
  await page.keyboard.press("ArrowRight");
  await box.waitFor();
  await page.keyboard.press("Escape");
  await showsCount(dialog(page), 0);
  expect(await first.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await box.waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await showsCount(dialog(page), 0);
  expect(complaints).toEqual([]);
  await close();
}, 60_000);

test("[F8] sound plays in place, from any point of it", async () => {
  const roomId = await newRoom("sound");
  const { page, complaints, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, desktop);
  await choose(page, [{ name: "bell.wav", bytes: wav(12) }]);
  await showsCount(page.locator(visual.uploaded), 1);
  await composer(page).press("Enter");
  await showsCount(pendingMessages(page), 0);
  const audio = messages(page).locator("audio");
  await audio.waitFor();
  await untilEqual(() => audio.evaluate((player: HTMLAudioElement) => player.duration), 12);
  await audio.evaluate(
    (player: HTMLAudioElement) =>
      new Promise((resolve) => {
        player.addEventListener("seeked", resolve, { once: true });
        player.currentTime = 9;
      }),
  );
  expect(await audio.evaluate((player: HTMLAudioElement) => player.currentTime)).toBe(9);
  await shoot(page, "files-sound-desktop");
  expect(await findings(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
}, 60_000);

test("[F2] a message with files that waits to be sent survives a reload with them", async () => {
  const roomId = await newRoom("waiting");
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, desktop);
  await choose(page, [{ name: "kept.txt", bytes: utf8("kept") }]);
  await showsCount(page.locator(visual.uploaded), 1);
  await page.evaluate(() => {
    const send: (this: WebSocket, text: string) => void = Reflect.get(WebSocket.prototype, "send");
    WebSocket.prototype.send = function (text) {
      if (typeof text === "string" && !text.includes('"type":"post"')) send.call(this, text);
    };
  });
  await composer(page).fill("wait for me");
  await composer(page).press("Enter");
  await showsCount(pendingMessages(page).getByRole("link"), 1);
  expect(await held(roomId)).toEqual([]);
  await page.reload();
  await showsCount(sentMessages(page).getByRole("link"), 1);
  expect(await held(roomId)).toEqual([{ body: "wait for me", files: ["kept.txt"] }]);
  await stored(page);
  await close();
}, 60_000);

/** Silence, eight bits at 8 kHz. */
function wav(seconds: number): Uint8Array {
  const samples = 8000 * seconds;
  const bytes = Buffer.alloc(44 + samples, 128);
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(36 + samples, 4);
  bytes.write("WAVEfmt ", 8, "latin1");
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8000, 24);
  bytes.writeUInt32LE(8000, 28);
  bytes.writeUInt16LE(1, 32);
  bytes.writeUInt16LE(8, 34);
  bytes.write("data", 36, "latin1");
  bytes.writeUInt32LE(samples, 40);
  return new Uint8Array(bytes);
}
