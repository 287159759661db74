// A room behind a #: completed while one writes, and a link for those who read.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { showsHighlighted } from "./field_letters.ts";
import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });

test("[M1] [K10] a room behind a # is put in as a link that leads there; a name is lit only when someone is called so", async () => {
  const roomId = await roomOfTwo(workspace, "linking");
  const target = await roomOfTwo(workspace, "deck *plans* [b]");
  await postAs(workspace.bob, roomId, "which one?");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "which one?").waitFor();
  await page.keyboard.type("see #dec");
  await page.getByRole("listbox", { name: "Rooms" }).getByRole("option").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type("@bob and @nobody");
  await showsHighlighted(page, "mention", ["@bob"]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Enter");
  const link = rowOf(page, "see").getByRole("link", { name: "#deck *plans* [b]" });
  await link.click();
  await heading(page, "deck *plans* [b]").waitFor();
  expect(new URL(page.url()).pathname).toBe(`/r/${target}`);
  expect(complaints).toEqual([]);
}, 60_000);
