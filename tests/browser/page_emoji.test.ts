// Ada and Bob side by side: emoji out of the picker and out of codes, in the composer, the replies and while editing.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer, messageWith, messages, sidePanel, theText, untilFocused } from "../support/page_parts.ts";

import { examine, themes } from "./page_visual_support.ts";
import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, showsBodies, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const options = (page: Page) => page.getByRole("listbox", { name: "Emoji" }).getByRole("option");
const chosen = (page: Page) =>
  page.evaluate(() => {
    const id = document.activeElement?.getAttribute("aria-activedescendant");
    return id ? document.getElementById(id)?.querySelector("bdi")?.textContent : null;
  });
const untilFieldIs = (page: Page, text: string) =>
  page.waitForFunction(
    (wanted) =>
      document.activeElement instanceof HTMLTextAreaElement && document.activeElement.value === wanted,
    text,
  );

test("[E4] codes are completed by keyboard in two browsers: arrows, Enter, Tab, Escape; Enter then sends", async () => {
  const roomId = await roomOfTwo(workspace, "codes");
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  const { page } = ada;
  await composer(page).pressSequentially("well :s");
  await options(page).first().waitFor({ state: "detached" });
  await page.keyboard.type("mile");
  await options(page).first().waitFor();
  expect(await chosen(page)).toBe(":smile:");
  await page.keyboard.press("ArrowDown");
  const second = await chosen(page);
  expect(second).not.toBe(":smile:");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await untilFieldIs(page, "well 😄");
  expect(await chosen(page)).toBeNull();
  // What was put there is taken back as what is typed is.
  await page.keyboard.press("Control+z");
  await untilFieldIs(page, "well :smile");
  await page.keyboard.press("End");
  await options(page).first().waitFor();
  await page.keyboard.press("Tab");
  await untilFieldIs(page, "well 😄");
  await page.keyboard.type(" :rock");
  await options(page).first().waitFor();
  await page.keyboard.press("Escape");
  await options(page).first().waitFor({ state: "detached" });
  // What was let be stays text, closed or not.
  await page.keyboard.type("et:");
  await untilFieldIs(page, "well 😄 :rocket:");
  await page.keyboard.type(" :tada:");
  await untilFieldIs(page, "well 😄 :rocket: 🎉");
  await page.keyboard.press("Enter");
  await rowOf(bob.page, "well 😄 :rocket: 🎉").waitFor();
  // By mouse, and among the used ones from then on.
  await composer(bob.page).pressSequentially(":thumbs");
  await options(bob.page).getByText(":thumbsup:").click();
  await untilFieldIs(bob.page, "👍");
  await bob.page.keyboard.press("Enter");
  await rowOf(page, "👍").waitFor();
  await bob.page.getByRole("button", { name: "Add an emoji" }).click();
  await bob.page
    .getByRole("region", { name: "Frequently used" })
    .getByRole("button", { name: "thumbs up" })
    .waitFor();
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
}, 60_000);

test("[E4] times, addresses and code stay text, typed sign by sign, and Enter sends them", async () => {
  const roomId = await roomOfTwo(workspace, "text");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  // Once it has been asked for, it is there at once: then nothing comes late.
  await composer(page).pressSequentially(":smile");
  await options(page).first().waitFor();
  await composer(page).fill("");
  const texts = ["00:19:10", "10:30:", "http://x.org/:smile:", "a::smile:", "`:smile:`"];
  for (const text of texts) {
    await composer(page).pressSequentially(text);
    expect([text, await options(page).count()]).toEqual([text, 0]);
    await composer(page).press("Enter");
  }
  await showsBodies(
    page,
    texts.map((text) => text.replaceAll("`", "")),
  );
  // What would have come has had its time.
  await composer(page).pressSequentially(":tada:");
  await untilFieldIs(page, "🎉");
  expect(complaints).toEqual([]);
}, 60_000);

test("[E4] the Enter that ends a composition takes no emoji", async () => {
  const roomId = await roomOfTwo(workspace, "ime-emoji");
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await composer(page).pressSequentially(":sm");
  await options(page).first().waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.imeSetComposition", { text: "i", selectionStart: 1, selectionEnd: 1 });
  const enter = { type: "rawKeyDown", key: "Enter", code: "Enter" } as const;
  await cdp.send("Input.dispatchKeyEvent", { ...enter, windowsVirtualKeyCode: 229 });
  await cdp.send("Input.insertText", { text: "i" });
  await cdp.send("Input.dispatchKeyEvent", { ...enter, windowsVirtualKeyCode: 229 });
  expect(await composer(page).inputValue()).toBe(":smi");
  await options(page).first().waitFor();
  await page.keyboard.press("Enter");
  await untilFieldIs(page, "😄");
}, 60_000);

test("[E4] in the panel of replies, and while editing, where no name is offered", async () => {
  const roomId = await roomOfTwo(workspace, "elsewhere");
  const original = await postAs(workspace.ada, roomId, "a question");
  await postAs(workspace.bob, roomId, "an answer", original.id);
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "a question").getByRole("button", { name: "1 reply" }).click();
  const panel = page.getByRole("textbox", { name: "Reply" });
  await panel.pressSequentially(":rocke");
  await options(page).first().waitFor();
  await page.keyboard.press("Enter");
  await untilFieldIs(page, "🚀");
  await page.keyboard.press("Enter");
  await messageWith(sidePanel(page), "🚀").waitFor();
  await page.keyboard.press("Escape");
  await rowOf(page, "a question").hover();
  await rowOf(page, "a question").getByRole("button", { name: "Edit" }).click();
  const edit = page.getByRole("textbox", { name: "Edit message" });
  await edit.press("End");
  await edit.pressSequentially(" :ta");
  await options(page).first().waitFor();
  // Escape closes what is offered, not the edit.
  await page.keyboard.press("Escape");
  await options(page).first().waitFor({ state: "detached" });
  await edit.pressSequentially("da: :tada");
  await options(page).first().waitFor();
  await page.keyboard.press("Enter");
  await untilFieldIs(page, "a question :tada: 🎉");
  // An edit names nobody anew (M3): nobody is offered.
  await edit.pressSequentially(" @bo");
  expect(await page.getByRole("listbox", { name: "People" }).count()).toBe(0);
  await page.keyboard.press("Enter");
  await rowOf(page, "a question :tada: 🎉 @bo").waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

test("[E4] the picker puts emoji where the caret was, in the tone once chosen, and leads back", async () => {
  const roomId = await roomOfTwo(workspace, "put");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await composer(page).pressSequentially("ab");
  await page.keyboard.press("ArrowLeft");
  const button = page.getByRole("button", { name: "Add an emoji" });
  await button.click();
  const search = page.getByRole("searchbox", { name: "Search emoji" });
  await search.waitFor();
  await page.keyboard.press("Escape");
  await search.waitFor({ state: "detached" });
  await untilFocused(composer(page));
  await button.click();
  // The button closes it too.
  await search.waitFor();
  await button.click();
  await search.waitFor({ state: "detached" });
  await button.click();
  await page.getByRole("button", { name: /^Skin tone/ }).click();
  await page.getByRole("button", { name: "Medium dark" }).click();
  await search.fill("thumbs up");
  await page.getByRole("button", { name: "thumbs up", exact: true }).waitFor();
  await search.press("Enter");
  await untilFieldIs(page, "a👍🏾b");
  await page.keyboard.press("Control+z");
  await untilFieldIs(page, "ab");
  await page.keyboard.press("End");
  await page.keyboard.type(" :wave:");
  await untilFieldIs(page, "ab 👋🏾");
  expect(complaints).toEqual([]);
}, 60_000);

test("[E5] party finds 🎉 first, categories are jumped to, and what the system lacks is left out", async () => {
  const roomId = await roomOfTwo(workspace, "pick");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await page.evaluate(() => {
    // As a system does that has a font of emoji, which cannot join what a firefighter is made of.
    const measure = (text: string) => ({
      width: text === "\u{10ffff}" ? 10 : text === "👩\u{200d}🚒" ? 40 : 20,
    });
    Reflect.set(CanvasRenderingContext2D.prototype, "measureText", measure);
  });
  await page.getByRole("button", { name: "Add an emoji" }).click();
  const search = page.getByRole("searchbox", { name: "Search emoji" });
  await search.waitFor();
  const categories = page.getByRole("group", { name: "Categories" });
  const top = (name: string) =>
    page.getByRole("region", { name }).evaluate((section) => {
      const box = section.parentElement?.getBoundingClientRect();
      const off = section.getBoundingClientRect().top - (box?.top ?? NaN);
      return Math.abs(off) < 1 ? 0 : off;
    });
  for (const name of ["Food & drink", "Flags", "Smileys & emotion"]) {
    await categories.getByRole("button", { name }).click();
    await categories.locator(visual.current).and(page.getByRole("button", { name })).waitFor();
    if (name !== "Flags") expect([name, await top(name)]).toEqual([name, 0]);
  }
  // One stop of Tab, arrows inside.
  await categories.getByRole("button", { name: "Smileys & emotion" }).focus();
  await page.keyboard.press("ArrowRight");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("People & body");
  await search.fill("firefighter");
  await page.getByRole("button", { name: "firefighter", exact: true }).waitFor();
  await page.getByRole("button", { name: "man firefighter", exact: true }).waitFor();
  expect(await page.getByRole("button", { name: "woman firefighter", exact: true }).count()).toBe(0);
  await search.fill("party");
  await search.press("Enter");
  await untilFieldIs(page, "🎉");
  await composer(page).fill("");
  await composer(page).pressSequentially(":par");
  await options(page).first().waitFor();
  expect(await chosen(page)).toBe(":party:");
  expect(complaints).toEqual([]);
}, 60_000);

test("[E5] however it is looked through, emoji are drawn slice by slice: none holds the page up", async () => {
  const roomId = await roomOfTwo(workspace, "slices");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await composer(page).waitFor();
  // Pressed the moment it is there.
  await page.evaluate((emoji) => {
    const sizes: number[] = [];
    Reflect.set(globalThis, "slices", sizes);
    let isPressed = false;
    const watch = new MutationObserver((changes) => {
      const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
      const drawn = added.flatMap((node) => {
        if (!(node instanceof Element)) return [];
        return node.matches(emoji) ? [node] : [...node.querySelectorAll(emoji)];
      });
      if (drawn.length > 0) sizes.push(drawn.length);
      const tab = [...document.querySelectorAll("button")].find(({ ariaLabel }) => ariaLabel === "Flags");
      if (tab && !isPressed) tab.click();
      isPressed ||= tab !== undefined;
    });
    watch.observe(document.body, { childList: true, subtree: true });
  }, visual.emoji);
  await page.getByRole("button", { name: "Add an emoji" }).click();
  const isAllThere = () =>
    page.getByRole("region", { name: "Flags" }).getByRole("button", { name: "flag Wales" }).waitFor();
  await isAllThere();
  await page.getByRole("button", { name: "Flags" }).and(page.locator(visual.current)).waitFor();
  // And once what was searched is taken away.
  const search = page.getByRole("searchbox", { name: "Search emoji" });
  await search.fill("party");
  await page.getByRole("region", { name: "Flags" }).waitFor({ state: "detached" });
  await search.fill("");
  await isAllThere();
  const slices = await page.evaluate(() => Reflect.get(globalThis, "slices") as number[]);
  expect(slices.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(3000);
  expect(Math.max(...slices)).toBeLessThanOrEqual(200);
  expect(complaints).toEqual([]);
}, 60_000);

test("[E5] a few emoji alone are large, and an avatar opens the person's card", async () => {
  const roomId = await roomOfTwo(workspace, "large");
  await postAs(workspace.bob, roomId, "🎉 🚀");
  await postAs(workspace.bob, roomId, "🎉 with words");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const size = (text: string) =>
    rowOf(page, text)
      .locator(theText)
      .evaluate((body) => Number.parseFloat(getComputedStyle(body).fontSize));
  expect(await size("🎉 🚀")).toBeGreaterThan(1.8 * (await size("with words")));
  await messages(page).first().getByRole("button", { name: "Bob" }).first().click();
  await page.getByRole("dialog", { name: "Bob" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
}, 60_000);

for (const { name, options: screen } of themes) {
  describe(name, () => {
    test("[E4] looks well: what is offered, and all of them", async () => {
      const roomId = await roomOfTwo(workspace, `look-${name}`);
      await postAs(workspace.bob, roomId, "Shipped. Thank you all.");
      const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, screen);
      await rowOf(page, "Shipped").waitFor();
      await composer(page).pressSequentially("Well done :sm");
      await options(page).first().waitFor();
      await examine(page, `emoji-codes-${name}`);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Add an emoji" }).click();
      await page.getByRole("button", { name: "grinning face", exact: true }).waitFor();
      await examine(page, `emoji-picker-${name}`);
      await page.getByRole("button", { name: "grinning face", exact: true }).click();
      await untilFieldIs(page, "Well done :sm😀");
      expect(complaints).toEqual([]);
    }, 60_000);
  });
}
