// Chromium as the other tests have it, by playwright-core.
import type { Page } from "playwright-core";

import { sharedBrowser, watchConsole } from "../support/browser.ts";

import { screenSize, type Engine, type Tab } from "./tab.ts";

export async function openChromium(): Promise<Engine> {
  const browser = await sharedBrowser();
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: screenSize });
  return {
    name: `Chromium ${browser.version()}`,
    openTab: async () => tabOf(await context.newPage()),
    async setCookie(url, cookie) {
      await context.clearCookies();
      const [name = "", value = ""] = cookie?.split("=") ?? [];
      if (cookie !== null) await context.addCookies([{ name, value, url }]);
    },
    close: () => context.close(),
  };
}

function tabOf(page: Page): Tab {
  const complaints = watchConsole(page);
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
      await page.mouse.wheel(0, deltaY);
    },
    type: (text) => page.keyboard.type(text),
    key: (chord) => page.keyboard.press(chord),
    chooseFiles: (paths) => page.locator("input[type=file]").setInputFiles([...paths]),
    picture: () => page.screenshot(),
    complaints: async () => complaints.splice(0),
    close: () => page.close(),
  };
}
