// Where the focus is seen: what keys move to is marked, what a pointer opens is not. Keys that are dispatched count for no
// browser as keys: Chromium then marks by itself no more than WebKit does.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer, dialog, theText, timeline } from "../support/page_parts.ts";

import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;
let roomId: number;

beforeAll(async () => {
  workspace = await openWorkspace();
  roomId = await roomOfTwo(workspace, "rings");
  await postAs(workspace.bob, roomId, "one");
  await postAs(workspace.bob, roomId, "two");
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const press = (page: Page, key: string) =>
  page.evaluate(
    (name) =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }),
      ),
    key,
  );
const marked = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return [at?.matches(":focus-visible"), at?.textContent.trim() || at?.getAttribute("aria-label")];
  });

test("[N6] what arrow keys move to is marked, in a menu that was opened with a pointer, and in a list", async () => {
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "two").waitFor();
  await page.getByRole("button", { name: "Room menu" }).click();
  await page.getByRole("menuitem", { name: "Jump to a day" }).waitFor();
  expect(await marked(page)).toEqual([false, "Jump to a day"]);
  await press(page, "ArrowDown");
  expect(await marked(page)).toEqual([true, "Notifications"]);
  await press(page, "End");
  expect(await marked(page)).toEqual([true, "Leave room"]);
  await press(page, "Escape");
  await timeline(page).locator(visual.tabStop).waitFor();
  await rowOf(page, "two").locator(theText).click();
  await press(page, "ArrowUp");
  const [isMarked, text] = await marked(page);
  expect([isMarked, text]).toEqual([true, expect.stringContaining("one")]);
});

test("[P5] the hint of an empty composer runs as the page does, and what is written as it is", async () => {
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, { locale: "ar" });
  await page.waitForFunction(() => document.documentElement.dir === "rtl");
  await composer(page).waitFor();
  const manner = () =>
    composer(page).evaluate((field) => {
      const { direction, unicodeBidi } = getComputedStyle(field);
      return [direction, unicodeBidi];
    });
  expect(await manner()).toEqual(["rtl", "normal"]);
  await composer(page).fill("left to right");
  expect(await manner()).toEqual(["ltr", "plaintext"]);
});

test("[N6] a dialog that was opened with a pointer draws no ring around Close, one that was opened by a key does", async () => {
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "two").waitFor();
  const members = page.getByRole("button", { name: "Members", exact: true });
  // In WebKit a button that is clicked takes no focus: it comes to the dialog from where one wrote.
  await composer(page).focus();
  await members.evaluate((button: HTMLElement) => {
    button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    button.click();
  });
  await dialog(page).waitFor();
  expect(await marked(page)).toEqual([false, "Close"]);
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await members.focus();
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  expect(await marked(page)).toEqual([true, "Close"]);
});

test("[S3] a filter of days without a day shows none, whatever a browser puts there; with the focus it is a field", async () => {
  const { page } = await openSeat(workspace, workspace.ada, "/search?q=one");
  const field = page.getByLabel("Since");
  const opacity = () => field.evaluate((one) => getComputedStyle(one).opacity);
  const pill = page.locator(visual.dateFilter).first();
  await pill.waitFor();
  expect(await opacity()).toBe("0");
  expect(await pill.innerText()).toBe("Since");
  // All of it opens the field.
  const [whole, answers] = [await pill.boundingBox(), await field.boundingBox()];
  expect(answers).toEqual(whole);
  await field.focus();
  expect(await opacity()).toBe("1");
  await field.fill("2020-01-01");
  await page.waitForURL(/since=2020-01-01/u);
  await page.getByRole("searchbox").focus();
  expect(await opacity()).toBe("1");
});

test("[N6] both columns of the sheet of shortcuts begin alike, without a margin that a browser may keep or drop", async () => {
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "two").waitFor();
  await page.keyboard.press("Control+/");
  await dialog(page).waitFor();
  const heads = await dialog(page)
    .getByRole("heading", { level: 3 })
    .evaluateAll((all) =>
      all.map((one) => {
        const { left, top } = one.getBoundingClientRect();
        return { left, top, margin: getComputedStyle(one).marginBlockStart };
      }),
    );
  const [first, second, third] = heads;
  expect(heads.map(({ margin }) => margin)).toEqual(["0px", "0px", "0px"]);
  expect([third?.top, second?.left]).toEqual([first?.top, first?.left]);
  expect(third?.left).toBeGreaterThan((first?.left ?? 0) + 300);
});
