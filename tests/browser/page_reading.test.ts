// What is read and what is not: badges, the line above what is new, and scrolling up without a jump.
import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { messages, theText, timeline, unreadCount, unreadLine } from "../support/page_parts.ts";

import { bodies, openWorkspace, postMessage, showsBodies, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

async function newRoom(name: string): Promise<number> {
  const { body } = await workspace.ada.post("/api/rooms", { name });
  await workspace.bob.post(`/api/rooms/${body.room.id}/join`);
  return body.room.id;
}

const roomLink = (page: Page, name: string) => page.getByRole("link", { name: new RegExp(`^${name}`) });
const badge = (page: Page, name: string) => unreadCount(roomLink(page, name));

test("[U2] a badge for what I have not seen, gone in both tabs when it was on screen; unread from here stays", async () => {
  const roomId = await newRoom("unread");
  const lounge = 1;
  // The title counts all rooms: what earlier tests left unread must not be in it.
  await workspace.ada.post("/api/rooms/read");
  const one = await openSeat(workspace, workspace.ada, `/r/${lounge}`);
  const other = await openSeat(workspace, workspace.ada, `/r/${lounge}`);
  for (const body of ["a", "b", "c"]) await postMessage(workspace.bob, roomId, body);
  for (const { page } of [one, other]) {
    await badge(page, "unread").waitFor();
    await page.waitForFunction(() => document.title.startsWith("(3)"));
  }
  await roomLink(one.page, "unread").click();
  await unreadLine(one.page).waitFor();
  expect(await unreadLine(one.page).textContent()).toBe("3 new");
  await badge(one.page, "unread").waitFor({ state: "detached" });
  await badge(other.page, "unread").waitFor({ state: "detached" });
  // It stays where it is while the room is open, also when more comes.
  await postMessage(workspace.bob, roomId, "d");
  await showsBodies(one.page, ["a", "b", "c", "d"]);
  expect(await unreadLine(one.page).allTextContents()).toEqual(["3 new"]);
  await messages(one.page).nth(1).hover();
  await one.page.getByRole("button", { name: "Message menu" }).click();
  await one.page.getByRole("menuitem", { name: "Mark unread from here" }).click();
  await badge(other.page, "unread").waitFor();
  await postMessage(workspace.bob, roomId, "e");
  await showsBodies(one.page, ["a", "b", "c", "d", "e"]);
  await one.page.waitForFunction(() => document.title.startsWith("(4)"));
  expect(await unreadLine(one.page).count()).toBe(1);
  await one.close();
  await other.close();
}, 40_000);

test("[U2] marked unread, another room and back with all in sight: it is read without a scroll", async () => {
  const roomId = await newRoom("anew");
  await postMessage(workspace.bob, roomId, "all of it");
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await messages(page).hover();
  await page.getByRole("button", { name: "Message menu" }).click();
  await page.getByRole("menuitem", { name: "Mark unread from here" }).click();
  await badge(page, "anew").waitFor();
  await roomLink(page, "lounge").click();
  await page.getByRole("heading", { name: "lounge", level: 1 }).waitFor();
  await badge(page, "anew").waitFor();
  await roomLink(page, "anew").click();
  await badge(page, "anew").waitFor({ state: "detached" });
  await close();
}, 30_000);

test("[U2] a page that is not looked at reads nothing", async () => {
  const roomId = await newRoom("hidden");
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await page.getByText("Be the first to post.").waitFor();
  await page.evaluate(() => {
    Object.defineProperty(document, "hasFocus", { value: () => false, configurable: true });
    window.dispatchEvent(new Event("blur"));
  });
  await postMessage(workspace.bob, roomId, "while away");
  await unreadLine(page).waitFor();
  await badge(page, "hidden").waitFor();
  await postMessage(workspace.bob, roomId, "and more");
  await unreadLine(page).getByText("2 new", { exact: true }).waitFor();
  await page.evaluate(() => {
    Object.defineProperty(document, "hasFocus", { value: () => true, configurable: true });
    window.dispatchEvent(new Event("focus"));
  });
  await badge(page, "hidden").waitFor({ state: "detached" });
  expect(await unreadLine(page).allTextContents()).toEqual(["2 new"]);
  await close();
}, 30_000);

test("[C4] paging up 300 messages: the one under the eye moves less than 2 px, each is there once", async () => {
  const roomId = await newRoom("long");
  const clientIds = Array.from({ length: 300 }, (_, at) => `long-${at}`);
  for (const [at, clientId] of clientIds.entries()) {
    const tall = at % 7 === 0 ? `\n${"line\n".repeat(at % 5)}` : "";
    await workspace.bob.post(`/api/rooms/${roomId}/messages`, { clientId, body: `message ${at}${tall}` });
  }
  await workspace.ada.put(`/api/rooms/${roomId}/read`, { seq: 300 });
  const { page, complaints, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await page.getByText("message 299").waitFor();
  // Watches every frame: a message in sight moves only by what the person scrolled.
  const worst = await timeline(page).evaluate(async (box, beginning) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let worst = 0;
    for (let turn = 0; turn < 600 && !document.querySelector(beginning); turn += 1) {
      const middle = box.getBoundingClientRect().top + box.clientHeight / 2;
      const anchor = [...document.querySelectorAll("article")].find(
        (one) => one.getBoundingClientRect().bottom > middle,
      );
      const step = Math.min(120, box.scrollTop);
      const before = anchor?.getBoundingClientRect().top ?? 0;
      box.scrollTop -= step;
      await frame();
      await frame();
      const after = anchor?.isConnected ? anchor.getBoundingClientRect().top : 1e9;
      worst = Math.max(worst, Math.abs(after - before - step));
    }
    return worst;
  }, visual.beginning);
  expect(worst).toBeLessThan(2);
  const seqs = await messages(page).evaluateAll((rows) => rows.map((row) => Number(row.dataset["seq"])));
  expect(seqs).toEqual(clientIds.map((_, at) => at + 1));
  expect(await page.getByRole("button", { name: /Jump to another day/u }).count()).toBe(1);
  // While I read old ones, a new one comes: nothing moves, and a button leads there.
  const top = () => timeline(page).evaluate((box) => box.scrollTop);
  const stood = await top();
  await postMessage(workspace.bob, roomId, "newest");
  await page.getByRole("button", { name: "1 new" }).waitFor();
  expect(await top()).toBe(stood);
  await page.getByRole("button", { name: "1 new" }).click();
  await badge(page, "long").waitFor({ state: "detached" });
  expect((await bodies(page)).at(-1)).toBe("newest");
  expect(complaints).toEqual([]);
  await close();
}, 60_000);

test("[U1] 80 unread: it opens at the first of them, and the newest is not read yet", async () => {
  const roomId = await newRoom("eighty");
  for (let at = 0; at < 120; at += 1) await postMessage(workspace.bob, roomId, `number ${at}`);
  await workspace.ada.put(`/api/rooms/${roomId}/read`, { seq: 40 });
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await unreadLine(page).waitFor();
  expect(await unreadLine(page).textContent()).toBe("80 new");
  const after = await unreadLine(page)
    .locator("xpath=following-sibling::*[1]")
    .locator(theText)
    .textContent();
  expect(after).toBe("number 40");
  const isInSight = await unreadLine(page).evaluate((line) => {
    const { top } = line.getBoundingClientRect();
    return top > 0 && top < window.innerHeight;
  });
  expect(isInSight).toBe(true);
  expect(await badge(page, "eighty").count()).toBe(1);
  await page.getByRole("button", { name: /new$/ }).click();
  await badge(page, "eighty").waitFor({ state: "detached" });
  await close();
}, 40_000);
