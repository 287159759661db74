// Wide screens and long lists: what belongs together stays near, and what is unread out of sight is told of.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Locator } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer, mainPart, messages, theText, timeline } from "../support/page_parts.ts";

import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, sidebarRow, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

test("[LAYOUT] at 1680 px text, composer and actions keep to one column; the first message's actions stay below the head", async () => {
  const roomId = await roomOfTwo(workspace, "wide");
  for (let at = 0; at < 40; at += 1) await postAs(workspace.bob, roomId, `line ${at} ${"long ".repeat(80)}`);
  await workspace.ada.put(`/api/rooms/${roomId}/read`, { seq: 40 });
  const viewport = { width: 1680, height: 900 };
  for (const locale of ["en-US", "ar"]) {
    const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, {
      viewport,
      locale,
    });
    await rowOf(page, "line 39").waitFor();
    const edges = (part: Locator) =>
      part.last().evaluate((one) => {
        const { left, right } = one.getBoundingClientRect();
        return document.dir === "rtl" ? [innerWidth - right, innerWidth - left] : [left, right];
      });
    const [cardFrom = 0, cardTo = 0] = await edges(page.locator(visual.composerCard));
    const [textFrom = 0, textTo = 0] = await edges(messages(page));
    expect(cardTo - cardFrom).toBeCloseTo(960, 0);
    // The row has the gutter on both sides; its scrollbar is the row's.
    expect(textFrom + 24).toBeCloseTo(cardFrom, 0);
    expect(textTo - 24).toBeCloseTo(cardTo, 0);
    await rowOf(page, "line 39").hover();
    await page.locator(visual.messageActions).waitFor();
    const [, actionsTo = 0] = await edges(page.locator(visual.messageActions));
    expect(actionsTo).toBeCloseTo(cardTo, 0);
    // A message whose upper end lies just beneath the head.
    const row = rowOf(page, "line 20");
    await row.evaluate((one) => one.scrollIntoView({ block: "start" }));
    const box = await timeline(page).boundingBox();
    const text = await row.locator(theText).boundingBox();
    await page.mouse.move((text?.x ?? 0) + 60, (text?.y ?? 0) + 8);
    await row.locator(visual.messageActions).waitFor();
    const actions = await page.locator(visual.messageActions).boundingBox();
    expect((actions?.y ?? 0) - (box?.y ?? 0)).toBeGreaterThanOrEqual(0);
    // Where one writes it is as wide as the room on a smaller screen.
    await page.setViewportSize({ width: 1100, height: 900 });
    const room = await mainPart(page).boundingBox();
    const card = await page.locator(visual.composerCard).boundingBox();
    expect((room?.width ?? 0) - (card?.width ?? 0)).toBeCloseTo(48, 0);
    expect(complaints).toEqual([]);
  }
}, 60_000);

test("[LAYOUT] unread rooms out of sight are told of at the edges of the side, and a press leads to the nearest", async () => {
  const ids: number[] = [];
  for (let at = 10; at < 40; at += 1) ids.push(await roomOfTwo(workspace, `room ${at}`));
  const open = ids[15] ?? 0;
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${open}`, {
    viewport: { width: 1280, height: 500 },
  });
  await sidebarRow(page, "room 39").waitFor();
  await composer(page).waitFor();
  const list = page.locator(visual.sidebarList);
  const cue = (edge: string) => page.getByRole("button", { name: new RegExp(` unread ${edge}$`, "u") });
  await list.evaluate((box) => (box.scrollTop = 0));
  for (const at of [28, 29]) await postAs(workspace.bob, ids[at] ?? 0, "news");
  await cue("below").getByText("2 unread below").waitFor();
  expect(await cue("above").count()).toBe(0);
  await cue("below").click();
  expect(
    await sidebarRow(page, "room 38").evaluate((row) => row.getBoundingClientRect().bottom < innerHeight),
  ).toBe(true);
  await list.evaluate((box) => (box.scrollTop = box.scrollHeight));
  await cue("below").waitFor({ state: "detached" });
  // One comes in above.
  await postAs(workspace.bob, ids[0] ?? 0, "news");
  await cue("above").getByText("1 unread above").waitFor();
  await cue("above").click();
  await cue("above").waitFor({ state: "detached" });
  await cue("below").getByText("2 unread below").waitFor();
  expect(complaints).toEqual([]);
}, 60_000);
