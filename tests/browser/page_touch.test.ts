// A finger on what is said: a tap does nothing, resting opens a sheet, scrolling is scrolling.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import {
  attachFiles,
  composer,
  dialog,
  messages,
  pendingMessages,
  pictures,
  reactions,
  replyChip,
  showsCount,
  theText,
  untilFocused,
} from "../support/page_parts.ts";

import { findings } from "./page_visual_support.ts";
import { finger, receivesTouch, phone, type Finger } from "./page_finger_support.ts";
import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;
let roomId: number;

beforeAll(async () => {
  workspace = await openWorkspace();
  roomId = await roomOfTwo(workspace, "touched");
  await postAs(workspace.bob, roomId, "The key is **A-113**, for the shed.\nSee https://a.example/plan");
  await postAs(workspace.ada, roomId, "my own words");
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

async function pickUp(): Promise<{ page: Page; hand: Finger; complaints: string[] }> {
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, phone);
  await rowOf(page, "my own words").waitFor();
  await receivesTouch(page);
  return { page, complaints, hand: await finger(page) };
}
async function startOf(body: Locator): Promise<[x: number, y: number]> {
  const box = await body.boundingBox();
  return [(box?.x ?? 0) + 20, (box?.y ?? 0) + 10];
}
const held = (page: Page) => page.locator(visual.heldMessage);

test("[N8] a tap on a message does nothing, before it and after; what is made to be pressed is", async () => {
  const { page, complaints } = await pickUp();
  const row = rowOf(page, "The key is");
  const html = () => row.evaluate((one) => one.outerHTML);
  const before = await html();
  const { x = 0, y = 0, width = 0 } = (await row.boundingBox()) ?? {};
  await page.touchscreen.tap(x + 100, y + 30);
  // Where a bar would have come.
  await page.touchscreen.tap(x + width - 40, y + 4);
  // What comes of a tap comes before what comes of the next one.
  await row.getByRole("button", { name: "Bob" }).last().tap();
  await dialog(page).waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  expect(
    await held(page)
      .or(dialog(page))
      .or(page.getByRole("menu"))
      .or(row.getByRole("button", { name: "Reply", exact: true }))
      .count(),
  ).toBe(0);
  expect((await html()).replaceAll(/ is-active| data-parked="[^"]*"| tabindex="[^"]*"/gu, "")).toBe(
    before.replaceAll(/ data-parked="[^"]*"| tabindex="[^"]*"/gu, ""),
  );
  const [tab] = await Promise.all([
    page.context().waitForEvent("page"),
    row.getByRole("link", { name: "https://a.example/plan" }).tap(),
  ]);
  await tab.close();
  expect(complaints).toEqual([]);
}, 30_000);

test("[N8] a finger that rests holds the row, then opens its sheet; one that moves does not", async () => {
  const { page, complaints, hand } = await pickUp();
  const body = rowOf(page, "The key is").locator(theText);
  const [x, y] = await startOf(body);
  await hand.down(x, y);
  await held(page).waitFor();
  // It is let go of at once, with the clock that would have opened the sheet.
  await hand.move(x + 2, y + 14);
  expect(await held(page).count()).toBe(0);
  await hand.up();

  /** Whether the browser's own menu is taken back: a headless one has none. */
  const isTaken = () =>
    body.evaluate(
      (element) => !element.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true })),
    );
  expect(await isTaken()).toBe(false);
  await page.evaluate(() =>
    Object.assign(navigator, { vibrate: () => Reflect.set(window, "hasShaken", true) }),
  );
  await hand.down(x, y);
  await dialog(page).waitFor();
  expect(await held(page).count()).toBe(0);
  expect(await isTaken()).toBe(true);
  await hand.up();
  expect(await page.evaluate(() => Reflect.has(window, "hasShaken"))).toBe(false);
  // At the lower edge, and the finger that is lifted has pressed nothing of it.
  const { x: left, y: top = 0, height = 0, width } = (await dialog(page).boundingBox()) ?? {};
  expect([left, Math.round(top + height), width]).toEqual([0, 844, 390]);
  // What it says can be selected there, a part of it too.
  const text = dialog(page).locator(visual.sheetText);
  expect(await text.textContent()).toStartWith("The key is A-113, for the shed.");
  const [textX, textY] = await startOf(text);
  await page.mouse.dblclick(textX, textY);
  expect(await page.evaluate(() => document.getSelection()?.toString().trim())).not.toBe("");
  expect(await findings(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Save for later" }).tap();
  await dialog(page).waitFor({ state: "detached" });
  await rowOf(page, "The key is").getByText("saved").waitFor();
  expect(complaints).toEqual([]);
}, 30_000);

test("[N8] the sheet reacts, answers, edits and asks; without a finger a button of the row opens it", async () => {
  const { page, complaints, hand } = await pickUp();
  const row = rowOf(page, "my own words");
  const open = async () => {
    await hand.down(...(await startOf(row.locator(theText))));
    await dialog(page).waitFor();
    await hand.up();
  };
  await open();
  await dialog(page).getByRole("button", { name: "React with 🎉" }).tap();
  await dialog(page).waitFor({ state: "detached" });
  await row.getByRole("button", { name: /^🎉/u }).waitFor();
  await open();
  await dialog(page).getByRole("button", { name: "Add a reaction" }).tap();
  await page.locator(visual.emoji).first().tap();
  await dialog(page).waitFor({ state: "detached" });
  await reactions(row).nth(1).waitFor();
  await open();
  await dialog(page).getByRole("button", { name: "Reply" }).tap();
  await replyChip(page).waitFor();
  await untilFocused(composer(page));
  await open();
  await dialog(page).getByRole("button", { name: "Edit" }).tap();
  await page.getByRole("textbox", { name: "Edit message" }).press("Escape");
  // With a keyboard, and as a screen reader presses it.
  await row.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  for (let stop = 0; stop < 8; stop += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.ariaLabel === "Message menu")) break;
  }
  expect(await row.getByRole("button", { name: "Message menu" }).evaluate((one) => one.clientWidth)).toBe(44);
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("button", { name: "Delete" }).press("Enter");
  await dialog(page).getByRole("heading", { name: "Delete this message?" }).waitFor();
  await page.keyboard.press("Escape");
  // Back closes it, and the room stays.
  await open();
  await page.goBack();
  await dialog(page).waitFor({ state: "detached" });
  await composer(page).waitFor();
  expect(complaints).toEqual([]);
}, 30_000);

test("[N8] what copies code lies within its block, one line of it too", async () => {
  await postAs(workspace.bob, roomId, "```\none line\n```\nand words");
  const { page } = await pickUp();
  const block = rowOf(page, "one line").locator(visual.codeBlock);
  const [outer, inner] = await Promise.all([block.boundingBox(), block.locator("button").boundingBox()]);
  if (!outer || !inner) throw new Error("No block with a button.");
  expect(inner.height).toBeGreaterThanOrEqual(44);
  expect(inner.y).toBeGreaterThanOrEqual(outer.y);
  expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
}, 30_000);

test("[E5] of the kinds of emoji that a phone has no room for, half of one shows that there are more", async () => {
  const { page } = await pickUp();
  await page.getByRole("button", { name: "Add an emoji" }).tap();
  await page.getByRole("group", { name: "Categories" }).getByRole("button").first().waitFor();
  const shares = await page.getByRole("group", { name: "Categories" }).evaluate((box) => {
    const { right } = box.getBoundingClientRect();
    return [...box.children].map((tab) => {
      const { left, width } = tab.getBoundingClientRect();
      return Math.min(1, Math.max(0, (right - left) / width));
    });
  });
  expect(shares.some((share) => share > 0.3 && share < 0.7)).toBe(true);
}, 30_000);

test("[N8] a picture is as wide as the screen at most, however long its name is", async () => {
  const { page } = await pickUp();
  const picture = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1600, height: 900 });
    canvas.getContext("2d")?.fillRect(0, 0, 1600, 900);
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  });
  const buffer = Buffer.from(picture, "base64");
  const name = "the-new-pier-as-it-was-seen-from-the-harbour-office-in-november.png";
  await attachFiles(page, [
    { name, mimeType: "image/png", buffer },
    { name: `2-${name}`, mimeType: "image/png", buffer },
  ]);
  await page.getByRole("button", { name: "Send", exact: true, disabled: false }).tap();
  await showsCount(pendingMessages(page), 0);
  await pictures(messages(page)).first().tap();
  await pictures(dialog(page)).waitFor();
  const beyond = () =>
    dialog(page).evaluate((box) =>
      [box, ...box.querySelectorAll("*:not(bdi, svg *)")]
        .filter((one) => {
          const { left, right } = one.getBoundingClientRect();
          return left < 0 || right > 390;
        })
        .map(({ tagName, className }) => `${tagName} ${className}`),
    );
  expect(await beyond()).toEqual([]);
  // What is told of it stands under a name that leaves no room beside it.
  const nameWidth = await dialog(page)
    .getByRole("heading")
    .evaluate((name) => name.clientWidth);
  expect(nameWidth).toBeGreaterThan(200);
  expect(await dialog(page).evaluate((box) => box.scrollWidth)).toBe(390);
}, 30_000);
