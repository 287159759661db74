// Direct rooms, and what is announced, with two people side by side.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { lanName } from "../support/browser.ts";
import { signUp, type Person } from "../support/client.ts";
import { visual } from "../support/visual_parts.ts";
import { composer, dialog, messageWith, showsCount, statuses, unreadCount } from "../support/page_parts.ts";

import {
  inMySettings,
  inRoomMenu,
  openWorkspace,
  postMessage,
  settings,
  showsBodies,
  showsSide,
  sidebarRow,
  openSeat,
  type Workspace,
} from "./page_support.ts";

let workspace: Workspace;
let noor: Person;

beforeAll(async () => {
  workspace = await openWorkspace();
  noor = await signUp(workspace.server.url, { username: "Noor", invitedBy: workspace.ada });
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const chip = (page: Page, name: string) => dialog(page).getByRole("button", { name: `Remove ${name}` });

async function pick(page: Page, name: string): Promise<void> {
  await page.keyboard.type(name);
  const options = page.getByRole("listbox", { name: "People" }).getByRole("option");
  await showsCount(options, 1);
  await options.filter({ has: page.getByText(name, { exact: true }) }).waitFor();
  await page.keyboard.press("Enter");
  await chip(page, name).waitFor();
}

async function newMessage(page: Page, names: string[]): Promise<void> {
  await page.getByRole("button", { name: "New message" }).click();
  await page.getByRole("combobox", { name: "To" }).waitFor();
  for (const name of names) await pick(page, name);
  await page.keyboard.press("Enter");
  await dialog(page).waitFor({ state: "detached" });
}

async function openDirect(person: Person, others: Person[]): Promise<number> {
  const { body } = await person.post("/api/direct", { userIds: others.map(({ user }) => user.id) });
  return body.room.id;
}

async function post(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
  await messageWith(page, text).waitFor();
}

test("[G1] a new message by keyboard: one room of these people, there for the other from its first word, hot in the side", async () => {
  const ada = await openSeat(workspace, workspace.ada, "/");
  const bob = await openSeat(workspace, workspace.bob, `/r/${workspace.roomId}`);
  await newMessage(ada.page, ["Bob"]);
  await ada.page.getByRole("heading", { name: /^Bob/, level: 1 }).waitFor();
  const address = ada.page.url();
  await sidebarRow(bob.page, "harbour").waitFor();
  await postMessage(workspace.ada, workspace.roomId, "something else first");
  await messageWith(bob.page, "something else first").waitFor();
  await showsSide(bob.page, "People", []);
  await post(ada.page, "Hello Bob");
  // Who is in a direct room is no news there.
  expect(
    await statuses(ada.page)
      .getByText(/ (?:joined|left|is no longer in the room)/u)
      .count(),
  ).toBe(0);
  await sidebarRow(bob.page, "Ada").locator(visual.mentionCount, { hasText: "1" }).waitFor();
  await bob.page.waitForFunction(() => document.title.startsWith("(1) "));
  await sidebarRow(bob.page, "Ada").click();
  await showsBodies(bob.page, ["Hello Bob"]);
  await unreadCount(sidebarRow(bob.page, "Ada")).waitFor({ state: "detached" });
  // Again is the same room, from the other side too, by the card of a name.
  await sidebarRow(bob.page, "harbour").click();
  await bob.page.getByRole("button", { name: "Members" }).click();
  await dialog(bob.page).getByRole("button", { name: "Actions for Ada" }).click();
  await bob.page.getByRole("menuitem", { name: "Message" }).click();
  await showsBodies(bob.page, ["Hello Bob"]);
  expect(new URL(bob.page.url()).pathname).toBe(new URL(address).pathname);
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
}, 60_000);

test("[G1] three people, and notes to myself; Backspace takes the last chip away", async () => {
  const { page, complaints } = await openSeat(workspace, workspace.ada, "/");
  await page.getByRole("button", { name: "New message" }).click();
  await page.getByRole("combobox", { name: "To" }).waitFor();
  await pick(page, "Noor");
  await pick(page, "Bob");
  await page.keyboard.press("Backspace");
  await chip(page, "Bob").waitFor({ state: "detached" });
  await pick(page, "Bob");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Bob, Noor", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Members" }).click();
  const members = dialog(page).getByRole("listitem");
  await showsCount(members, 3);
  expect(await members.evaluateAll((all) => all.map((row) => row.querySelector("bdi")?.textContent))).toEqual(
    ["Ada", "Bob", "Noor"],
  );
  expect(await dialog(page).getByRole("button", { name: "Add people" }).count()).toBe(0);
  await page.keyboard.press("Escape");
  await newMessage(page, ["Ada"]);
  await page.getByRole("heading", { name: /^Ada \(you\)/, level: 1 }).waitFor();
  await post(page, "a note");
  expect(complaints).toEqual([]);
}, 60_000);

test("[G1] direct rooms stand by when they were last spoken in; hidden ones go, and come back with a word", async () => {
  const mine = await signUp(workspace.server.url, { username: "Iris", invitedBy: workspace.ada });
  const [withBob, withNoor] = [await openDirect(mine, [workspace.bob]), await openDirect(mine, [noor])];
  await postMessage(workspace.bob, withBob, "first");
  await postMessage(noor, withNoor, "second");
  const { page } = await openSeat(workspace, mine, `/r/${workspace.roomId}`);
  await showsSide(page, "People", ["Noor", "Bob"]);
  await postMessage(workspace.bob, withBob, "third");
  await showsSide(page, "People", ["Bob", "Noor"]);
  await page.reload();
  await showsSide(page, "People", ["Bob", "Noor"]);
  await sidebarRow(page, "Bob").click();
  await showsBodies(page, ["first", "third"]);
  await inRoomMenu(page, "Hide");
  await showsSide(page, "People", ["Noor"]);
  await page.reload();
  await showsSide(page, "People", ["Noor"]);
  await postMessage(workspace.bob, withBob, "fourth");
  await showsSide(page, "People", ["Bob", "Noor"]);
}, 60_000);

test("[T2] the dot says who is here, and goes when they close", async () => {
  const roomId = await openDirect(workspace.ada, [workspace.bob]);
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await ada.page.locator(visual.roomHead).locator(visual.presence("offline")).waitFor();
  const bob = await openSeat(workspace, workspace.bob, "/");
  await ada.page.locator(visual.roomHead).locator(visual.presence("online")).waitFor();
  await sidebarRow(ada.page, justBob).locator(visual.presence("online")).waitFor();
  await ada.page.getByRole("button", { name: "Bob online" }).click();
  await ada.page.getByRole("dialog", { name: "Bob" }).getByText("@Bob").waitFor();
  await ada.page.keyboard.press("Escape");
  await ada.page.getByRole("dialog", { name: "Bob" }).waitFor({ state: "detached" });
  await ada.page.waitForFunction(() => document.activeElement?.textContent?.includes("Bob"));
  await bob.close();
  await ada.page.locator(visual.roomHead).locator(visual.presence("offline")).waitFor({ timeout: 30_000 });
}, 60_000);

/** Not "Bob, Noor". */
const justBob = "Bob (on|off)line";

// --- announcing ---

/** Headless Chromium has no notifications: this stands in its place and remembers what was shown. */
async function standIn(page: Page, permission: NotificationPermission): Promise<void> {
  await page.addInitScript((given) => {
    const shown: { title: string; body: string }[] = [];
    class Shown extends EventTarget {
      static permission = given;
      static asked = 0;
      static async requestPermission(): Promise<string> {
        Shown.asked += 1;
        Shown.permission = "granted";
        return "granted";
      }
      constructor(title: string, options: { body: string }) {
        super();
        shown.push({ title, body: options.body });
        Reflect.set(window, "lastShown", this);
      }
      close(): void {}
    }
    Reflect.set(window, "Notification", Shown);
    Reflect.set(window, "shown", shown);
  }, permission);
  await page.reload();
}

const shown = (page: Page): Promise<{ title: string; body: string }[]> =>
  page.evaluate(() => Reflect.get(window, "shown"));

async function showsLast(page: Page, body: string): Promise<void> {
  await page.waitForFunction((wanted) => Reflect.get(window, "shown").at(-1)?.body === wanted, body);
}

test("[U7] permission is asked only on a click; then what the room lets through is announced, and pressing it goes there", async () => {
  const roomId = await openDirect(noor, [workspace.bob]);
  const { page, complaints } = await openSeat(workspace, noor, `/r/${workspace.roomId}`);
  await noor.post(`/api/rooms/${workspace.roomId}/join`);
  await standIn(page, "default");
  await sidebarRow(page, "harbour").waitFor();
  await postMessage(workspace.bob, roomId, "before permission");
  await sidebarRow(page, "Bob").locator(visual.mentionCount).waitFor();
  expect(await page.evaluate(() => Reflect.get(Reflect.get(window, "Notification"), "asked"))).toBe(0);
  await inMySettings(page, "Notifications");
  await settings(page).getByRole("button", { name: "Turn on" }).click();
  await settings(page).getByRole("switch", { name: "Show notifications" }).waitFor();
  await page.keyboard.press("Escape");
  // Direct, a mention elsewhere, and a plain message there, which is not announced: the one after it comes next.
  await sidebarRow(page, "lounge").click();
  await postMessage(workspace.bob, roomId, "said to you");
  await showsLast(page, "said to you");
  await postMessage(workspace.bob, workspace.roomId, "said to all");
  // Without its marks (K9).
  await postMessage(workspace.bob, workspace.roomId, "**@Noor** `look`");
  await showsLast(page, "@Noor look");
  expect(await shown(page)).toEqual([
    { title: "Bob", body: "said to you" },
    { title: "Bob · harbour", body: "@Noor look" },
  ]);
  await page.evaluate(() => Reflect.get(window, "lastShown").dispatchEvent(new Event("click")));
  await page.getByRole("heading", { name: "harbour", level: 1 }).waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

test("[U2] what one tab shows is read and silent in all; what none shows is announced by one of them", async () => {
  const roomId = await openDirect(workspace.ada, [workspace.bob]);
  // The first tab leads: it is the one that announces, and it shows another room.
  const leading = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`);
  await standIn(leading.page, "granted");
  await sidebarRow(leading.page, justBob).waitFor();
  const watching = await leading.page.context().newPage();
  await watching.goto(`/r/${roomId}`);
  await standIn(watching, "granted");
  await postMessage(workspace.bob, roomId, "you see this");
  await messageWith(watching, "you see this").waitFor();
  await unreadCount(sidebarRow(leading.page, justBob)).waitFor({ state: "detached" });
  await sidebarRow(watching, "harbour").click();
  await watching.getByRole("heading", { name: "harbour", level: 1 }).waitFor();
  await postMessage(workspace.bob, roomId, "you do not");
  await showsLast(leading.page, "you do not");
  await postMessage(workspace.bob, roomId, "nor this");
  await showsLast(leading.page, "nor this");
  const bodiesOf = async (page: Page) => (await shown(page)).map(({ body }) => body);
  expect(await bodiesOf(leading.page)).toEqual(["you do not", "nor this"]);
  expect(await bodiesOf(watching)).toEqual([]);
}, 60_000);

test("[P4] do-not-disturb silences, others see it, and what comes after its end is announced", async () => {
  const roomId = await openDirect(workspace.ada, [workspace.bob]);
  const ada = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`);
  await standIn(ada.page, "granted");
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await inMySettings(ada.page, "Notifications");
  await settings(ada.page).getByRole("button", { name: "30 minutes" }).click();
  await settings(ada.page)
    .getByText(/^On until/)
    .waitFor();
  await ada.page.keyboard.press("Escape");
  await bob.page.locator(visual.roomHead).locator(visual.dndPresence).waitFor();
  await postMessage(workspace.bob, roomId, "silent");
  await unreadCount(sidebarRow(ada.page, justBob)).waitFor();
  await inMySettings(ada.page, "Notifications");
  await settings(ada.page).getByRole("button", { name: "Turn off" }).click();
  await settings(ada.page).getByRole("button", { name: "30 minutes" }).waitFor();
  await bob.page.locator(visual.roomHead).locator(visual.disturbablePresence).waitFor();
  await postMessage(workspace.bob, roomId, "heard");
  await showsLast(ada.page, "heard");
  expect(await shown(ada.page)).toEqual([{ title: "Bob", body: "heard" }]);
}, 60_000);

test("[U7] on plain http the page says kindly that browsers allow no notifications there", async () => {
  const url = `http://${lanName}:${new URL(workspace.server.url).port}`;
  const context = await workspace.browser.newContext({ baseURL: url, reducedMotion: "reduce" });
  const [name = "", value = ""] = workspace.ada.cookie.split("=");
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(25_000);
  await page.goto("/");
  await inMySettings(page, "Notifications");
  await settings(page).getByText("This browser shows notifications only on https.").waitFor();
  expect(await settings(page).getByRole("button", { name: "Turn on" }).count()).toBe(0);
}, 60_000);
