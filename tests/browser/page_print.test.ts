// A conversation on paper, and the bar of the list of rooms on screen.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Locator } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { timeline } from "../support/page_parts.ts";

import { openWorkspace, postMessage, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
  for (let at = 1; at <= 60; at += 1)
    await postMessage(at % 9 ? workspace.bob : workspace.ada, workspace.roomId, `message ${at}`);
  await workspace.ada.post("/api/rooms/read");
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

test("[K12] print shows all that is loaded of a room, no list of rooms and no composer, and the screen is as before", async () => {
  const { page } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`, {
    colorScheme: "dark",
  });
  await page.getByText("message 60").waitFor();
  await page.getByText("message 1", { exact: true }).waitFor({ state: "attached" });
  const top = await timeline(page).evaluate((box) => box.scrollTop);
  expect(top).toBeGreaterThan(100);
  const pdf = await page.pdf({ format: "A4" });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  // Some forty messages go on a sheet.
  expect(pages).toBeGreaterThan(1);
  expect(pages).toBeLessThan(4);
  expect(await timeline(page).evaluate((box) => box.scrollTop)).toBe(top);

  await page.emulateMedia({ media: "print" });
  for (const hidden of visual.notPrinted) {
    expect([hidden, await page.locator(hidden).first().isVisible()]).toEqual([hidden, false]);
  }
  const shown = await page.evaluate(() => {
    const all = [...document.querySelectorAll("article")];
    const clips = (one: Element): boolean => getComputedStyle(one).overflowY !== "visible";
    const around = (one: Element | null): Element[] => (one ? [one, ...around(one.parentElement)] : []);
    return {
      messages: all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 0).length,
      clipping: around(all[0]?.parentElement ?? null)
        .filter(clips)
        .map((one) => one.className),
      ink: getComputedStyle(document.documentElement).colorScheme,
    };
  });
  expect(shown).toEqual({ messages: 60, clipping: [], ink: "light" });
});

test("[VISUAL] the list of rooms scrolls by the same thin bar as the conversation", async () => {
  const { page } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`);
  await page.getByText("message 60").waitFor();
  const barOf = (box: Locator) =>
    box.evaluate((element) => {
      const { scrollbarWidth, scrollbarColor } = getComputedStyle(element);
      return [scrollbarWidth, scrollbarColor];
    });
  const bars = await Promise.all([page.locator(visual.sidebarList), timeline(page)].map(barOf));
  expect(bars[0]).toEqual(bars[1]);
  expect(bars[0]?.[0]).toBe("thin");
});
