// Uploads: they go on elsewhere, messages wait for them, and what broke off is tried again.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import type { Page } from "playwright-core";

import { picture } from "../support/pictures.ts";
import { visual } from "../support/visual_parts.ts";
import {
  composer,
  pendingMessages,
  pictures,
  sentMessages,
  showsCount,
  trayItems,
  untilValue,
} from "../support/page_parts.ts";

import { choose, holdUploads, stored, utf8 } from "./page_files_support.ts";
import { shoot } from "./page_visual_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

const root = join(import.meta.dir, "../..");
const axe = await Bun.file(join(root, "node_modules/axe-core/axe.min.js")).text();
const desktop = { viewport: { width: 1280, height: 800 } };

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

const tray = (page: Page) => trayItems(page);

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
  await untilValue(composer(page), "both");
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
