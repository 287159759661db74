// Where the focus is: always somewhere, and seen.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer, dialog, mainPart, messageWith, showsCount, untilFocused } from "../support/page_parts.ts";

import { choose, roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, sidebarRow, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });
const isWriting = (page: Page) => untilFocused(composer(page));

test("[KEYS] the focus is always somewhere, and seen: along the whole page, and when what had it is gone", async () => {
  const roomId = await roomOfTwo(workspace, "focus");
  await postAs(workspace.bob, roomId, "with **signs** and https://a.example");
  const mine = await postAs(workspace.ada, roomId, "to be deleted");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "to be deleted").waitFor();
  await isWriting(page);
  // Along the whole page: each stop is marked, by a line of its own or of what it stands in.
  const unmarked: string[] = [];
  const first = await page.evaluateHandle(() => document.activeElement);
  for (let stop = 0; stop < 80; stop += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(
      ({ began, ringed, edge }) => {
        const at = document.activeElement;
        if (!at || at === document.body) return "nowhere";
        if (at === began) return "round";
        const marks = [at, at.closest(ringed)];
        const isMarked = marks.some((one) => {
          const style = one && getComputedStyle(one);
          const isLine =
            style && style.outlineStyle !== "none" && !/, 0\)$|transparent/u.test(style.outlineColor);
          const isDrawn = one === at && getComputedStyle(at, "::after").opacity === "1" && at.matches(edge);
          return isLine || isDrawn || (style && one !== at && style.boxShadow !== "none");
        });
        return isMarked ? "" : at.outerHTML.slice(0, 120);
      },
      { began: first, ringed: visual.ringed, edge: visual.columnEdge },
    );
    if (seen === "round") break;
    // Out of the page, to the browser's own.
    if (seen !== "" && seen !== "nowhere") unmarked.push(seen);
  }
  expect(unmarked).toEqual([]);

  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      return at === document.body || !at ? "nowhere" : at.tagName;
    });
  const isSomewhere = () =>
    page.waitForFunction(() => document.activeElement && document.activeElement !== document.body);
  // After sending by the button, which is off then.
  await composer(page).fill("sent");
  await page.getByRole("button", { name: "Send" }).click();
  await isWriting(page);
  // Deleted under the focus: the tombstone has it.
  await rowOf(page, "to be deleted").focus();
  await workspace.ada.delete(`/api/messages/${mine.id}`);
  await page.getByText("This message was deleted.").waitFor();
  expect(await focused()).not.toBe("nowhere");
  await choose(page, rowOf(page, "sent"), "Delete");
  await dialog(page).getByRole("button", { name: "Delete" }).click();
  await showsCount(messageWith(page, "This message was deleted."), 2);
  await isSomewhere();
  // A dialog that is closed gives it back.
  await page.getByRole("button", { name: "Members", exact: true }).click();
  await dialog(page).waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await isSomewhere();
  // Another room: where one writes.
  await sidebarRow(page, "lounge").click();
  await heading(page, "lounge").waitFor();
  await isWriting(page);
  // A room he is put out of while he writes.
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await isWriting(bob.page);
  await workspace.ada.delete(`/api/rooms/${roomId}/members/${workspace.bob.user.id}`);
  await composer(bob.page).waitFor({ state: "detached" });
  await bob.page.waitForFunction(() => document.activeElement && document.activeElement !== document.body);
  // The page as a whole has no ring: of one as wide as the window only an edge would be seen.
  await bob.page.getByRole("button", { name: "Join room" }).waitFor();
  const ring = await mainPart(bob.page)
    .and(bob.page.locator(":focus"))
    .evaluate((main) => getComputedStyle(main).outlineStyle);
  expect(ring).toBe("none");
  expect(complaints).toEqual([]);
}, 60_000);
