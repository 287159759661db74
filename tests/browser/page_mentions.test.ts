// Ada and Bob side by side: naming each other, and the list of mentions.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer, messages, showsCount, textsOf, theText, untilFocused } from "../support/page_parts.ts";

import { showsHighlighted } from "./field_letters.ts";
import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const options = (page: Page) => page.getByRole("listbox", { name: "People" }).getByRole("option");

const chosen = (page: Page) =>
  page.evaluate(() => {
    const id = document.activeElement?.getAttribute("aria-activedescendant");
    return id ? document.getElementById(id)?.querySelector("bdi")?.textContent : null;
  });

test("[M2] nothing is offered before the names are here: an Enter meant for a name calls nobody", async () => {
  const roomId = await roomOfTwo(workspace, "slow names");
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const gate = Promise.withResolvers<void>();
  await page.route("**/members*", async (route) => {
    await gate.promise;
    await route.continue();
  });
  const asked = page.waitForRequest("**/members*");
  await composer(page).pressSequentially("@");
  await asked;
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  expect(await options(page).count()).toBe(0);
  gate.resolve();
  await options(page).first().waitFor();
  expect(await chosen(page)).toBe("Bob");
});

test("[M1] names are completed behind an @, by keyboard: arrows, Enter, Tab, Escape; Enter then sends", async () => {
  const roomId = await roomOfTwo(workspace, "naming");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await composer(page).pressSequentially("Hello @");
  await options(page).first().waitFor();
  expect(await options(page).locator("bdi:first-of-type").allTextContents()).toEqual([
    "Bob",
    "@everyone",
    "@here",
  ]);
  expect(await chosen(page)).toBe("Bob");
  await page.keyboard.press("ArrowUp");
  expect(await chosen(page)).toBe("@here");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect(await composer(page).inputValue()).toBe("Hello @Bob ");
  await page.keyboard.type("and @ev");
  await options(page).first().waitFor();
  expect(await options(page).count()).toBe(1);
  await page.keyboard.press("Escape");
  await options(page).first().waitFor({ state: "detached" });
  // What was let be stays so while that name is typed; it is still just a key that sends.
  await page.keyboard.type("e");
  await options(page).first().waitFor({ state: "detached" });
  for (let key = 0; key < 3; key += 1) await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("@bo");
  await options(page).first().waitFor();
  await page.keyboard.press("Tab");
  expect(await composer(page).inputValue()).toBe("Hello @Bob and @Bob ");
  await untilFocused(composer(page));
  await page.keyboard.press("Enter");
  await rowOf(page, "Hello").getByRole("button", { name: "@Bob" }).nth(1).waitFor();
  // No name begins inside a word.
  await composer(page).pressSequentially("mail@bo");
  await options(page).first().waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
}, 60_000);

test("[M1] the Enter that ends a composition takes no name", async () => {
  const roomId = await roomOfTwo(workspace, "ime-names");
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await composer(page).pressSequentially("@");
  await options(page).first().waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.imeSetComposition", { text: "b", selectionStart: 1, selectionEnd: 1 });
  const enter = { type: "rawKeyDown", key: "Enter", code: "Enter" } as const;
  await cdp.send("Input.dispatchKeyEvent", { ...enter, windowsVirtualKeyCode: 229 });
  await cdp.send("Input.insertText", { text: "b" });
  await cdp.send("Input.dispatchKeyEvent", { ...enter, windowsVirtualKeyCode: 229 });
  expect(await composer(page).inputValue()).toBe("@b");
  await options(page).first().waitFor();
  await page.keyboard.press("Enter");
  expect(await composer(page).inputValue()).toBe("@Bob ");
}, 60_000);

test("[M3] a mention is highlighted for the person it names, by their name of now; others see it as any name", async () => {
  const roomId = await roomOfTwo(workspace, "hot");
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await composer(ada.page).fill("can you look, @bob?");
  await composer(ada.page).press("Enter");
  const his = rowOf(bob.page, "can you look");
  await his.locator(visual.mentionOfMe).getByText("@Bob").waitFor();
  await his.and(bob.page.locator(visual.mentionsMe)).waitFor();
  expect(await his.getAttribute("aria-label")).toContain("mentions you");
  await rowOf(ada.page, "can you look").getByRole("button", { name: "@Bob" }).waitFor();
  expect(await rowOf(ada.page, "can you look").locator(visual.mentionOfMe).count()).toBe(0);
  await workspace.bob.patch("/api/me", { displayName: "Robert" });
  await rowOf(ada.page, "can you look").getByRole("button", { name: "@Robert" }).waitFor();
  await his.getByRole("button", { name: "@Robert" }).waitFor();
  await workspace.bob.patch("/api/me", { displayName: "" });
  await his.getByRole("button", { name: "@Bob" }).waitFor();
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
}, 60_000);

test("[M1] in Chinese a name is offered and read inside a sentence: Ada writes without spaces, Bob is called", async () => {
  const roomId = await roomOfTwo(workspace, "no-spaces");
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await composer(ada.page).pressSequentially("你好@bo");
  await options(ada.page).first().waitFor();
  await ada.page.keyboard.press("Enter");
  expect(await composer(ada.page).inputValue()).toBe("你好@Bob ");
  await composer(ada.page).fill("请@bob看一下，＠bob，用户@bob.example");
  await showsHighlighted(ada.page, "mention", ["@bob", "＠bob"]);
  await composer(ada.page).press("Enter");
  const his = rowOf(bob.page, "看一下");
  await his.locator(visual.mentionOfMe).nth(1).waitFor();
  expect(await his.getByRole("button", { name: /^@/u }).allTextContents()).toEqual(["@Bob", "@Bob"]);
  expect(await his.locator(theText).innerText()).toBe("请@Bob看一下，@Bob，用户@bob.example");
  // Where no name would be read none is offered.
  await composer(ada.page).fill("");
  await composer(ada.page).pressSequentially("> 请@bo");
  await options(ada.page).first().waitFor({ state: "detached" });
  await ada.page.keyboard.press("Home");
  for (let key = 0; key < 2; key += 1) await ada.page.keyboard.press("Delete");
  await ada.page.keyboard.press("End");
  await options(ada.page).first().waitFor();
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
}, 60_000);

test("[M2] @everyone and @here are offered where the room lets me say them", async () => {
  const roomId = await roomOfTwo(workspace, "loud");
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await composer(bob.page).pressSequentially("@");
  await options(bob.page).nth(2).waitFor();
  await workspace.ada.patch(`/api/rooms/${roomId}`, { broadcasts: "owners" });
  await showsCount(options(bob.page), 1);
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await composer(ada.page).pressSequentially("@every");
  await options(ada.page).first().waitFor();
  await ada.page.keyboard.press("Enter");
  await ada.page.keyboard.type("listen");
  await ada.page.keyboard.press("Enter");
  await rowOf(bob.page, "listen").locator(visual.mentionOfMe).getByText("@everyone").waitFor();
}, 60_000);

test("[M4] mentions and answers to me come into the list as they are said, newest first, page by page, and lead there", async () => {
  const { server, ada, bob } = workspace;
  const roomId = await roomOfTwo(workspace, "inbox");
  const mine = await postAs(bob, roomId, "a question of Bob");
  for (let at = 0; at < 60; at += 1) await postAs(ada, roomId, `@Bob number ${at}`);
  const seat = await openSeat(workspace, bob, "/mentions");
  const { page, complaints } = seat;
  const listed = () => textsOf(messages(page));
  await page.getByText("number 59").waitFor();
  await page.getByRole("button", { name: "Show more" }).click();
  await page.getByText("number 1", { exact: false }).last().waitFor();
  await messages(page).nth(59).waitFor();
  expect((await listed()).filter((text) => text.includes("number")).slice(0, 60)).toEqual(
    Array.from({ length: 60 }, (_, at) => `@Bob number ${59 - at}`),
  );
  await postAs(ada, roomId, "and @bob once more");
  await page.getByText("once more").waitFor();
  // The original was said before this page was opened: only the server knows whose it is.
  await postAs(ada, roomId, "an answer", mine.id);
  await page.getByText("an answer").waitFor();
  expect((await listed()).slice(0, 2)).toEqual(["an answer", "and @Bob once more"]);
  await messages(page).first().getByText("replied to you").waitFor();
  await page.getByText("number 30").click();
  await page.locator(visual.reached).getByText("number 30").waitFor();
  expect(new URL(page.url()).origin).toBe(server.url);
  // Back is the list again.
  await page.goBack();
  await page.getByRole("heading", { name: "Mentions", level: 1 }).waitFor();
  await page.getByText("an answer").waitFor();
  const { body } = await ada.get(`/api/rooms/${roomId}/messages?limit=1`);
  await ada.delete(`/api/messages/${body.messages[0].id}`);
  await page.getByText("an answer").waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
}, 90_000);
