// Every field with a list of options: by keyboard, by name, and under an input method.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { signUp } from "../support/client.ts";
import { composer, dialog, untilValue } from "../support/page_parts.ts";

import { roomOfTwo } from "./page_message_support.ts";
import { inRoomMenu, openSeat, openWorkspace, type Workspace } from "./page_support.ts";

let workspace: Workspace;
let roomId: number;

beforeAll(async () => {
  workspace = await openWorkspace();
  roomId = await roomOfTwo(workspace, "lists");
  for (const username of ["Noor", "Elif"])
    await signUp(workspace.server.url, { username, invitedBy: workspace.ada });
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

interface Field {
  name: string;
  open: (page: Page) => Promise<void>;
  isTaken: (page: Page) => Promise<unknown>;
}

const fields: Field[] = [
  {
    name: "the switcher",
    async open(page) {
      await page.keyboard.press("Control+k");
      await dialog(page).getByRole("combobox").waitFor();
    },
    isTaken: (page) => dialog(page).waitFor({ state: "detached" }),
  },
  {
    name: "choosing people",
    async open(page) {
      await inRoomMenu(page, "Add people");
      await dialog(page).getByRole("combobox").focus();
    },
    isTaken: (page) => dialog(page).getByRole("button", { name: "Remove Elif" }).waitFor(),
  },
  {
    name: "names in a message",
    open: (page) => composer(page).pressSequentially("@"),
    isTaken: (page) => untilValue(composer(page), "@here "),
  },
];

/** In the page: the field with the focus names this option of its list, and that one alone is selected. */
function isActive({ at, count }: { at: number; count: number }): boolean {
  const field = document.activeElement;
  const list = document.getElementById(field?.getAttribute("aria-controls") ?? "");
  const options = [...(list?.querySelectorAll("*") ?? [])].filter(({ role }) => role === "option");
  const named = options.findIndex(({ id }) => id === field?.getAttribute("aria-activedescendant"));
  const selected = options.flatMap((one, index) =>
    one.getAttribute("aria-selected") === "true" ? [index] : [],
  );
  return options.length === count && named === at && selected.join() === String(at);
}

for (const { name, open, isTaken } of fields) {
  test(`[PAGE] ${name}: the field names the active option, arrows go around, and Enter takes it, but not one that ends a composition`, async () => {
    const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
    await composer(page).click();
    await open(page);
    await page.getByRole("option").nth(1).waitFor();
    const count = await page.getByRole("option").count();
    const isAt = (at: number) => page.waitForFunction(isActive, { at, count });
    await isAt(0);
    await page.keyboard.press("ArrowDown");
    await isAt(1);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await isAt(count - 1);
    // As Safari ends a composition.
    await page.evaluate(() => {
      const press = new KeyboardEvent("keydown", {
        key: "Enter",
        keyCode: 229,
        bubbles: true,
        cancelable: true,
      });
      document.activeElement?.dispatchEvent(press);
    });
    await isAt(count - 1);
    await page.keyboard.press("Enter");
    await isTaken(page);
    expect(complaints).toEqual([]);
  }, 60_000);
}
