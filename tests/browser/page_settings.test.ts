// My settings: what is chosen is worn at once, kept, and the same wherever I am; what is refused is put back.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { defaultPreferences } from "../../src/protocol/preferences.ts";
import { signIn } from "../support/client.ts";
import { picture } from "../support/pictures.ts";
import { visual } from "../support/visual_parts.ts";
import { composer, messages, myMenu, showsCount, statuses, untilValue } from "../support/page_parts.ts";

import {
  inMySettings,
  openWorkspace,
  postMessage,
  settings,
  openSeat,
  type Workspace,
} from "./page_support.ts";

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

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const textSize = (page: Page) => page.evaluate(() => getComputedStyle(document.body).fontSize);

const wears = (page: Page, name: string, value: string) =>
  page.waitForFunction(([key, wanted]) => document.documentElement.dataset[key] === wanted, [
    name,
    value,
  ] as const);

const pick = (page: Page, group: string, name: string) =>
  settings(page).getByRole("group", { name: group }).getByRole("radio", { name, exact: true }).check();

test("[P5] theme, contrast, density and clock are worn at once, in my other session too, and after a reload", async () => {
  const ada = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`, { colorScheme: "light" });
  const elsewhere = await signIn(workspace.server.url, { username: "Ada" });
  const other = await openSeat(workspace, elsewhere, `/r/${workspace.roomId}`, { colorScheme: "light" });
  const time = messages(other.page).getByRole("time").first();
  await time.filter({ hasText: /[AP]M$/ }).waitFor();
  const [light, large] = [await background(ada.page), await textSize(ada.page)];

  await inMySettings(ada.page, "Appearance");
  await pick(ada.page, "Theme", "Dark");
  await settings(ada.page).getByText("Saved", { exact: true }).waitFor();
  await wears(other.page, "theme", "dark");
  const dark = await background(other.page);
  expect(dark).not.toBe(light);
  expect(await background(ada.page)).toBe(dark);
  expect(
    await other.page
      .locator(visual.themeColor)
      .evaluateAll((all) => all.map((meta) => meta.getAttribute("content"))),
  ).toEqual(["#0d1117", "#0d1117"]);

  await pick(ada.page, "Contrast", "High contrast");
  await wears(other.page, "contrast", "more");
  expect(await background(other.page)).not.toBe(dark);
  await pick(ada.page, "Density", "Compact");
  await wears(other.page, "density", "compact");
  expect(parseFloat(await textSize(other.page))).toBeLessThan(parseFloat(large));

  await ada.page.getByRole("link", { name: "Language and time" }).click();
  await pick(ada.page, "Clock", "24-hour");
  await time.filter({ hasText: /\d$/ }).waitFor();

  await ada.page.reload();
  await wears(ada.page, "theme", "dark");
  await settings(ada.page).getByRole("radio", { name: "24-hour" }).waitFor();
  expect(await settings(ada.page).getByRole("radio", { name: "24-hour" }).isChecked()).toBe(true);
  expect([...ada.complaints, ...other.complaints]).toEqual([]);
}, 60_000);

test("[P5] the page is dressed before anything is painted", async () => {
  await workspace.ada.patch("/api/me", { preferences: { theme: "dark" } });
  const { page } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`, {
    colorScheme: "light",
  });
  await wears(page, "theme", "dark");
  // The script takes long to come: a browser that waits for nothing paints meanwhile.
  await page.route(/\/assets\/confab-.*\.js$/, async (route) => {
    await Bun.sleep(400);
    await route.continue();
  });
  await page.addInitScript(() => {
    new MutationObserver(() => {
      Object.assign(window, { appearanceAt: Reflect.get(window, "appearanceAt") ?? performance.now() });
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-theme"] });
  });
  await page.reload();
  await composer(page).waitFor();
  const { appearanceAt, paintedAt } = await page.evaluate(() => ({
    appearanceAt: Number(Reflect.get(window, "appearanceAt")),
    paintedAt: performance.getEntriesByName("first-paint")[0]?.startTime ?? 0,
  }));
  expect(paintedAt).toBeGreaterThan(0);
  expect(paintedAt).toBeGreaterThanOrEqual(appearanceAt);
}, 60_000);

test("[P5] what the server refuses is put back, with the reason; a refused name stays as typed", async () => {
  const { page } = await openSeat(workspace, workspace.ada, "/settings/appearance", { colorScheme: "light" });
  const refuse = (message: string) =>
    page.route("**/api/me", (route) =>
      route.request().method() === "PATCH"
        ? route.fulfill({ status: 503, json: { error: { code: "busy", message } } })
        : route.continue(),
    );
  await settings(page).getByRole("radio", { name: "Dark" }).waitFor();
  await refuse("Not now.");
  await settings(page).getByRole("radio", { name: "Dark" }).click();
  await settings(page).getByText("Not now.").waitFor();
  await wears(page, "theme", "system");
  const isSystem = settings(page).getByRole("group", { name: "Theme" }).getByRole("radio").first();
  expect(await isSystem.isChecked()).toBe(true);

  await page.getByRole("link", { name: "Profile" }).click();
  const name = settings(page).getByLabel("Display name");
  await name.fill("Ada of the harbour");
  await page.getByRole("link", { name: "Privacy" }).click();
  await statuses(page).getByText("Not now.").waitFor();
  await page.getByRole("link", { name: "Profile" }).click();
  expect(await name.inputValue()).toBe("Ada of the harbour");
  await page.unroute("**/api/me");
  await name.press("Enter");
  await settings(page).getByText("Saved", { exact: true }).waitFor();
  expect((await workspace.ada.get("/api/me")).body.user.displayName).toBe("Ada of the harbour");
  await name.fill("");
  await name.press("Enter");
  await untilValue(name, "Ada");
}, 60_000);

test("[Y5] under Privacy I download what is mine, and it goes to the disk while the page stays", async () => {
  const ada = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`);
  await inMySettings(ada.page, "Privacy");
  const link = settings(ada.page).getByRole("link", { name: "Download my data" });
  await link.scrollIntoViewIfNeeded();
  const [download] = await Promise.all([ada.page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^confab-\d{4}-\d\d-\d\d\.tar$/);
  const bytes = await Bun.file(await download.path()).bytes();
  expect(bytes.byteLength % 512).toBe(0);
  const text = new TextDecoder().decode(bytes);
  expect(text).toContain('"username": "Ada"');
  // Bob wrote it.
  expect(text).not.toContain("The tide tables are up.");
  expect(new URL(ada.page.url()).pathname).toBe("/settings/privacy");
  // What the server says to a fourth one within 20 minutes.
  await ada.page.route("**/api/me/export", (route) => route.fulfill({ status: 429, body: "" }));
  await link.click();
  await settings(ada.page).getByText("You downloaded it several times just now.").waitFor();
  expect(new URL(ada.page.url()).pathname).toBe("/settings/privacy");
}, 60_000);

test("[P6] a picture of me is seen by the other at once, and gone when it is removed", async () => {
  const bob = await openSeat(workspace, workspace.bob, `/r/${workspace.roomId}`);
  await messages(bob.page).first().waitFor();
  const ada = await openSeat(workspace, workspace.ada, "/settings/profile");
  await postMessage(workspace.ada, workspace.roomId, "look at me");
  const avatar = messages(bob.page).filter({ hasText: "look at me" }).locator(visual.avatarPicture);
  const buffer = Buffer.from(await picture("png", 60, 40));
  await settings(ada.page)
    .locator(visual.fileField)
    .setInputFiles({ name: "me.png", mimeType: "image/png", buffer });
  await settings(ada.page).getByText("Saved", { exact: true }).waitFor();
  await avatar.waitFor({ state: "attached" });
  expect(
    await avatar.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth)),
  ).toBeGreaterThan(0);
  await settings(ada.page).getByRole("button", { name: "Remove picture" }).click();
  await avatar.waitFor({ state: "detached" });
  // The button is gone: the focus is where the next step is.
  await ada.page.waitForFunction(() => document.activeElement?.textContent === "Upload picture");
  // What is no picture is refused beside it.
  await settings(ada.page)
    .locator(visual.fileField)
    .setInputFiles({ name: "me.png", mimeType: "image/png", buffer: Buffer.from("not a picture") });
  await settings(ada.page).locator(visual.fieldError).waitFor();
  expect(ada.complaints).toEqual([]);
}, 60_000);

test("[A2] the sessions are listed, and one that I sign out is out", async () => {
  const elsewhere = await signIn(workspace.server.url, { username: "Ada" });
  const { page } = await openSeat(workspace, workspace.ada, "/settings/sessions");
  const devices = settings(page).getByRole("listitem");
  await devices.filter({ hasText: "This session" }).waitFor();
  const others = await settings(page)
    .getByRole("button", { name: /^Sign out:/ })
    .count();
  await settings(page)
    .getByRole("button", { name: /^Sign out:/ })
    .first()
    .click();
  await settings(page).getByText("Saved", { exact: true }).waitFor();
  await showsCount(settings(page).getByRole("button", { name: /^Sign out:/ }), others - 1);
  await settings(page).getByRole("button", { name: "Sign out all other sessions" }).click();
  await showsCount(devices, 1);
  expect((await elsewhere.get("/api/me")).status).toBe(401);
}, 60_000);

test("[KEYS] by keyboard alone: from the menu into a section, a choice by arrows, and Escape back to the room", async () => {
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`);
  await composer(page).waitFor();
  await myMenu(page).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Settings", exact: true }).waitFor();
  while (!(await page.evaluate(() => document.activeElement?.textContent === "Settings"))) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Profile", level: 1 }).waitFor();
  // Reading goes on at the heading; the list is before it.
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  await page.waitForFunction(() => document.activeElement?.textContent === "Profile");
  for (let at = 0; at < 12 && (await focused()) !== "Appearance"; at += 1)
    await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Appearance", level: 1 }).waitFor();
  expect(await focused()).toBe("Appearance");
  const isRadio = async () => (await page.getByRole("radio").and(page.locator(":focus")).count()) > 0;
  for (let at = 0; at < 12 && !(await isRadio()); at += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await wears(page, "theme", "light");
  await page.keyboard.press("ArrowDown");
  await wears(page, "theme", "dark");
  await settings(page).getByText("Saved", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await composer(page).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/r/${workspace.roomId}`);
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  expect(complaints).toEqual([]);
}, 60_000);

test("[LAYOUT] on a phone: the list, a section, and back by the button and by the browser", async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const { page } = await openSeat(workspace, workspace.ada, "/", phone);
  await myMenu(page).tap();
  await page.getByRole("menuitem", { name: "Settings", exact: true }).tap();
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  await page.getByRole("link", { name: "Privacy" }).tap();
  await page.getByRole("heading", { name: "Privacy", level: 1 }).waitFor();
  await page.waitForFunction(() => document.title.endsWith("Privacy · Settings · The tests"));
  await page.getByRole("button", { name: "Back" }).tap();
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  // Where it was left.
  await page.waitForFunction(() => document.activeElement?.textContent === "Privacy");
  await page.getByRole("link", { name: "Profile" }).tap();
  await page.getByRole("heading", { name: "Profile", level: 1 }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  await page.goBack();
  await myMenu(page).waitFor();
  await page.waitForFunction(() => /^(\(\d+\) )?The tests$/.test(document.title));
  expect(new URL(page.url()).pathname).toBe("/");
}, 60_000);
