// The back gesture on a phone: what lies over a view goes first, and nothing is left to walk back over.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { attachFiles, composer, dialog, pictures, sidePanel } from "../support/page_parts.ts";

import {
  inRoomMenu,
  openFromHead,
  openWorkspace,
  postMessage,
  openSeat,
  type Workspace,
} from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
  await postMessage(workspace.bob, workspace.roomId, "by the water");
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const path = (page: Page) => new URL(page.url()).pathname;
const steps = (page: Page, count: number) =>
  page.waitForFunction((wanted) => (history.state?.cover ?? 0) === wanted, count);

/** From the list into the room, as a person comes. */
async function enterRoom(): Promise<Page> {
  const { page } = await openSeat(workspace, workspace.ada, "/", phone);
  await page.getByRole("link", { name: /^harbour/ }).click();
  await composer(page).waitFor();
  return page;
}

async function leavesRoom(page: Page): Promise<void> {
  await page.goBack();
  await page.waitForFunction(() => location.pathname === "/");
}

test("[N5] Back closes a menu, then a dialog, the room stays; closed otherwise they leave no step", async () => {
  const page = await enterRoom();
  await page.getByRole("button", { name: "Room menu" }).click();
  await page.getByRole("menu").waitFor();
  await steps(page, 1);
  await page.goBack();
  await page.getByRole("menu").waitFor({ state: "detached" });
  expect(path(page)).toBe(`/r/${workspace.roomId}`);

  await inRoomMenu(page, "Room settings");
  await dialog(page).waitFor();
  await steps(page, 1);
  await page.goBack();
  await dialog(page).waitFor({ state: "detached" });
  expect(path(page)).toBe(`/r/${workspace.roomId}`);

  await inRoomMenu(page, "Room settings");
  await steps(page, 1);
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await dialog(page).waitFor({ state: "detached" });
  await steps(page, 0);
  await leavesRoom(page);
});

test("[N5] Back closes all emoji, and a picture over the room", async () => {
  const page = await enterRoom();
  await page.getByRole("button", { name: "Add an emoji" }).click();
  await dialog(page).waitFor();
  await steps(page, 1);
  await page.goBack();
  await dialog(page).waitFor({ state: "detached" });
  expect(path(page)).toBe(`/r/${workspace.roomId}`);

  const picture = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 200 });
    canvas.getContext("2d")?.fillRect(0, 0, 300, 200);
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  });
  await attachFiles(page, {
    name: "quay.png",
    mimeType: "image/png",
    buffer: Buffer.from(picture, "base64"),
  });
  await page.getByRole("button", { name: "Send", exact: true, disabled: false }).click();
  await pictures(page).click();
  await dialog(page).waitFor();
  await steps(page, 1);
  await page.goBack();
  await dialog(page).waitFor({ state: "detached" });
  expect(path(page)).toBe(`/r/${workspace.roomId}`);
  await leavesRoom(page);
});

test("[N5] a dialog over the panel goes before the panel, and a room opened from a dialog takes its step", async () => {
  const page = await enterRoom();
  await openFromHead(page, "About this room");
  await sidePanel(page).waitFor();
  await steps(page, 1);
  await sidePanel(page).getByRole("button", { name: "Bob" }).first().click();
  await dialog(page).waitFor();
  await steps(page, 2);
  await page.goBack();
  await dialog(page).waitFor({ state: "detached" });
  expect(await sidePanel(page).count()).toBe(1);
  await page.goBack();
  await sidePanel(page).waitFor({ state: "detached" });
  expect(path(page)).toBe(`/r/${workspace.roomId}`);

  await page.getByText("Bob", { exact: true }).first().click();
  await dialog(page).waitFor();
  await steps(page, 1);
  await dialog(page).getByRole("button", { name: "Message" }).click();
  await page.waitForFunction((at) => location.pathname !== at, `/r/${workspace.roomId}`);
  await dialog(page).waitFor({ state: "detached" });
  await steps(page, 0);
  await page.goBack();
  await page.waitForFunction((at) => location.pathname === at, `/r/${workspace.roomId}`);
  await leavesRoom(page);
});
