// A finger that draws the room aside.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { mainPart, messages, sidePanel, untilEqual } from "../support/page_parts.ts";

import { finger, phone, receivesTouch, type Finger } from "./page_finger_support.ts";
import { openWorkspace, postMessage, openSeat, type Workspace } from "./page_support.ts";

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

async function drag({ down, move, up }: Finger, from: [number, number], to: [number, number]): Promise<void> {
  await down(...from);
  const steps = 8;
  for (let at = 1; at <= steps; at += 1) {
    await move(from[0] + ((to[0] - from[0]) * at) / steps, from[1] + ((to[1] - from[1]) * at) / steps);
  }
  await up();
}

const currentView = (page: Page) => page.locator(visual.appShell).getAttribute("data-view");
const viewIs = (page: Page, wanted: string) => page.locator(visual.restingView(wanted)).waitFor();

test("[LAYOUT] a finger draws the room aside and in again, and gives way to what scrolls and to the browser", async () => {
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`, {
    ...phone,
    reducedMotion: "no-preference",
  });
  await page.getByText("last words").waitFor();
  await receivesTouch(page);
  const hand = await finger(page);
  // Beside no message: a finger that rests on one opens its sheet.
  const y = 240;

  const beganSwipes = await page.evaluateHandle(() => {
    const began = { times: 0 };
    const observer = new MutationObserver((changes) => (began.times += changes.length));
    observer.observe(document.body, { subtree: true, attributeFilter: ["data-swipe"] });
    return began;
  });
  // Not the browser's edge, not upwards, not over code that scrolls that way, and not half-heartedly.
  await drag(hand, [6, y], [300, y]);
  expect(await currentView(page)).toBe("room");
  await drag(hand, [60, y], [90, y - 200]);
  expect(await currentView(page)).toBe("room");
  const code = await messages(page).locator("pre").first().boundingBox();
  await drag(hand, [(code?.x ?? 0) + 20, (code?.y ?? 0) + 20], [(code?.x ?? 0) + 280, (code?.y ?? 0) + 20]);
  expect(await currentView(page)).toBe("room");
  expect(await beganSwipes.evaluate(({ times }) => times)).toBe(0);
  await hand.down(60, y);
  await hand.move(80, y);
  await hand.move(160, y);
  // It is under the finger, and the rooms are beneath it.
  await page.locator(visual.swipedBack).getByRole("navigation").waitFor();
  await untilEqual(async () => Math.abs(((await mainPart(page).boundingBox())?.x ?? 0) - 100) < 2, true);
  // How fast a finger was when it is lifted says what it meant: here it rests, and turns back slowly.
  await page.waitForTimeout(120);
  await hand.move(120, y);
  await page.waitForTimeout(120);
  await hand.up();
  await viewIs(page, "room");
  expect((await mainPart(page).boundingBox())?.x).toBe(0);

  await drag(hand, [60, y], [340, y]);
  await viewIs(page, "list");
  expect(new URL(page.url()).pathname).toBe("/");
  // And in again, from the other side.
  await drag(hand, [350, y], [60, y]);
  await viewIs(page, "room");
  await page.getByText("last words").waitFor();
  expect(new URL(page.url()).pathname).toBe(`/r/${workspace.roomId}`);
  // What lies over the room goes first.
  // Not tapped: Chromium takes what follows a flick at once for the end of it.
  await page.getByRole("button", { name: "About this room" }).click();
  const details = sidePanel(page);
  await details.getByText("2 members").waitFor();
  await drag(hand, [60, y], [340, y]);
  await details.waitFor({ state: "detached" });
  expect(await currentView(page)).toBe("room");
  await page.locator(visual.restingShell).waitFor();

  // Right to left it is the mirror of that; without motion nothing follows the finger, and it works as well.
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await page.emulateMedia({ reducedMotion: "reduce" });
  await drag(hand, [60, y], [340, y]);
  expect(await currentView(page)).toBe("room");
  await hand.down(330, y);
  await hand.move(300, y);
  await hand.move(100, y);
  expect(await page.locator(visual.appShell).getAttribute("data-swipe")).toBeNull();
  await hand.up();
  await viewIs(page, "list");
  expect(complaints).toEqual([]);
}, 40_000);
