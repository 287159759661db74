// Talking on the page: composer, drafts and edits.
import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import {
  composer,
  messages,
  pendingMessages,
  showsCount,
  timeline,
  toEnd,
  untilValue,
} from "../support/page_parts.ts";

import { openWorkspace, postMessage, showsBodies, openSeat, type Workspace } from "./page_support.ts";

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

/** What the server holds, oldest first. */
async function held(roomId: number): Promise<string[]> {
  const { body } = await workspace.ada.get(`/api/rooms/${roomId}/messages?limit=100`);
  return body.messages.map((message: { body: string }) => message.body);
}

const roomLink = (page: Page, name: string) => page.getByRole("link", { name: new RegExp(`^${name}`) });

test("[D4] a double click on Send, and Enter together with a click, make one message each", async () => {
  const roomId = await newRoom("twice");
  const { page, complaints, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await composer(page).fill("once");
  await page.getByRole("button", { name: "Send" }).dblclick();
  await composer(page).fill("and once");
  const send = await page.getByRole("button", { name: "Send" }).elementHandle();
  await composer(page).evaluate((area, button) => {
    area.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    if (button instanceof HTMLElement) button.click();
  }, send);
  await composer(page).fill("end");
  await composer(page).press("Enter");
  await showsBodies(page, ["once", "and once", "end"]);
  await showsCount(pendingMessages(page), 0);
  expect(await held(roomId)).toEqual(["once", "and once", "end"]);
  expect(complaints).toEqual([]);
  await close();
}, 30_000);

test("[X1] the Enter that ends a composition does not send, the next one does; Shift+Enter breaks the line", async () => {
  const roomId = await newRoom("ime");
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await composer(page).focus();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
  const enter = { type: "rawKeyDown", key: "Enter", code: "Enter" } as const;
  // While it composes the browser marks the key; Safari marks the one after by its code alone.
  await cdp.send("Input.dispatchKeyEvent", { ...enter, windowsVirtualKeyCode: 229 });
  await cdp.send("Input.insertText", { text: "日本" });
  await cdp.send("Input.dispatchKeyEvent", { ...enter, windowsVirtualKeyCode: 229 });
  expect(await composer(page).inputValue()).toBe("日本");
  await composer(page).press("Shift+Enter");
  await composer(page).pressSequentially("two");
  await composer(page).press("Enter");
  await showsBodies(page, ["日本\ntwo"]);
  await showsCount(pendingMessages(page), 0);
  expect(await held(roomId)).toEqual(["日本\ntwo"]);
  await close();
}, 30_000);

/** A browser whose clock is wrong by this much, from the next page on. */
async function misset(page: Page, byMs: number): Promise<void> {
  await page.addInitScript((ms) => {
    const now = Date.now.bind(Date);
    const RightDate = Date;
    Reflect.set(
      globalThis,
      "Date",
      new Proxy(RightDate, {
        construct: (target, given: []) =>
          given.length === 0 ? new target(now() + ms) : Reflect.construct(target, given),
        get: (target, name) => (name === "now" ? () => now() + ms : Reflect.get(target, name)),
      }),
    );
  }, byMs);
  await page.reload();
}

test("[D3] [W4] clocks an hour back and five hours ahead: the server's order and the server's time", async () => {
  const roomId = await newRoom("clocks");
  const hourMs = 3_600_000;
  const seats = [
    { ...(await openSeat(workspace, workspace.ada, `/r/${roomId}`)), byMs: -hourMs },
    { ...(await openSeat(workspace, workspace.bob, `/r/${roomId}`)), byMs: 5 * hourMs },
  ];
  for (const { page, byMs } of seats) {
    await misset(page, byMs);
    const wrongBy = (await page.evaluate(() => Date.now())) - Date.now();
    expect(Math.abs(wrongBy - byMs)).toBeLessThan(hourMs / 2);
  }
  const sent: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (const { page } of seats) {
      const body = `number ${sent.length}`;
      sent.push(body);
      await composer(page).fill(body);
      await composer(page).press("Enter");
      for (const seat of seats) await showsBodies(seat.page, sent);
    }
  }
  const { body } = await workspace.ada.get(`/api/rooms/${roomId}/messages`);
  const stored: { body: string; createdAt: number }[] = body.messages;
  expect(stored.map((message) => message.body)).toEqual(sent);
  const times = stored.map(({ createdAt }) => new Date(createdAt).toISOString());
  for (const { page, complaints, close } of seats) {
    await showsCount(pendingMessages(page), 0);
    const shown = await page
      .getByRole("article")
      .getByRole("time")
      .evaluateAll((all) => all.map((one) => one.getAttribute("datetime")));
    expect(shown).toEqual(times);
    expect(complaints).toEqual([]);
    await close();
  }
}, 60_000);

test("[D7] drafts belong to their room and survive a reload; what is typed goes to the room shown", async () => {
  const [x, y] = [await newRoom("room-x"), await newRoom("room-y")];
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${x}`);
  await composer(page).fill("for x, unfinished");
  await roomLink(page, "room-y").click();
  await page.getByRole("heading", { name: "room-y", level: 1 }).waitFor();
  expect(await composer(page).inputValue()).toBe("");
  await page.keyboard.type("for y");
  await page.keyboard.press("Enter");
  await showsBodies(page, ["for y"]);
  await page.reload();
  await page.goBack();
  await page.getByRole("heading", { name: "room-x", level: 1 }).waitFor();
  expect(await composer(page).inputValue()).toBe("for x, unfinished");
  expect(await held(y)).toEqual(["for y"]);
  expect(await held(x)).toEqual([]);
  await close();
}, 30_000);

test("[D7] over the limit nothing is sent and the text stays", async () => {
  const roomId = await newRoom("limit");
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await composer(page).fill("x".repeat(10_001));
  await page.getByText("1 character over the limit").waitFor();
  await composer(page).press("Enter");
  expect((await composer(page).inputValue()).length).toBe(10_001);
  await composer(page).press("Backspace");
  await page.getByText("0 characters left").waitFor();
  await composer(page).press("Enter");
  await messages(page).waitFor();
  await showsCount(pendingMessages(page), 0);
  expect((await held(roomId)).map(({ length }) => length)).toEqual([10_000]);
  await close();
}, 30_000);

test("[W8] edit and delete my own; an edit from two tabs keeps the newer, and the older text in its field", async () => {
  const roomId = await newRoom("edits");
  await postMessage(workspace.ada, roomId, "first");
  await postMessage(workspace.bob, roomId, "his");
  const one = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const other = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const edit = async (page: Page) => {
    await messages(page).first().hover();
    await messages(page).first().getByRole("button", { name: "Edit" }).click();
  };
  await edit(one.page);
  await one.page.keyboard.press("Escape");
  await showsBodies(one.page, ["first", "his"]);
  await edit(one.page);
  await edit(other.page);
  await one.page.getByLabel("Edit message").fill("from one");
  await other.page.getByLabel("Edit message").fill("from the other");
  // Both begin from the same version: the line of the other is cut off from the first's edit.
  await other.page.evaluate(() => {
    const send: (this: WebSocket, text: string) => void = Reflect.get(WebSocket.prototype, "send");
    Reflect.set(WebSocket.prototype, "send", function (this: WebSocket, text: string) {
      send.call(this, text.includes('"edit"') ? text.replace(/"editedAt":[^,}]+/, '"editedAt":null') : text);
    });
  });
  await one.page.keyboard.press("Enter");
  await showsBodies(one.page, ["from oneedited", "his"]);
  await other.page.keyboard.press("Enter");
  await other.page.getByText("Save again to replace that edit").waitFor();
  expect(await other.page.getByLabel("Edit message").inputValue()).toBe("from the other");
  // His message offers no editing.
  await messages(one.page).nth(1).hover();
  expect(await messages(one.page).nth(1).getByRole("button", { name: "Edit" }).count()).toBe(0);
  await messages(one.page).first().hover();
  await one.page.getByRole("button", { name: "Message menu" }).click();
  await one.page.getByRole("menuitem", { name: "Delete" }).click();
  await one.page.getByRole("button", { name: "Delete" }).click();
  await one.page.getByText("This message was deleted.").waitFor();
  // Deleted under the other's hands: that text is not lost either.
  await untilValue(composer(other.page), "from the other");
  await one.close();
  await other.close();
}, 40_000);

test("[M3] up to edit: Save and Cancel are in sight, also when the text grows", async () => {
  const roomId = await newRoom("edited");
  for (let at = 0; at < 20; at += 1) await postMessage(workspace.bob, roomId, `before ${at}`);
  await postMessage(workspace.ada, roomId, "mine\nin\nfour\nlines");
  for (let at = 0; at < 20; at += 1) await postMessage(workspace.bob, roomId, `after ${at}`);
  for (const body of ["after", "and after"]) await postMessage(workspace.bob, roomId, body);
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 640 },
  ]) {
    const { page, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, { viewport });
    await page.getByText("and after").waitFor();
    // Its last line is the last that is seen.
    await timeline(page).evaluate((box) => {
      const row = [...box.querySelectorAll("article")].find((one) => one.textContent?.includes("four"));
      if (row) box.scrollTop += row.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom;
    });
    await toEnd(page).waitFor();
    await composer(page).press("ArrowUp");
    const save = page.getByRole("button", { name: "Save" });
    await save.waitFor();
    const isSeen = () =>
      page.waitForFunction(
        ([edited, below]) => {
          const box = document.querySelector(edited)?.getBoundingClientRect();
          const end = document.querySelector(below)?.getBoundingClientRect();
          return box && end && box.bottom <= end.top && box.top > 0;
        },
        [visual.editBox, visual.belowMessages] as const,
      );
    await isSeen();
    await page.getByLabel("Edit message").press("Control+End");
    for (let at = 0; at < 4; at += 1) await page.keyboard.press("Shift+Enter");
    await isSeen();
    await page.getByRole("button", { name: "Cancel" }).click();
    await close();
  }
}, 40_000);
