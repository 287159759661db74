// How my settings are seen: in forced colours, compact, and every section of them.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";

import { defaultPreferences } from "../../src/protocol/preferences.ts";
import { visual } from "../support/visual_parts.ts";
import { composer, myMenu, sidebar } from "../support/page_parts.ts";

import { examine } from "./page_visual_support.ts";
import { openWorkspace, postMessage, settings, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
  await postMessage(workspace.bob, workspace.roomId, "The tide tables are up.");
}, 60_000);

afterAll(() => workspace.close());

beforeEach(async () => {
  await workspace.ada.patch("/api/me", { preferences: defaultPreferences });
});

afterEach(() => workspace.closeContexts());

const wears = (page: Page, name: string, value: string) =>
  page.waitForFunction(([key, wanted]) => document.documentElement.dataset[key] === wanted, [
    name,
    value,
  ] as const);

test("[VISUAL] in forced colours the focus, what is on and who is here are still told apart", async () => {
  const { page } = await openSeat(workspace, workspace.ada, "/settings/privacy", { forcedColors: "active" });
  const receipts = settings(page).getByRole("switch", { name: "Show others what I've read" });
  const surface = () => receipts.evaluate((input) => getComputedStyle(input).backgroundColor);
  const on = await surface();
  await receipts.uncheck();
  expect(await surface()).not.toBe(on);
  // Its answer would set it back for a moment.
  await settings(page).getByText("Saved", { exact: true }).waitFor();
  await receipts.check();
  await settings(page).getByText("Saved", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await composer(page).focus();
  expect(
    await page.locator(visual.composerCard).evaluate((card) => getComputedStyle(card).outlineStyle),
  ).toBe("solid");
  await myMenu(page).press("Enter");
  const item = page.getByRole("menuitem", { name: "Settings", exact: true });
  await item.waitFor();
  await page.keyboard.press("ArrowDown");
  const edgeOf = (name: string) =>
    page
      .getByRole("menuitem", { name, exact: true })
      .evaluate((element) => getComputedStyle(element).outlineStyle);
  expect([await edgeOf("Settings"), await edgeOf("Sign out")]).toEqual(["solid", "none"]);
  // An icon has the colour of what it stands in, not that of a theme that is not there.
  expect(
    await item.evaluate((element) => {
      const icon = element.querySelector("svg");
      return icon !== null && getComputedStyle(icon).color === getComputedStyle(element).color;
    }),
  ).toBe(true);
}, 60_000);

test("[VISUAL] compact on a phone: letters are smaller, what a finger presses is not", async () => {
  await workspace.ada.patch("/api/me", { preferences: { density: "compact" } });
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const { page } = await openSeat(workspace, workspace.ada, "/", phone);
  await wears(page, "density", "compact");
  await myMenu(page).waitFor();
  const small = (pressed: Locator) =>
    pressed.evaluateAll((all) =>
      all
        .map((element) => ({ name: element.textContent, height: element.getBoundingClientRect().height }))
        .filter(({ height }) => height > 0 && height < 44),
    );
  expect(await small(sidebar(page).locator("a, button"))).toEqual([]);
  await page.goto("/settings/appearance");
  await settings(page).getByRole("radio").first().waitFor();
  expect(await small(settings(page).locator("button, label:has(input)"))).toEqual([]);
}, 60_000);

const desktop = { viewport: { width: 1280, height: 800 } };
const narrow = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

const appearances: { name: string; options: BrowserContextOptions }[] = [
  { name: "light", options: { ...desktop, colorScheme: "light" } },
  { name: "dark-narrow", options: { ...narrow, colorScheme: "dark" } },
  { name: "dark-contrast", options: { ...desktop, colorScheme: "dark", contrast: "more" } },
];

const sections = [
  "Profile",
  "Appearance",
  "Language and time",
  "Notifications",
  "Privacy",
  "Sessions",
  "Password",
];

const longZone = "America/Argentina/ComodRivadavia";

/** What is wider than the screen, though what holds it lets nothing scroll sideways. */
const stickingOut = (page: Page) =>
  settings(page)
    .locator(visual.seenOutsidePreview)
    .evaluateAll((all) =>
      all
        .filter((element) => {
          const { left, right, width } = element.getBoundingClientRect();
          return width > 0 && (left < -1 || right > window.innerWidth + 1);
        })
        .map((element) => element.outerHTML.slice(0, 80)),
    );

describe("[VISUAL] every section, without a finding", () => {
  for (const { name, options } of appearances) {
    test(
      name,
      async () => {
        await workspace.ada.patch("/api/me", { quietHours: { from: "22:00", to: "07:00", zone: longZone } });
        const { page, complaints } = await openSeat(workspace, workspace.ada, "/settings", options);
        for (const section of sections) {
          await page.getByRole("link", { name: section, exact: true }).click();
          await page.getByRole("heading", { name: section, level: 1 }).waitFor();
          if (section === "Sessions") await page.getByText("This session").waitFor();
          await examine(page, `settings-${section.toLowerCase().replaceAll(" ", "-")}-${name}`);
          expect({ section, wide: await stickingOut(page) }).toEqual({ section, wide: [] });
          if (name === "dark-narrow") await page.getByRole("button", { name: "Back" }).click();
        }
        if (name === "dark-narrow") await examine(page, `settings-${name}`);
        expect(complaints).toEqual([]);
      },
      60_000,
    );
  }
});
