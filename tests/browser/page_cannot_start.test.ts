// A page that cannot start says so, in plain words.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { cannotStart } from "../../web/app/start/cannot_start_words.ts";
import { visual } from "../support/visual_parts.ts";
import { composer } from "../support/page_parts.ts";

import { openWorkspace, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

/** Ada's browser, which has not gone anywhere yet. */
async function open(options: { locale?: string; javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const { url } = workspace.server;
  const context = await workspace.browser.newContext({ baseURL: url, reducedMotion: "reduce", ...options });
  const [name = "", value = ""] = workspace.ada.cookie.split("=");
  await context.addCookies([{ name, value, url }]);
  context.setDefaultTimeout(25_000);
  return context.newPage();
}

const script = /\/assets\/confab-[^/]+\.js$/u;
const reason = /\/assets\/reason-[^/]+\.js$/u;
const alert = (page: Page) => page.getByRole("alert");
const path = () => `/r/${workspace.roomId}`;
const isFilled = (text: string) => !text.includes("{");

test("[V2] without JavaScript it is said in each language, where one looks", async () => {
  const page = await open({ javaScriptEnabled: false });
  await page.goto(path());
  const lines = page.locator("noscript p");
  expect(await lines.count()).toBe(4);
  for (const line of await lines.all()) {
    const box = await line.boundingBox();
    expect(box && box.height > 0 && box.y + box.height < 720).toBe(true);
  }
});

for (const [locale, words] of Object.entries(cannotStart)) {
  test(`[V2] in ${locale}: the script did not come, and with the button it does`, async () => {
    const page = await open({ locale });
    await page.route(script, (route) => route.abort());
    await page.goto(path());
    await alert(page).getByText(words.failed, { exact: true }).waitFor();
    expect(await alert(page).getAttribute("lang")).toBe(locale);
    expect(await alert(page).getAttribute("dir")).toBe(locale === "ar" ? "rtl" : "ltr");
    await page.unroute(script);
    await page.getByRole("button", { name: words.reload, exact: true }).click();
    await composer(page).waitFor();
    expect(await alert(page).or(page.locator("noscript")).count()).toBe(0);
  });

  test(`[V2] in ${locale}: the browser is too old, and nothing begins`, async () => {
    const page = await open({ locale });
    await page.addInitScript(() => Reflect.deleteProperty(Intl, "Segmenter"));
    await page.goto(path());
    await alert(page).waitFor();
    const text = (await alert(page).textContent()) ?? "";
    expect([text.slice(0, 9), isFilled(text)]).toEqual([words.old.slice(0, 9), true]);
    for (const version of ["123", "125", "17.5"]) expect(text).toContain(version);
    // All its scripts have run.
    await page.waitForLoadState("load");
    expect(await page.locator(visual.app).getAttribute("data-start")).toBe("old");
  });
}

test("[V2] a language chosen on this machine comes before the browser's", async () => {
  const page = await open({ locale: "ja" });
  await page.addInitScript(() => localStorage.setItem("confab:look", JSON.stringify({ language: "de" })));
  await page.route(script, (route) => route.abort());
  await page.goto(path());
  await alert(page).getByText(cannotStart.de.failed).waitFor();
});

const broken = {
  "cannot be read": "let a = ;",
  throws: "throw new Error('no such feature')",
  "fails before anything is drawn":
    "document.querySelector('#app').setAttribute('data-start', 'begun'); void Promise.reject(new Error('no such feature'))",
};
for (const [what, body] of Object.entries(broken)) {
  test(`[V2] a script that ${what}`, async () => {
    const page = await open({ locale: "en" });
    await page.route(script, (route) => route.fulfill({ body, contentType: "text/javascript" }));
    await page.goto(path());
    await alert(page).getByText(cannotStart.en.failed).waitFor();
  });
}

test("[V2] where not even the sentence comes there is another, in English", async () => {
  const page = await open({ locale: "de" });
  for (const one of [script, reason]) await page.route(one, (route) => route.abort());
  await page.goto(path());
  await page.getByText("Confab could not start. Reload the page.").waitFor();
});
