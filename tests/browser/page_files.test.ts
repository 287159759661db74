// Files on the page, for two people: dropped, pasted, chosen; shown, played and saved.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import type { Page } from "playwright-core";

import { picture } from "../support/pictures.ts";
import { visual } from "../support/visual_parts.ts";
import {
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

import { choose, hand, utf8 } from "./page_files_support.ts";
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

async function held(roomId: number): Promise<{ body: string; files: string[] }[]> {
  const { body } = await workspace.ada.get(`/api/rooms/${roomId}/messages`);
  return body.messages.map(({ body, files }: { body: string; files: { name: string }[] }) => ({
    body,
    files: files.map(({ name }) => name),
  }));
}

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
