// WebKitGTK's own small browser by selenium-webdriver.
import { Builder, By, Key, Origin, type WebDriver } from "selenium-webdriver";

import { screenSize, type Engine, type EngineOptions, type Tab } from "./tab.ts";
import { startWebKitDriver, type WebKitPrograms } from "./webkit_driver.ts";

export async function openWebKit(programs: WebKitPrograms, { folder }: EngineOptions): Promise<Engine> {
  const driver = await startWebKitDriver(programs, folder);
  const browser = await new Builder()
    .usingServer(driver.url)
    .withCapabilities({ browserName: "MiniBrowser" })
    .build();
  await browser
    .manage()
    .window()
    .setRect({ x: 0, y: 0, ...screenSize });
  const version = (await browser.getCapabilities()).get("browserVersion");
  const first = await browser.getWindowHandle();
  const announced: Spoken = { browser, handle: first };
  let isFirst = true;
  return {
    name: `WebKitGTK ${version}`,
    async openTab() {
      // A tab that was opened so lies behind the first, where no pointer gets.
      if (!isFirst) await browser.switchTo().newWindow("window");
      isFirst = false;
      announced.handle = await browser.getWindowHandle();
      return tabOf(announced, announced.handle);
    },
    async setCookie(url, cookie) {
      await browser.switchTo().window(first);
      announced.handle = first;
      // A cookie belongs to the page that is shown.
      await browser.get(`${url}/healthz`);
      await browser.manage().deleteAllCookies();
      const [name = "", value = ""] = cookie?.split("=") ?? [];
      if (cookie !== null) await browser.manage().addCookie({ name, value });
    },
    async close() {
      await browser.quit().catch(() => undefined);
      await driver.end();
    },
  };
}

/** The driver speaks to one of its windows at a time. */
interface Spoken {
  browser: WebDriver;
  handle: string;
}

function tabOf(announced: Spoken, handle: string): Tab {
  const { browser } = announced;
  const pressed = { x: 0, y: 0 };
  async function focusedWindow(): Promise<WebDriver> {
    if (announced.handle !== handle) await browser.switchTo().window(handle);
    announced.handle = handle;
    return browser;
  }
  const pointer = async () =>
    (await focusedWindow()).actions().move({ ...pressed, origin: Origin.VIEWPORT, duration: 0 });
  return {
    async open(url) {
      await (await focusedWindow()).get(url);
      // It has no other ear for them.
      await browser.executeScript(listen);
    },
    evaluate: async (expression) => (await focusedWindow()).executeScript(`return ${expression}`),
    async moveTo(at) {
      Object.assign(pressed, at);
      await (await pointer()).perform();
    },
    press: async () => (await pointer()).click().perform(),
    async scrollBy(at, deltaY) {
      await wheel(await focusedWindow())
        .scroll(at.x, at.y, 0, deltaY, Origin.VIEWPORT)
        .perform();
      // It would take the next delta as the difference to this one.
      await browser.actions().clear();
    },
    type: async (text) => (await focusedWindow()).actions().sendKeys(text).perform(),
    async key(chord) {
      const keys = chord.split("+").map(keyOf);
      const actions = (await focusedWindow()).actions();
      for (const one of keys) actions.keyDown(one);
      for (const one of keys.reverse()) actions.keyUp(one);
      await actions.perform();
    },
    async chooseFiles(paths) {
      const field = await (await focusedWindow()).findElement(By.css("input[type=file]"));
      await field.sendKeys(paths.join("\n"));
    },
    picture: async () => Buffer.from(await (await focusedWindow()).takeScreenshot(), "base64"),
    async complaints() {
      const complaints: unknown = await (
        await focusedWindow()
      ).executeScript("return window.complaints?.splice(0) ?? []");
      return Array.isArray(complaints) ? complaints.map(String) : [];
    },
    close: async () => (await focusedWindow()).close(),
  };
}

interface Wheel {
  scroll(x: number, y: number, deltaX: number, deltaY: number, origin: Origin): { perform(): Promise<void> };
}

/** Its types know no wheel. */
const wheel = (browser: WebDriver) => browser.actions() as unknown as Wheel;

const listen = `
  window.complaints = [];
  addEventListener("error", (event) => window.complaints.push("error: " + event.message));
  addEventListener("unhandledrejection", (event) => window.complaints.push("error: " + event.reason));
  addEventListener("securitypolicyviolation", (event) => window.complaints.push("refused: " + event.blockedURI));
`;

const named: Record<string, string> = {
  Control: Key.CONTROL,
  Shift: Key.SHIFT,
  Alt: Key.ALT,
  Enter: Key.ENTER,
  Escape: Key.ESCAPE,
  Tab: Key.TAB,
  Home: Key.HOME,
  End: Key.END,
  PageUp: Key.PAGE_UP,
  ArrowUp: Key.ARROW_UP,
  ArrowDown: Key.ARROW_DOWN,
  ArrowLeft: Key.ARROW_LEFT,
  ArrowRight: Key.ARROW_RIGHT,
};
const keyOf = (name: string) => named[name] ?? name;
