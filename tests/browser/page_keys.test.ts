// Keys from room to room, what Escape does, and keys that are left alone.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import {
  composer,
  dialog,
  replyChip,
  sidePanel,
  timeline,
  unreadCount,
  untilFocused,
  untilValue,
} from "../support/page_parts.ts";

import { choose, roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, sidebarRow, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });
const switcher = (page: Page) => page.getByRole("combobox", { name: "Find rooms, people or messages" });
const isWriting = (page: Page) => untilFocused(composer(page));
const untilFieldIs = (page: Page, text: string) => untilValue(composer(page), text);

/** How far I have read, by the server. */
async function readSeq(person: Workspace["ada"], roomId: number): Promise<number> {
  return (await person.get(`/api/rooms/${roomId}`)).body.room.readSeq;
}

async function untilRead(person: Workspace["ada"], roomId: number, seq: number): Promise<void> {
  for (const until = Date.now() + 25_000; (await readSeq(person, roomId)) !== seq;) {
    if (Date.now() > until) throw new Error(`Read up to ${await readSeq(person, roomId)} instead of ${seq}.`);
    await Bun.sleep(20);
  }
}

test("[U2] [U5] Alt and arrows go from room to room, Shift to the unread; Escape closes, then reads; Shift+Escape reads all", async () => {
  const { ada, bob } = workspace;
  const ids = [];
  for (const name of ["aa one", "aa two", "aa three", "aa zoo"]) ids.push(await roomOfTwo(workspace, name));
  const [one = 0, two = 0, three = 0, zoo = 0] = ids;
  await ada.post("/api/rooms/read");
  const { page, complaints } = await openSeat(workspace, ada, `/r/${one}`);
  await isWriting(page);
  await page.keyboard.press("Alt+ArrowDown");
  await heading(page, "aa three").waitFor();
  await isWriting(page);
  await page.keyboard.press("Alt+ArrowUp");
  await heading(page, "aa one").waitFor();
  for (let at = 0; at < 3; at += 1) await postAs(bob, zoo, `news ${at}`);
  await postAs(bob, three, "@Ada look");
  await sidebarRow(page, "aa three").getByText("1", { exact: true }).waitFor();
  await sidebarRow(page, "aa zoo").getByText("3", { exact: true }).waitFor();
  await isWriting(page);
  // In the field too: what is typed there stays.
  await page.keyboard.type("half a thought");
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await heading(page, "aa zoo").waitFor();
  await untilRead(ada, zoo, 3);
  await page.keyboard.press("Alt+ArrowUp");
  await heading(page, "aa two").waitFor();
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await heading(page, "aa three").waitFor();
  await untilRead(ada, three, 1);

  // Escape: first what was opened last, then the next, then the room is read.
  await choose(page, rowOf(page, "look"), "Mark unread from here");
  await untilRead(ada, three, 0);
  await page.getByRole("button", { name: "Pinned", exact: true }).click();
  await page.getByRole("complementary", { name: "Pinned" }).waitFor();
  await rowOf(page, "look").hover();
  await rowOf(page, "look").getByRole("button", { name: "Reply", exact: true }).click();
  await replyChip(page).waitFor();
  await page.keyboard.press("Escape");
  await replyChip(page).waitFor({ state: "detached" });
  expect(await sidePanel(page).count()).toBe(1);
  await page.keyboard.press("Escape");
  await sidePanel(page).waitFor({ state: "detached" });
  expect(await readSeq(ada, three)).toBe(0);
  await page.keyboard.press("Escape");
  await untilRead(ada, three, 1);
  await isWriting(page);

  // All rooms, with the way back.
  for (const id of [one, two, zoo]) await postAs(bob, id, "more");
  for (const name of ["aa one", "aa two", "aa zoo"]) {
    await unreadCount(sidebarRow(page, name)).waitFor();
  }
  const before = await readSeq(ada, two);
  await page.keyboard.press("Shift+Escape");
  await page.getByRole("status").getByText("3 rooms marked as read").waitFor();
  await unreadCount(sidebarRow(page, "aa two")).waitFor({ state: "detached" });
  expect(await readSeq(ada, two)).toBe(before + 1);
  await page.getByRole("button", { name: "Undo" }).click();
  await unreadCount(sidebarRow(page, "aa two")).waitFor();
  await unreadCount(sidebarRow(page, "aa zoo")).waitFor();
  expect(await readSeq(ada, two)).toBe(before);
  await page.keyboard.press("Alt+ArrowUp");
  await heading(page, "aa one").waitFor();
  await untilFieldIs(page, "half a thought");
  expect(complaints).toEqual([]);
}, 60_000);

test("[KEYS] keys that mean something where they are pressed are left alone", async () => {
  const roomId = await roomOfTwo(workspace, "left alone");
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await isWriting(page);
  await page.keyboard.type("what?");
  await untilFieldIs(page, "what?");
  expect(await dialog(page).count()).toBe(0);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.imeSetComposition", { text: "か", selectionStart: 1, selectionEnd: 1 });
  const key = { type: "rawKeyDown", key: "k", code: "KeyK", modifiers: 2 } as const;
  await cdp.send("Input.dispatchKeyEvent", { ...key, windowsVirtualKeyCode: 229 });
  await cdp.send("Input.insertText", { text: "か" });
  await untilFieldIs(page, "what?か");
  expect(await switcher(page).count()).toBe(0);
  // From the log a letter goes to the composer, and a question mark opens the sheet.
  await timeline(page).focus();
  await page.keyboard.press("x");
  await untilFieldIs(page, "what?かx");
  await timeline(page).focus();
  await page.keyboard.press("?");
  await dialog(page).getByRole("heading", { name: "Keyboard shortcuts" }).waitFor();
  await dialog(page).getByText("Mark all rooms as read").waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await untilFocused(timeline(page));
  await page.keyboard.press("Control+/");
  await dialog(page).waitFor();
}, 60_000);
