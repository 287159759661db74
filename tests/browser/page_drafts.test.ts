// What is written and not sent, or sent in haste: edited at once, in two tabs, left behind.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";

import { openSocket } from "../support/client.ts";
import {
  composer,
  editField,
  messages,
  pendingMessages,
  quote,
  replyChip,
  replyField,
  sidePanel,
  untilFocused,
  untilValue,
} from "../support/page_parts.ts";

import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, sidebarRow, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const isWriting = (page: Page) => untilFocused(composer(page));
const untilFieldIs = (page: Page, text: string) => untilValue(composer(page), text);

test("[N7] ↑ right after sending edits what was sent, in a room and in a panel; who writes on does not mean it", async () => {
  const roomId = await roomOfTwo(workspace, "hasty");
  const original = await postAs(workspace.bob, roomId, "question");
  await postAs(workspace.ada, roomId, "an older one");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "an older one").waitFor();
  await isWriting(page);
  /** Within one task: no answer can come, and nothing be drawn, in between. */
  const hurry = (where: Locator, then: string) =>
    where.evaluate((field: HTMLTextAreaElement, next) => {
      for (const key of ["Enter", "ArrowUp"])
        field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      if (next === "") return;
      field.value = next;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, then);
  const edit = page.getByRole("textbox", { name: "Edit message" });
  await page.keyboard.type("in haste");
  await hurry(composer(page), "");
  await edit.waitFor();
  expect(await edit.inputValue()).toBe("in haste");
  await edit.press("Escape");
  await isWriting(page);
  await page.keyboard.type("and more");
  await hurry(composer(page), "I go on");
  await rowOf(page, "and more").waitFor();
  await pendingMessages(page).waitFor({ state: "detached" });
  await untilFieldIs(page, "I go on");
  await composer(page).fill("");
  await page.keyboard.press("ArrowUp");
  await edit.waitFor();
  expect(await edit.inputValue()).toBe("and more");
  await edit.press("Escape");
  await postAs(workspace.bob, roomId, "an answer", original.id);
  await rowOf(page, "question").getByRole("button", { name: "1 reply" }).click();
  await messages(sidePanel(page)).nth(1).waitFor();
  await replyField(page).fill("mine in haste");
  await replyField(page).focus();
  await hurry(replyField(page), "");
  await sidePanel(page).getByRole("textbox", { name: "Edit message" }).waitFor();
  expect(await editField(sidePanel(page)).inputValue()).toBe("mine in haste");
  expect(complaints).toEqual([]);
}, 30_000);

test('[T1] leaving a room with a draft ends "is typing" there', async () => {
  const roomId = await roomOfTwo(workspace, "left typing");
  const bob = await openSocket(workspace.server.url, { cookie: workspace.bob.cookie });
  await bob.next("hello");
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await isWriting(page);
  await page.keyboard.type("half a thought");
  expect(await bob.next("typing")).toMatchObject({ roomId });
  await sidebarRow(page, "lounge").click();
  expect(await bob.next("typing")).toMatchObject({ roomId, on: false });
  await bob.close();
});

test("[W8] drafts, what they answer, and edits appear in my other tab, and survive it", async () => {
  const roomId = await roomOfTwo(workspace, "two tabs");
  await postAs(workspace.bob, roomId, "question");
  await postAs(workspace.ada, roomId, "my words");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const other = await page.context().newPage();
  await other.goto(`/r/${roomId}`);
  await rowOf(page, "my words").waitFor();
  await rowOf(other, "my words").waitFor();
  await rowOf(page, "question").hover();
  await rowOf(page, "question").getByRole("button", { name: "Reply", exact: true }).click();
  await page.keyboard.type("half an answer");
  await untilFieldIs(other, "half an answer");
  await replyChip(other).getByText("question").waitFor();
  // A slow tab still hears what was typed a while ago: it shows that, and leaves alone what is kept by now.
  const hears = (text: string) =>
    other.evaluate((newValue) => {
      const key = Object.keys(localStorage).find((one) => localStorage[one] === "half an answer") ?? "";
      window.dispatchEvent(new StorageEvent("storage", { key, newValue }));
      return localStorage.getItem(key);
    }, text);
  expect(await hears("half an")).toBe("half an answer");
  await untilFieldIs(other, "half an");
  expect(await hears("half an answer")).toBe("half an answer");
  await untilFieldIs(other, "half an answer");
  await composer(other).press("End");
  await other.keyboard.type(", the rest");
  await composer(other).press("Enter");
  await rowOf(page, "half an answer").waitFor();
  await quote(rowOf(other, "half an answer, the rest")).waitFor();
  await composer(page).fill("");
  await composer(other).fill("");
  // An edit: in the other tab, after a reload, and gone when it is given up.
  await rowOf(page, "my words").hover();
  await rowOf(page, "my words").getByRole("button", { name: "Edit" }).click();
  const edit = (one: Page) => one.getByRole("textbox", { name: "Edit message" });
  await edit(page).fill("my better words");
  await rowOf(other, "my words").hover();
  await rowOf(other, "my words").getByRole("button", { name: "Edit" }).click();
  expect(await edit(other).inputValue()).toBe("my better words");
  await edit(page).fill("my best words");
  await untilValue(edit(other), "my best words");
  await page.reload();
  await rowOf(page, "my words").hover();
  await rowOf(page, "my words").getByRole("button", { name: "Edit" }).click();
  expect(await edit(page).inputValue()).toBe("my best words");
  // It began from what is not there any more.
  const { body } = await workspace.ada.get(`/api/rooms/${roomId}/messages?limit=10`);
  const mine = body.messages.find((one: { body: string }) => one.body === "my words");
  await page.reload();
  await workspace.ada.patch(`/api/messages/${mine.id}`, { editedAt: null, body: "words of my phone" });
  await rowOf(page, "words of my phone").hover();
  await rowOf(page, "words of my phone").getByRole("button", { name: "Edit" }).click();
  await page.getByText("This message was edited elsewhere.").waitFor();
  await edit(page).press("Escape");
  await isWriting(page);
  await rowOf(page, "words of my phone").getByRole("button", { name: "Edit" }).click();
  expect(await edit(page).inputValue()).toBe("words of my phone");
  expect(complaints).toEqual([]);
}, 60_000);
