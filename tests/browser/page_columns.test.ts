// The columns and their edges, on a wide screen and on one between a phone and a desktop.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer, mainPart, sidePanel, sidebar, untilEqual, untilFocused } from "../support/page_parts.ts";

import { openWorkspace, postMessage, sidebarRow, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
  for (const text of ["first words", "second words", "third words"])
    await postMessage(workspace.bob, workspace.roomId, text);
  await postMessage(workspace.bob, workspace.roomId, `\`\`\`\n${"a long line of code ".repeat(12)}\n\`\`\``);
  await postMessage(workspace.ada, workspace.roomId, "last words");
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const widthOf = (part: Locator) =>
  part.evaluate((element) => Math.round(element.getBoundingClientRect().width));

const widthIs = (part: Locator, width: number) =>
  untilEqual(async () => Math.abs((await widthOf(part)) - width) <= 1, true);

const edge = (page: Page, name: string) => page.getByRole("separator", { name });
const sideEdge = (page: Page) => edge(page, "Sidebar width");
const panelEdge = (page: Page) => edge(page, "Panel width");

async function drawBy(page: Page, handle: ReturnType<typeof edge>, px: number): Promise<void> {
  const box = await handle.boundingBox();
  if (!box) throw new Error("There is no edge to draw.");
  const [x, y] = [box.x + box.width / 2, box.y + 300];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + px / 2, y, { steps: 3 });
  await page.mouse.move(x + px, y, { steps: 3 });
  await page.mouse.up();
}

test("[LAYOUT] an edge is drawn, moved by keys and put back; the columns come back as they were left", async () => {
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`, {
    viewport: { width: 1400, height: 800 },
  });
  await sideEdge(page).waitFor();
  await widthIs(sidebar(page), 286);
  await drawBy(page, sideEdge(page), 60);
  await widthIs(sidebar(page), 346);
  expect(await sideEdge(page).getAttribute("aria-valuenow")).toBe("346");
  // Never so wide that the room is not one any more, nor narrower than names are.
  await drawBy(page, sideEdge(page), 900);
  await widthIs(sidebar(page), 420);
  await sideEdge(page).focus();
  await page.keyboard.press("Home");
  await widthIs(sidebar(page), 200);
  await page.keyboard.press("ArrowRight");
  await widthIs(sidebar(page), 216);
  await page.keyboard.press("ArrowLeft");
  await widthIs(sidebar(page), 200);
  await page.keyboard.press("End");
  await widthIs(sidebar(page), Number(await sideEdge(page).getAttribute("aria-valuemax")));
  await page.keyboard.press("ArrowLeft");
  await widthIs(sidebar(page), 404);

  await page.getByRole("button", { name: "About this room" }).click();
  await panelEdge(page).waitFor();
  await widthIs(sidePanel(page), 372);
  await drawBy(page, panelEdge(page), -80);
  await widthIs(sidePanel(page), 452);
  await panelEdge(page).focus();
  await page.keyboard.press("ArrowLeft");
  await widthIs(sidePanel(page), 468);
  await page.keyboard.press("End");
  expect(await widthOf(mainPart(page))).toBeGreaterThanOrEqual(440);
  await page.keyboard.press("ArrowRight");
  const widthBefore = await widthOf(sidePanel(page));

  await page.reload();
  await sideEdge(page).waitFor();
  await widthIs(sidebar(page), 404);
  await page.getByRole("button", { name: "About this room" }).click();
  await widthIs(sidePanel(page), widthBefore);
  // A smaller window takes from the columns first.
  await page.setViewportSize({ width: 1100, height: 800 });
  await untilEqual(async () => (await widthOf(mainPart(page))) >= 440, true);
  await page.setViewportSize({ width: 1400, height: 800 });
  await page.keyboard.press("Escape");
  await sidePanel(page).waitFor({ state: "detached" });
  await sideEdge(page).dblclick({ position: { x: 4, y: 400 } });
  await widthIs(sidebar(page), 286);

  // Where text runs the other way the edges are the other way, too.
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await drawBy(page, sideEdge(page), -50);
  await widthIs(sidebar(page), 336);
  await sideEdge(page).focus();
  await page.keyboard.press("ArrowRight");
  await widthIs(sidebar(page), 320);
  expect(complaints).toEqual([]);
}, 40_000);

test("[LAYOUT] between a phone and a desktop the panel is a sheet over the room: beside it, Escape and Back close it", async () => {
  const { page } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`, {
    viewport: { width: 900, height: 700 },
  });
  const opener = page.getByRole("button", { name: "About this room" });
  const panel = sidePanel(page);
  const closed = async () => {
    await panel.waitFor({ state: "detached" });
    expect(await mainPart(page).getAttribute("inert")).toBeNull();
    await untilFocused(opener);
    await page.waitForFunction(() => !history.state?.cover);
  };
  await opener.click();
  await panel.getByText("2 members").waitFor();
  const covered = page.locator(visual.room);
  const room = await covered.boundingBox();
  const sheet = await panel.boundingBox();
  expect(sheet && room && sheet.x > room.x && sheet.x + sheet.width <= 900).toBe(true);
  // Beneath it nothing has the focus.
  expect(await covered.evaluate((element) => element.hasAttribute("inert"))).toBe(true);
  await page.mouse.click((room?.x ?? 0) + 20, 400);
  await closed();
  await opener.click();
  await panel.waitFor();
  await page.keyboard.press("Escape");
  await closed();
  await opener.click();
  await page.waitForFunction(() => history.state?.cover === 1);
  await page.goBack();
  await closed();
  expect(new URL(page.url()).pathname).toBe(`/r/${workspace.roomId}`);
  // What was left half said is marked in the side, where one is no more.
  await composer(page).fill("half said");
  expect(await sidebar(page).getByText("draft", { exact: true }).count()).toBe(0);
  await sidebarRow(page, "lounge").click();
  await sidebarRow(page, "harbour").getByText("draft").waitFor();
  await sidebarRow(page, "harbour").click();
  await composer(page).fill("");
  await sidebarRow(page, "lounge").click();
  await sidebar(page).getByText("draft", { exact: true }).waitFor({ state: "detached" });
}, 30_000);
