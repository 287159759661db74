// With the keyboard alone: each list is one stop of Tab, and the first stops lead past all of them.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import {
  composer,
  dialog,
  mainPart,
  messages,
  timeline,
  untilEqual,
  untilFocused,
} from "../support/page_parts.ts";

import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openFromHead, openWorkspace, sidebarRow, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;
let roomId: number;
const count = 41;
/** It scrolls sideways, by keys too. */
const wideCode = `\n\`\`\`\n${"a long line ".repeat(30)}\n\`\`\``;

beforeAll(async () => {
  workspace = await openWorkspace();
  roomId = await roomOfTwo(workspace, "stops");
  for (let at = 1; at <= count; at += 1) {
    const person = at % 2 ? workspace.ada : workspace.bob;
    const message = await postAs(
      person,
      roomId,
      `no ${at} of https://a.example/${at}${at % 5 ? "" : wideCode}`,
    );
    await person.post(`/api/messages/${message.id}/reactions`, { emoji: "👍", on: true });
  }
  await workspace.ada.post("/api/rooms/read");
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

/** What has the focus: the text of a message, or what it is called. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const text = document.getElementById(at?.getAttribute("aria-describedby") ?? "");
    if (at?.tagName === "ARTICLE") return text?.textContent.split(" of ")[0] ?? "";
    return at?.getAttribute("aria-label") ?? at?.textContent ?? "";
  });
const has = (page: Page, name: string) => untilEqual(() => focused(page), name);
/** Of what can have the focus in it: whether that is more than one thing, whether the box is none, and how many Tab comes to. */
const stops = (box: Locator) =>
  box.evaluate((list: HTMLElement, selector) => {
    const all = [...list.querySelectorAll<HTMLElement>(selector)];
    return [all.length > 1, list.tabIndex < 0, all.filter(({ tabIndex }) => tabIndex >= 0).length];
  }, visual.focusable);
const isOneStop = (box: Locator) => untilEqual(() => stops(box), [true, true, 1]);

async function open(path = `/r/${roomId}`): Promise<Page> {
  const { page } = await openSeat(workspace, workspace.ada, path);
  await rowOf(page, `no ${count}`).waitFor();
  await isOneStop(timeline(page));
  return page;
}

/** As when the page has just come. */
const atTheTop = (page: Page) =>
  page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });

test("[N6] the first stops of Tab lead to the messages and to the composer, and are seen while they have the focus", async () => {
  const page = await open();
  await atTheTop(page);
  await page.keyboard.press("Tab");
  await has(page, "Skip to messages");
  const link = page.getByRole("link", { name: "Skip to messages" });
  const isSeen = () =>
    link.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const isOnTop = document.elementFromPoint(left + width / 2, top + height / 2) === element;
      return isOnTop && getComputedStyle(element).clipPath === "none" && width > 100;
    });
  expect(await isSeen()).toBe(true);
  await page.keyboard.press("Tab");
  await has(page, "Skip to composer");
  expect(await isSeen()).toBe(false);
  await page.keyboard.press("Enter");
  await untilFocused(composer(page));
  await link.focus();
  await page.keyboard.press("Enter");
  await has(page, `no ${count}`);
  expect(new URL(page.url()).hash).toBe("");
});

test("[N6] from the top of the page to the composer there are few stops, one of them the list of messages", async () => {
  const page = await open();
  await atTheTop(page);
  const stops: string[] = [];
  for (let at = 0; at < 60; at += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => document.activeElement?.tagName ?? "");
    if (name === "TEXTAREA") break;
    stops.push(name);
  }
  console.log(`${stops.length} stops before the composer, in a room of ${count} messages`);
  expect(stops.filter((name) => name === "ARTICLE").length).toBe(1);
  // Most of them are what may be done with that one message.
  expect(stops.length).toBeLessThanOrEqual(30);
});

test("[N6] arrows, Page, Home and End go from message to message; Tab goes to what stands in it, and on", async () => {
  const page = await open();
  await composer(page).focus();
  await page.keyboard.press("Shift+Tab");
  while ((await page.evaluate(() => document.activeElement?.closest("form") ?? null)) !== null) {
    await page.keyboard.press("Shift+Tab");
  }
  await has(page, `no ${count}`);
  const row = rowOf(page, `no ${count}`);
  // Named by author and time, described by what it says.
  expect(await row.getAttribute("aria-label")).toStartWith("Ada, ");
  const description = await row.evaluate((one) => {
    const id = one.getAttribute("aria-describedby") ?? "";
    const same = [...document.querySelectorAll("*")].filter((element) => element.id === id);
    return [same.length, same[0]?.textContent];
  });
  expect(description).toEqual([1, `no ${count} of https://a.example/${count}`]);
  await page.keyboard.press("ArrowUp");
  await has(page, `no ${count - 1}`);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await has(page, `no ${count}`);
  await page.keyboard.press("PageUp");
  const [, paged = ""] = (await focused(page)).split(" ");
  expect(Number(paged)).toBeLessThan(count - 2);
  await page.keyboard.press("PageDown");
  await has(page, `no ${count}`);
  await page.keyboard.press("Home");
  await untilEqual(() => timeline(page).evaluate((list) => list.scrollTop), 0);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await has(page, `no ${count}`);
  // What stands in it, from its link to its menu, and then the composer.
  const names: string[] = [];
  await row.getByRole("button", { name: "Message menu" }).waitFor();
  for (;;) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.closest("article") === null)) break;
    names.push(await focused(page));
  }
  expect(names[0]).toBe(`https://a.example/${count}`);
  expect(names).toContain("Reply");
  expect(names.at(-1)).toBe("Message menu");
  await page.waitForFunction(() => document.activeElement?.closest("form"));
  // Back into the list one comes to the message, not to the last of its buttons.
  await page.keyboard.press("Shift+Tab");
  await has(page, `no ${count}`);
});

test("[N6] a day that has the focus goes when older messages come: the message in its place has it, and arrows go on", async () => {
  const older = await roomOfTwo(workspace, "older");
  for (let at = 1; at <= 64; at += 1)
    await postAs(at % 2 ? workspace.ada : workspace.bob, older, `no ${at} of 64${"\nand more".repeat(6)}`);
  await workspace.ada.post("/api/rooms/read");
  const { page } = await openSeat(workspace, workspace.ada, `/r/${older}`);
  await rowOf(page, "no 64 of").focus();
  await has(page, "no 64");
  await page.keyboard.press("Home");
  await rowOf(page, "no 1 of").waitFor({ state: "attached" });
  await has(page, "no 15");
  await page.keyboard.press("ArrowUp");
  await has(page, "no 14");
  // The list itself may have the focus, by a click: upwards one comes to what is in sight.
  await timeline(page).evaluate((list: HTMLElement) => {
    list.scrollTop = 0;
    list.focus({ preventScroll: true });
  });
  await page.keyboard.press("ArrowUp");
  const [, number] = (await focused(page)).split(" ");
  expect(Number(number)).toBeLessThan(30);
}, 30_000);

test("[N6] Tab comes to a message in sight, wherever one has scrolled to, and to a new one when its own is gone", async () => {
  const page = await open();
  await composer(page).focus();
  await timeline(page).evaluate((list) => (list.scrollTop = 0));
  await rowOf(page, "no 1 of").waitFor();
  await page.getByRole("button", { name: "Room menu" }).focus();
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.activeElement?.tagName === "ARTICLE");
  const [, number] = (await focused(page)).split(" ");
  expect(Number(number)).toBeLessThan(count - 2);
  expect(await timeline(page).evaluate((list) => list.scrollTop)).toBe(0);
  // What is sent, changed and loaded is no further stop.
  await composer(page).fill("a new one with https://b.example");
  await composer(page).press("Enter");
  await rowOf(page, "a new one").waitFor();
  await workspace.bob.post(`/api/rooms/${roomId}/messages`, {
    clientId: crypto.randomUUID(),
    body: "and https://c.example",
  });
  await rowOf(page, "and https://c.example").waitFor();
  await isOneStop(timeline(page));
});

test("[N6] rooms, what was found, members and emoji are one stop each", async () => {
  await postAs(workspace.bob, roomId, "@Ada look");
  const page = await open();
  await isOneStop(page.locator(visual.sidebarList));
  // Tab comes to the open room; arrows go on from there.
  await page.getByRole("button", { name: "Find anything" }).focus();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-current"))).toBe("page");
  await page.keyboard.press("Home");
  await page.waitForFunction(() => document.activeElement?.getAttribute("href") === "/mentions");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.activeElement?.getAttribute("href") === "/saved");
  await page.keyboard.press("Tab");
  expect(await page.locator(visual.sidebarList).locator(":focus").count()).toBe(0);
  await openFromHead(page, "Members");
  await isOneStop(dialog(page).getByRole("list"));
  const menus = dialog(page)
    .getByRole("list")
    .getByRole("button", { name: /^Actions for/u });
  await menus.first().focus();
  await page.keyboard.press("ArrowDown");
  expect(await menus.nth(1).evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await mainPart(page).getByRole("button", { name: "Add an emoji" }).click();
  await page.locator(visual.emojiGrid).nth(3).waitFor();
  await isOneStop(page.locator(visual.emojiList));
  await page.keyboard.press("Escape");
  await page.goto("/mentions");
  await messages(page).first().waitFor();
  await isOneStop(page.getByRole("group", { name: "Mentions" }));
  await page.goto("/search?q=a.example");
  await messages(page).nth(5).waitFor();
  await isOneStop(page.getByRole("group", { name: "Search results" }));
  await page.getByRole("link", { name: "Skip to messages" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await untilFocused(
    messages(page)
      .nth(1)
      .getByRole("link", { name: /Go to message$/u }),
  );
  await sidebarRow(page, "stops").waitFor();
}, 30_000);
