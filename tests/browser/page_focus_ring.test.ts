// Where the focus is seen: what keys move to is marked, what a pointer opens is not. Keys that are dispatched count for no
// browser as keys: Chromium then marks by itself no more than WebKit does.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { roomOfTwo, rowOf, told } from "./page_message_support.ts";
import { composer, dialog, openPlace, sitDown, type Place } from "./page_support.ts";

let place: Place;
let roomId: number;

beforeAll(async () => {
  place = await openPlace();
  roomId = await roomOfTwo(place, "rings");
  await told(place.bob, roomId, "one");
  await told(place.bob, roomId, "two");
}, 60_000);

afterAll(() => place.close());

afterEach(async () => {
  for (const context of place.browser.contexts()) await context.close();
});

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
  const { page } = await sitDown(place, place.ada, `/r/${roomId}`);
  await rowOf(page, "two").waitFor();
  await page.getByRole("button", { name: "Room menu" }).click();
  await page.getByRole("menuitem", { name: "Jump to a day" }).waitFor();
  expect(await marked(page)).toEqual([false, "Jump to a day"]);
  await press(page, "ArrowDown");
  expect(await marked(page)).toEqual([true, "Notifications here"]);
  await press(page, "End");
  expect(await marked(page)).toEqual([true, "Leave room"]);
  await press(page, "Escape");
  await page.waitForFunction(() => document.querySelector(".timeline [tabindex='0']"));
  await rowOf(page, "two").locator(".body").click();
  await press(page, "ArrowUp");
  const [isMarked, text] = await marked(page);
  expect([isMarked, text]).toEqual([true, expect.stringContaining("one")]);
});

test("[P5] the hint of an empty composer runs as the page does, and what is written as it is", async () => {
  const { page } = await sitDown(place, place.ada, `/r/${roomId}`, { locale: "ar" });
  await page.locator("html[dir=rtl]").waitFor();
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
  const { page } = await sitDown(place, place.ada, `/r/${roomId}`);
  await rowOf(page, "two").waitFor();
  const members = page.locator(".room-tools").getByRole("button", { name: "Members", exact: true });
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
