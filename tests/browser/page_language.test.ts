// The page in other languages: German, Arabic (from right to left) and Japanese, with the times of where its readers are.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";

import { testPassword } from "../support/client.ts";
import { composer, languageChoice, mainPart, messages, sidebar } from "../support/page_parts.ts";

import {
  openWorkspace,
  postMessage,
  showsBodies,
  openSeat,
  type Workspace,
  type Seat,
} from "./page_support.ts";

let workspace: Workspace;
let seats: Seat[] = [];

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterEach(async () => {
  for (const seat of seats) await seat.close();
  seats = [];
});

afterAll(async () => {
  await workspace.close();
});

async function sit(...wanted: Parameters<typeof openSeat> extends [unknown, ...infer Rest] ? Rest : never) {
  const seat = await openSeat(workspace, ...wanted);
  seats.push(seat);
  return seat.page;
}

const root = (page: Page) =>
  page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);

/** Waits until the page speaks it. */
async function hasLanguage(page: Page, tag: string): Promise<void> {
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, tag);
}

async function prefer(preferences: object): Promise<void> {
  const { status } = await workspace.ada.patch("/api/me", { preferences });
  expect(status).toBe(200);
}

test("[LANGUAGE] German: signing in, a refusal, talking, a typing line, a plural, and the times of Berlin", async () => {
  const page = await sit(null, "/", { locale: "de-DE", timezoneId: "Europe/Berlin" });
  await page.getByText("Melde dich an, um fortzufahren").waitFor();
  expect(await root(page)).toEqual(["de-DE", "ltr"]);
  // What is empty is said beside it, and the first of them has the focus.
  await page.getByRole("button", { name: "Anmelden" }).click();
  expect(await page.getByRole("alert").allTextContents()).toEqual(["Pflichtfeld", "Pflichtfeld"]);
  await page.keyboard.type("Bob");
  await page.getByLabel("Passwort", { exact: true }).fill("not this one");
  await page.getByRole("button", { name: "Anmelden" }).click();
  // The server's sentence in the reader's words, beside what one tries again.
  await page.getByText("Benutzername oder Passwort ist falsch.").waitFor();
  expect(await page.locator(":focus").getAttribute("name")).toBe("password");
  // What stands there is said anew in another language.
  const choice = languageChoice(page);
  await choice.selectOption("en");
  await page.getByRole("alert").filter({ hasText: "The username or password is wrong." }).waitFor();
  await choice.selectOption("de");
  await page.getByRole("alert").filter({ hasText: "Benutzername oder Passwort ist falsch." }).waitFor();
  await page.getByLabel("Passwort", { exact: true }).fill(testPassword);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await sidebar(page)
    .getByRole("link", { name: /^harbour/u })
    .click();
  await composer(page).fill("Moin");
  await composer(page).press("Enter");
  await showsBodies(page, ["Moin"]);
  // By a day whose hour shows the zone: Berlin is never where the server is by chance.
  const time = messages(page).getByRole("time").first();
  await time.waitFor();
  const [shown, berlin] = await time.evaluate((element) => {
    const at = new Date(element.getAttribute("datetime") ?? "");
    const options = { timeStyle: "short", timeZone: "Europe/Berlin" } as const;
    return [element.textContent, new Intl.DateTimeFormat("de-DE", options).format(at)];
  });
  expect(shown).toBe(berlin);
  await page.getByText("Heute", { exact: true }).waitFor();

  const ada = await sit(workspace.ada, `/r/${workspace.roomId}`);
  await composer(ada).pressSequentially("Hm");
  await mainPart(page).getByText("Ada schreibt").waitFor();
  await composer(ada).fill("");

  const lounge = sidebar(page).getByRole("link", { name: /^lounge/u });
  await postMessage(workspace.ada, 1, "eins");
  await lounge.getByText("1 ungelesene Nachricht", { exact: true }).waitFor();
  await postMessage(workspace.ada, 1, "zwei");
  await lounge.getByText("2 ungelesene Nachrichten", { exact: true }).waitFor();
}, 60_000);

test("[LANGUAGE] Arabic: from right to left, the side at the right, and the forms its numbers have", async () => {
  const page = await sit(null, "/join#nothing", { locale: "ar-EG" });
  await page.getByText("لم تعد هذه الدعوة صالحة").waitFor();
  expect(await root(page)).toEqual(["ar-EG", "rtl"]);
  // Whatever he chose before: the browser decides again.
  await workspace.bob.patch("/api/me", { preferences: { language: "system" } });
  const inside = await sit(workspace.bob, `/r/${workspace.roomId}`, { locale: "ar" });
  await composer(inside).waitFor();
  await hasLanguage(inside, "ar");
  const [side, main] = await Promise.all([sidebar(inside).boundingBox(), mainPart(inside).boundingBox()]);
  expect(side?.x).toBeGreaterThan((main?.x ?? 0) + (main?.width ?? 0) - 2);
  // A name in letters that run the other way keeps its own direction.
  await postMessage(workspace.ada, workspace.roomId, "abc (def)");
  const name = messages(inside).locator("bdi").getByText("Ada").last();
  expect(await name.evaluate((element) => getComputedStyle(element).direction)).toBe("ltr");
  // Too long for its row it is cut at its own end: its first letter is in the row.
  const { body } = await workspace.bob.post("/api/rooms", {
    name: `begins-here-${"and-goes-on-".repeat(5)}`,
  });
  await inside.goto(`/r/${body.room.id}`);
  const shownAt: Record<string, Locator> = {
    row: sidebar(inside).getByRole("link", { name: /^begins-here/u }),
    head: inside.getByRole("heading", { level: 1 }),
  };
  for (const [where, shown] of Object.entries(shownAt)) {
    const first = await shown.locator("bdi").evaluate((element) => {
      const letter = document.createRange();
      letter.setStart(element.firstChild ?? element, 0);
      letter.setEnd(element.firstChild ?? element, 1);
      const [its, row] = [letter.getBoundingClientRect(), element.parentElement?.getBoundingClientRect()];
      return { text: String(letter), isSeen: row && its.left >= row.left - 1 && its.right <= row.right + 1 };
    });
    expect({ where, ...first }).toEqual({ where, text: "b", isSeen: true });
  }
  const setup = await sit(null, "/", { locale: "ar" });
  await setup.getByText("سجّل الدخول للمتابعة").waitFor();
}, 60_000);

test("[P5] another language and clock arrive in all tabs, where the draft, the focus and the room stay", async () => {
  const options = { locale: "en-US", timezoneId: "America/New_York" };
  const firstPage = await sit(workspace.ada, `/r/${workspace.roomId}`, options);
  const other = await firstPage.context().newPage();
  await other.goto(`/r/${workspace.roomId}`);
  await composer(other).fill("half a thought");
  await composer(other).focus();
  const element = await composer(other).elementHandle();

  await prefer({ language: "ja", clock: "h12" });
  for (const page of [firstPage, other]) {
    await hasLanguage(page, "ja");
    await page.getByText("今日", { exact: true }).waitFor();
    await page
      .getByRole("article")
      .getByRole("time")
      .getByText(/^午[前後]\d{1,2}:\d\d$/u)
      .first()
      .waitFor();
  }
  // The same element: nothing was drawn from the beginning.
  expect(await element?.evaluate((one) => document.activeElement === one)).toBe(true);
  expect(await composer(other).inputValue()).toBe("half a thought");

  await prefer({ clock: "h23" });
  await other
    .getByRole("article")
    .getByRole("time")
    .getByText(/^\d{1,2}:\d\d$/u)
    .first()
    .waitFor();
  // After a reload it is there before the server has answered.
  await other.reload();
  await composer(other).waitFor();
  expect(await root(other)).toEqual(["ja", "ltr"]);
  await prefer({ language: "system", clock: "system" });
  await hasLanguage(firstPage, "en-US");
}, 60_000);

test("[P5] a language chosen at the door stays through a reload, and goes to the account", async () => {
  const page = await sit(null, "/", { locale: "en-US" });
  await page.getByLabel("Language").selectOption({ label: "Deutsch" });
  await page.getByText("Melde dich an, um fortzufahren").waitFor();
  await page.reload();
  await page.getByLabel("Benutzername").fill("Ada");
  await page.getByLabel("Passwort", { exact: true }).fill(testPassword);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await sidebar(page).waitFor();
  expect((await workspace.ada.get("/api/me")).body.user.preferences.language).toBe("de");
  expect(await root(page)).toEqual(["de", "ltr"]);
  // Elsewhere it speaks it too, whatever that browser's own.
  const elsewhere = await sit(workspace.ada, `/r/${workspace.roomId}`, { locale: "ar" });
  await hasLanguage(elsewhere, "de");
  await prefer({ language: "system" });
}, 60_000);

test("[C10] a language that does not come: English, and one line that says so, until it comes", async () => {
  const context = await workspace.browser.newContext({ baseURL: workspace.server.url, locale: "de-DE" });
  // English is in the page; the part that holds the German words does not arrive.
  let isHere = false;
  await context.route(/\/assets\/part-/u, async (route) => {
    const response = await route.fetch();
    if (!isHere && (await response.text()).includes("Melde dich an")) await route.abort();
    else await route.fulfill({ response });
  });
  const page = await context.newPage();
  await page.goto("/");
  await page.getByText("Sign in to continue").waitFor();
  await page.getByText("Couldn't load your language").waitFor();
  expect(await root(page)).toEqual(["en", "ltr"]);
  isHere = true;
  await page.getByText("Melde dich an, um fortzufahren").waitFor({ timeout: 20_000 });
  expect(await root(page)).toEqual(["de-DE", "ltr"]);
  await context.close();
}, 60_000);

test("[LANGUAGE] a language whose part hangs keeps nobody waiting: the page speaks English until it has come", async () => {
  const page = await sit(null, "about:blank", { locale: "de-DE" });
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/\/assets\/part-/u, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (body.includes("Melde dich an, um")) await held;
    await route.fulfill({ response, body });
  });
  await page.goto("/");
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await page.getByLabel("Username").fill("Ada");
  letGo();
  await page.getByText("Melde dich an, um fortzufahren").waitFor();
  expect(await page.getByLabel("Benutzername").inputValue()).toBe("Ada");
  expect(await root(page)).toEqual(["de-DE", "ltr"]);
}, 60_000);
