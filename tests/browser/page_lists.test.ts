// A list of messages that never jumps, the ways through it, and what of it is read aloud.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import type { Message } from "../../src/protocol/shapes.ts";
import type { Person } from "../support/client.ts";
import { visual } from "../support/visual_parts.ts";
import {
  composer,
  reactions,
  sidebar,
  theText,
  timeline,
  toEnd,
  unreadCount,
  unreadJump,
  unreadLine,
  untilFocused,
} from "../support/page_parts.ts";

import { examine, themes } from "./page_visual_support.ts";
import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { inRoomMenu, openWorkspace, postMessage, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;
let roomId: number;
let messages: Message[];

beforeAll(async () => {
  workspace = await openWorkspace();
  roomId = await roomOfTwo(workspace, "long");
  messages = [];
  for (let at = 1; at <= 160; at += 1) {
    const text = at % 9 === 0 ? `number ${at}, ${"a longer line of it ".repeat(12)}` : `number ${at}`;
    messages.push(await postAs(at % 3 ? workspace.bob : workspace.ada, roomId, text));
  }
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const allRead = (person: Person, id: number) => person.put(`/api/rooms/${id}/read`, { seq: 100_000 });

/** How far the first row that is wholly in sight stands from the upper edge of the list; and which one it is. */
const anchorOf = (page: Page) =>
  timeline(page).evaluate((box) => {
    const { top } = box.getBoundingClientRect();
    for (const row of box.querySelectorAll<HTMLElement>("article")) {
      const y = row.getBoundingClientRect().top - top;
      if (y >= 0) return { seq: row.dataset["seq"] ?? "", y };
    }
    return { seq: "", y: 0 };
  });

const yOf = (page: Page, seq: string) =>
  timeline(page).evaluate((box, selector) => {
    const row = box.querySelector(selector);
    return row ? row.getBoundingClientRect().top - box.getBoundingClientRect().top : NaN;
  }, visual.messageAt(seq));

const twoFrames = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

test("[C4] whatever changes above, below or around it, the row that is read stays where it is", async () => {
  await allRead(workspace.ada, roomId);
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "number 160").waitFor();
  // Up to where all has been loaded, then somewhere in the middle.
  await timeline(page).evaluate(async (box, beginning) => {
    while (!box.querySelector(beginning)) {
      box.scrollTop = 400;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    box.scrollTop = box.scrollHeight / 2 + 0.4;
  }, visual.beginning);
  await twoFrames(page);

  const moved: Record<string, number> = {};
  async function stays(what: string, change: () => Promise<unknown>): Promise<void> {
    const { seq, y } = await anchorOf(page);
    await change();
    await twoFrames(page);
    moved[what] = Math.abs((await yOf(page, seq)) - y);
  }
  const react = async (seq: number, emoji: string) => {
    await workspace.bob.put(`/api/messages/${messages[seq - 1]?.id}/reactions/${encodeURIComponent(emoji)}`);
    await reactions(page.locator(visual.messageAt(seq)))
      .filter({ hasText: emoji })
      .waitFor();
  };
  const before = Number((await anchorOf(page)).seq);
  await stays("a reaction far above", () => react(3, "🎉"));
  await stays("a reaction on the row before", () => react(before - 1, "👀"));
  await stays("a new message below", async () => {
    await postMessage(workspace.bob, roomId, "number 161");
    await rowOf(page, "number 161").waitFor();
  });
  // As a picture does whose size nobody knew.
  await stays("a row above that grows", () =>
    page
      .locator(visual.messageAt(before - 3))
      .evaluate((row: HTMLElement) => (row.style.paddingBlockEnd = "333px")),
  );
  await stays("a longer composer", () => composer(page).fill("line\n".repeat(8)));
  await stays("a shorter composer", () => composer(page).fill(""));
  await stays("the keyboard of a phone", () => page.setViewportSize({ width: 1280, height: 460 }));
  await stays("a narrower window", () => page.setViewportSize({ width: 760, height: 700 }));
  await stays("a wider window", () => page.setViewportSize({ width: 1280, height: 720 }));
  await stays("the unread line moves above", async () => {
    await workspace.ada.put(`/api/rooms/${roomId}/read`, { seq: before - 5, unread: true });
    await unreadLine(page).waitFor();
  });
  await stays("larger letters", () =>
    page.evaluate(() => (document.documentElement.style.fontSize = "20px")),
  );
  await stays("compact rows", () =>
    page.evaluate(() => (document.documentElement.dataset["density"] = "compact")),
  );
  expect(Object.entries(moved).filter(([, px]) => !(px <= 1))).toEqual([]);
  expect(Object.keys(moved).length).toBe(12);

  // At the end one stays at the end.
  await toEnd(page).click();
  const isAtEnd = () =>
    timeline(page).evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight < 2);
  await composer(page).fill("line\n".repeat(8));
  await twoFrames(page);
  expect(await isAtEnd()).toBe(true);
  await page.setViewportSize({ width: 900, height: 420 });
  await twoFrames(page);
  expect(await isAtEnd()).toBe(true);
  expect(complaints).toEqual([]);
}, 60_000);

test("[R3] [U1] to a day, to the first message, and by the bar to the first that is unread", async () => {
  await workspace.ada.put(`/api/rooms/${roomId}/read`, { seq: 61, unread: true });
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}/150`);
  await rowOf(page, "number 150").waitFor();
  const bar = unreadJump(page);
  expect(await bar.textContent()).toMatch(/^\d+ new/u);
  await bar.click();
  await page.locator(visual.reached).getByText("number 61", { exact: true }).waitFor();
  await bar.waitFor({ state: "detached" });
  expect(await unreadLine(page).evaluate((line) => line.nextElementSibling?.getAttribute("data-seq"))).toBe(
    "61",
  );
  // It has been there: it does not come again.
  await toEnd(page).click();
  await rowOf(page, "number 160").waitFor();
  await twoFrames(page);
  expect(await bar.count()).toBe(0);

  await inRoomMenu(page, "Jump to a day");
  const field = page.getByRole("dialog").getByLabel("Day");
  await field.fill("");
  await field.press("Enter");
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await field.fill("2020-02-29");
  await field.press("Enter");
  await page.locator(visual.reached).getByText("number 1", { exact: true }).waitFor();
  await page.getByRole("button", { name: /Jump to another day/u }).click();
  await page.getByRole("menuitem", { name: "Choose a day" }).waitFor();
  await page.getByRole("menuitem", { name: "First message" }).press("Enter");
  await untilFocused(page.locator(visual.messageAt(1)));
  expect(complaints).toEqual([]);
}, 60_000);

test("[LISTS] what is selected over several messages stays selected while others write", async () => {
  await allRead(workspace.ada, roomId);
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "number 160").waitFor();
  const selected = () => page.evaluate(() => getSelection()?.toString() ?? "");
  await timeline(page)
    .getByRole("article")
    .locator(theText)
    .evaluateAll((bodies) => {
      const from = bodies.findIndex(({ textContent }) => textContent === "number 118");
      const [first, last] = [bodies[from], bodies[from + 3]];
      if (first && last) getSelection()?.setBaseAndExtent(first, 0, last, last.childNodes.length);
    });
  const before = await selected();
  const order = ["118", "119", "120", "121"].map((at) => before.indexOf(`number ${at}`));
  expect(order).toEqual(order.toSorted((one, other) => one - other));
  expect(order).not.toContain(-1);
  await postAs(workspace.bob, roomId, "written meanwhile");
  await rowOf(page, "written meanwhile").waitFor();
  expect(await selected()).toBe(before);
  expect(complaints).toEqual([]);
}, 30_000);

test("[LISTS] where both ends fail each says so, and nothing is asked again by itself", async () => {
  const { page } = await openSeat(workspace, workspace.ada, "/");
  let asked = 0;
  await page.route(/messages\?.*(before|after)=/u, (route) => {
    asked += 1;
    return route.fulfill({ status: 500, json: { error: { code: "internal", message: "Broken." } } });
  });
  await page.goto(`/r/${roomId}/80`);
  const again = timeline(page).getByRole("button", { name: "Try again" });
  await again.nth(1).waitFor();
  await twoFrames(page);
  expect(asked).toBe(2);
  await page.unroute(/messages\?.*(before|after)=/u);
  await again.first().click();
  await rowOf(page, "number 40").first().waitFor({ state: "attached" });
  await again.nth(1).waitFor({ state: "detached" });
  expect(await again.count()).toBe(1);
}, 30_000);

test("[LISTS] the bar is put aside by reading all", async () => {
  await workspace.ada.put(`/api/rooms/${roomId}/read`, { seq: 61, unread: true });
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}/150`);
  const dismiss = page.getByRole("button", { name: "Mark as read" });
  await dismiss.click();
  await dismiss.waitFor({ state: "detached" });
  expect(await unreadJump(page).count()).toBe(0);
  await unreadCount(sidebar(page)).waitFor({ state: "detached" });
}, 30_000);

test("[N6] read aloud: each new message of others once, nothing of history, and many at once as a number", async () => {
  const id = await roomOfTwo(workspace, "aloud");
  for (let at = 0; at < 80; at += 1) await postMessage(workspace.bob, id, `old ${at}`);
  await allRead(workspace.ada, id);
  const { page, complaints } = await openSeat(workspace, workspace.ada, "about:blank");
  let isCut = false;
  const lines: { close: () => Promise<void> }[] = [];
  await page.routeWebSocket(/\/ws$/u, (line) => {
    if (isCut) {
      void line.close();
    } else {
      line.connectToServer();
      lines.push(line);
    }
  });
  await page.addInitScript(() => {
    const announced: string[] = [];
    Reflect.set(window, "spoken", announced);
    new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
        if (node.parentElement?.role === "log") announced.push(node.textContent ?? "");
      }
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`/r/${id}`);
  await rowOf(page, "old 79").waitFor();
  const announced = () => page.evaluate((): string[] => Reflect.get(window, "spoken"));
  const says = (line: string) =>
    page.waitForFunction((wanted) => Reflect.get(window, "spoken").includes(wanted), line);

  // A page of older ones, my own, and an edit of an old one: none of it is said, as the next that is shows.
  await timeline(page).evaluate((box) => box.scrollTo(0, 0));
  await rowOf(page, "old 3").first().waitFor({ state: "attached" });
  await composer(page).fill("mine");
  await composer(page).press("Enter");
  const { body } = await workspace.bob.get(`/api/rooms/${id}/messages?limit=10`);
  const mineOfBob = body.messages.find((one: Message) => one.body === "old 75");
  await workspace.bob.patch(`/api/messages/${mineOfBob.id}`, { editedAt: null, body: "old 75, edited" });
  for (const text of ["one", "two", "three"]) await postMessage(workspace.bob, id, text);
  await says("Bob: three");
  expect(await announced()).toEqual(["Bob: one", "Bob: two", "Bob: three"]);
  // A dialog has regions of its own: what they said is not said again when it is gone.
  await page.keyboard.press("ControlOrMeta+k");
  const switcher = page.getByRole("dialog", { name: "Go to" });
  await switcher.waitFor();
  await postMessage(workspace.bob, id, "four");
  await says("Bob: four");
  await page.keyboard.press("Escape");
  await switcher.waitFor({ state: "detached" });
  expect(await announced()).toEqual(["Bob: one", "Bob: two", "Bob: three", "Bob: four"]);

  isCut = true;
  for (const line of lines) await line.close();
  for (let at = 0; at < 12; at += 1) await postMessage(workspace.bob, id, `missed ${at}`);
  isCut = false;
  await rowOf(page, "missed 11").waitFor();
  await says("12 new messages");
  expect((await announced()).slice(4)).toEqual(["12 new messages"]);
  expect(complaints).toEqual([]);
}, 60_000);

for (const { name, options } of themes) {
  test(`[LISTS] on ${name}: the way to what is unread, to a day, and a room in which nothing was said`, async () => {
    await workspace.ada.put(`/api/rooms/${roomId}/read`, { seq: 61, unread: true });
    const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}/150`, options);
    await unreadJump(page).waitFor();
    await examine(page, `unread-bar-${name}`);
    await unreadJump(page).click();
    await page.locator(visual.reached).getByText("number 61", { exact: true }).waitFor();
    await timeline(page).evaluate((box) => box.scrollTo(0, 0));
    await page.locator(visual.beginning).waitFor({ state: "attached" });
    await timeline(page).evaluate((box) => box.scrollTo(0, 0));
    await page.getByRole("button", { name: /Jump to another day/u }).click();
    await page.getByRole("menuitem", { name: "Choose a day" }).waitFor();
    await examine(page, `day-menu-${name}`);
    await page.getByRole("menuitem", { name: "Choose a day" }).click();
    await page.getByRole("dialog").getByLabel("Day").waitFor();
    await examine(page, `choose-day-${name}`);
    await page.keyboard.press("Escape");
    // The closing dialog's step back would break off the way to another address.
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.waitForFunction(() => !history.state?.cover);
    const made = await workspace.ada.post("/api/rooms", {
      name: `empty ${name}`,
      kind: "private",
      topic: "Fair",
    });
    await page.goto(`/r/${made.body.room.id}`);
    await page.getByRole("button", { name: "Write the first message" }).waitFor();
    await examine(page, `empty-room-${name}`);
    await page.getByRole("button", { name: "Write the first message" }).click();
    expect(await composer(page).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(complaints).toEqual([]);
  }, 60_000);
}
