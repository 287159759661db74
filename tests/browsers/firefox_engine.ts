// A stock Firefox by puppeteer-core, which speaks WebDriver BiDi with it.
import { launch, type ElementHandle, type KeyInput, type Page } from "puppeteer-core";

import { screenSize, type Engine, type EngineOptions, type Tab } from "./tab.ts";

/** A socket that ends or finds nobody, while the server is away. */
const notThePages = /ws:\/\/127\.0\.0\.1/;

/** Without a screen it says that nothing can hover. */
const mouse = 6;

export async function openFirefox(executablePath: string, { folder }: EngineOptions): Promise<Engine> {
  const browser = await launch({
    browser: "firefox",
    executablePath,
    userDataDir: folder,
    headless: true,
    timeout: 60_000,
    defaultViewport: screenSize,
    extraPrefsFirefox: {
      "ui.primaryPointerCapabilities": mouse,
      "ui.allPointerCapabilities": mouse,
      "ui.prefersReducedMotion": 1,
    },
  });
  const context = browser.defaultBrowserContext();
  return {
    name: await browser.version(),
    openTab: async () => tabOf(await context.newPage()),
    async setCookie(url, cookie) {
      const known = await context.cookies();
      await context.deleteCookie(...known);
      const [name = "", value = ""] = cookie?.split("=") ?? [];
      if (cookie !== null) await context.setCookie({ name, value, domain: new URL(url).hostname, path: "/" });
    },
    close: () => browser.close(),
  };
}

function tabOf(page: Page): Tab {
  const complaints: string[] = [];
  page.on("pageerror", (error) => {
    if (!notThePages.test(String(error))) complaints.push(`error: ${String(error)}`);
  });
  const pressed = { x: 0, y: 0 };
  return {
    async open(url) {
      await page.goto(url);
    },
    evaluate: (expression) => page.evaluate(expression),
    async moveTo(at) {
      Object.assign(pressed, at);
      await page.mouse.move(at.x, at.y);
    },
    press: () => page.mouse.click(pressed.x, pressed.y),
    async scrollBy(at, deltaY) {
      await page.mouse.move(at.x, at.y);
      await page.mouse.wheel({ deltaY });
    },
    type: (text) => page.keyboard.type(text),
    async key(chord) {
      // Names of keys are the same as in the chords.
      const keys = chord.split("+") as KeyInput[];
      const last = keys.pop();
      for (const one of keys) await page.keyboard.down(one);
      if (last !== undefined) await page.keyboard.press(last);
      for (const one of keys.reverse()) await page.keyboard.up(one);
    },
    async chooseFiles(paths) {
      const field: ElementHandle | null = await page.$("input[type=file]");
      if (!field) throw new Error("There is nowhere to choose files.");
      await (field as ElementHandle<HTMLInputElement>).uploadFile(...paths);
    },
    picture: () => page.screenshot({ captureBeyondViewport: false }),
    complaints: async () => complaints.splice(0),
    close: () => page.close(),
  };
}
