// A long paste: into the field, or as a file.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer, tray, trayItems, untilFocused, untilValue } from "../support/page_parts.ts";

import { roomOfTwo, rowOf } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const isWriting = (page: Page) => untilFocused(composer(page));
const untilFieldIs = (page: Page, text: string) => untilValue(composer(page), text);

test("[D7] the offer to send a long paste as a file is still there after a reload, with what was not put in", async () => {
  const roomId = await roomOfTwo(workspace, "kept paste");
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await isWriting(page);
  const offer = page.getByRole("group", { name: "Long paste" });
  for (const length of [3000, 60_000]) {
    await page.evaluate((count) => navigator.clipboard.writeText("x".repeat(count)), length);
    await page.keyboard.press("Control+v");
    await offer.waitFor();
    await page.reload();
    await offer.waitFor();
    await offer.getByRole("button", { name: "Send as file" }).click();
    await page.locator(visual.uploaded).waitFor();
    expect(await composer(page).inputValue()).toBe("");
    await page.getByRole("button", { name: "Remove Pasted text.txt" }).click();
    await trayItems(page).waitFor({ state: "detached" });
  }
  await page.reload();
  await isWriting(page);
  expect(await offer.count()).toBe(0);
}, 30_000);

test("[D7] a long paste goes in and may go as a file instead, which is undone as it was done; the offer waits for nothing", async () => {
  const roomId = await roomOfTwo(workspace, "long paste");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await page
    .context()
    .grantPermissions(["clipboard-read", "clipboard-write"], { origin: workspace.server.url });
  await isWriting(page);
  const paste = async (text: string) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await page.keyboard.press("Control+v");
  };
  const long = "a line of a log\n".repeat(200);
  await page.keyboard.type("before ");
  await paste(long);
  await untilFieldIs(page, `before ${long}`);
  const offer = page.getByRole("group", { name: "Long paste" });
  await offer.getByText("Long paste: 3,200 characters").waitFor();
  await isWriting(page);
  await page.keyboard.type("after");
  await offer.getByRole("button", { name: "Send as file" }).click();
  await untilFieldIs(page, "before after");
  await tray(page).getByText("Pasted text.txt").waitFor();
  expect(await offer.count()).toBe(0);
  await isWriting(page);
  await page.keyboard.press("Control+z");
  await untilFieldIs(page, `before ${long}after`);
  await page.keyboard.press("Control+Shift+z");
  await untilFieldIs(page, "before after");
  await page.getByRole("button", { name: "Send" }).click();
  await rowOf(page, "before after").getByText("Pasted text.txt").waitFor();
  // Taken back, nothing is offered any more; kept as text, neither.
  await paste(long);
  await offer.waitFor();
  await page.keyboard.press("Control+z");
  await offer.waitFor({ state: "detached" });
  await paste(long);
  await offer.getByRole("button", { name: "Keep as text" }).click();
  await untilFieldIs(page, long);
  await page.keyboard.press("Enter");
  await rowOf(page, "a line of a log").waitFor();
  // More than a field takes well is not put in, and not lost.
  await paste("x".repeat(60_000));
  await offer.getByText("Too long for a message: 60,000 characters").waitFor();
  await untilFieldIs(page, "");
  await offer.getByRole("button", { name: "Send as file" }).click();
  await tray(page).getByText("Pasted text.txt").waitFor();
  await page.getByRole("button", { name: "Send" }).click();
  await tray(page).waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
}, 60_000);
