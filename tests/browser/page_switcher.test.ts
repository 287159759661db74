// The quick switcher: rooms, people and messages by a few letters, and how it is seen.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer, dialog, untilFocused } from "../support/page_parts.ts";

import { examine, themes } from "./page_visual_support.ts";
import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });
const switcher = (page: Page) => page.getByRole("combobox", { name: "Find rooms, people or messages" });
const options = (page: Page) => page.getByRole("option");
const chosen = (page: Page) => page.getByRole("option", { selected: true });
const isWriting = (page: Page) => untilFocused(composer(page));

test("[SWITCHER] the switcher finds rooms, people and messages, joins and opens, and remembers where one was", async () => {
  const { ada, bob } = workspace;
  const roomId = await roomOfTwo(workspace, "design review");
  const last = await roomOfTwo(workspace, "Général");
  await bob.post("/api/rooms", { name: "gardening" });
  await postAs(bob, roomId, "the harbour gets a new pier");
  const { page, complaints } = await openSeat(workspace, ada, `/r/${last}`);
  await isWriting(page);
  await page.goto(`/r/${roomId}`);
  await isWriting(page);
  await page.keyboard.press("Control+k");
  // Nothing typed: where one was last, not where one is.
  await switcher(page).waitFor();
  await options(page).filter({ hasText: "Général" }).waitFor();
  expect(await options(page).filter({ hasText: "design review" }).count()).toBe(0);
  await page.keyboard.type("GENE");
  await chosen(page).getByText("Général").waitFor();
  await page.keyboard.press("Enter");
  await heading(page, "Général").waitFor();
  await isWriting(page);
  // A public room is joined.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("gard");
  await chosen(page).getByText("gardening").waitFor();
  await page.keyboard.press("Enter");
  await heading(page, "gardening").waitFor();
  // A person: the room of two. Prefixes leave only their kind.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("@bo");
  await chosen(page).getByText("Bob").waitFor();
  expect(await options(page).locator("svg").count()).toBe(0);
  await page.keyboard.press("Enter");
  await heading(page, "Bob").waitFor();
  // A message, and the whole search.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("new pier");
  await options(page).filter({ hasText: "the harbour gets a new pier" }).waitFor();
  await page.keyboard.press("ArrowUp");
  await chosen(page).getByText("Search for").waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.locator(visual.reached).getByText("new pier").waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("qqqq");
  await page.getByText("No results").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=qqqq$/u);
  // Escape empties the search, then leaves it.
  await page.getByRole("searchbox").press("Escape");
  await page.keyboard.press("Escape");
  await isWriting(page);
  // The same key closes it, and the focus is where it was.
  await page.keyboard.press("Control+k");
  await switcher(page).waitFor();
  await page.keyboard.press("Control+k");
  await switcher(page).waitFor({ state: "detached" });
  await isWriting(page);
  expect(complaints).toEqual([]);
  // What the server does not tell is said, and what is known here is found.
  await page.route("**/api/users*", (route) => route.abort());
  await page.keyboard.press("Control+k");
  await page.keyboard.type("general");
  await page.getByText("Search failed.").waitFor();
  await chosen(page).getByText("Général").waitFor();
}, 60_000);

for (const { name, options: screen } of themes) {
  describe(name, () => {
    test("[VISUAL] looks well: the switcher, the sheet of shortcuts, what is lit and what is offered", async () => {
      const roomId = await roomOfTwo(workspace, `keys-${name}`);
      await postAs(workspace.bob, roomId, "We should look at the keys of the harbour again.");
      const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, screen);
      await rowOf(page, "We should look").waitFor();
      await page.keyboard.press("Control+k");
      await switcher(page).waitFor();
      await examine(page, `switcher-usual-${name}`);
      await switcher(page).fill("key");
      await options(page).filter({ hasText: "We should look" }).first().waitFor();
      await examine(page, `switcher-found-${name}`);
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "detached" });
      await page.keyboard.press("Control+/");
      await dialog(page).waitFor();
      await examine(page, `shortcuts-${name}`);
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "detached" });
      await composer(page).fill("**Bold** `code` [a link](https://a.example) > @bob");
      await composer(page).press("End");
      await composer(page).pressSequentially(" #key");
      await page.getByRole("listbox", { name: "Rooms" }).waitFor();
      await examine(page, `writing-${name}`);
      expect(complaints).toEqual([]);
    }, 60_000);
  });
}
