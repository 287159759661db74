// How a view is looked at: on which screens, in which theme and direction, what must not be found in it, and a picture of it if wanted.
import { expect } from "bun:test";
import { join } from "node:path";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { languageChoice } from "../support/page_parts.ts";

const root = join(import.meta.dir, "../..");
const axe = await Bun.file(join(root, "node_modules/axe-core/axe.min.js")).text();

// For views that are looked at by the way: both themes and both sizes, each once; VISUAL=all looks at each size in each theme.
const few = ["desktop-light", "phone-dark"];

const all: { name: string; options: BrowserContextOptions }[] = (["light", "dark"] as const).flatMap(
  (colorScheme) => [
    { name: `desktop-${colorScheme}`, options: { colorScheme, viewport: { width: 1280, height: 800 } } },
    {
      name: `phone-${colorScheme}`,
      options: {
        colorScheme,
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
        deviceScaleFactor: 2,
      },
    },
  ],
);

export const themes = process.env["VISUAL"] === "all" ? all : all.filter(({ name }) => few.includes(name));

interface Size {
  name: string;
  options: BrowserContextOptions;
}

/** On each of them every view is looked at in all its dresses. */
export const sizes: Size[] = [
  { name: "desktop", options: { viewport: { width: 1280, height: 800 } } },
  {
    name: "phone",
    options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  },
];

interface Finding {
  id: string;
  nodes: string[];
}

const contrast = "color-contrast";
const everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Another theme changes nothing but colours, another language nothing of them: each is asked what it may change. */
const asked = {
  all: { runOnly: everything },
  /** What is half covered by something that floats is not what one presses. */
  beneath: { runOnly: everything, rules: { "target-size": { enabled: false } } },
  colours: { runOnly: { type: "rule", values: [contrast] } },
  words: { runOnly: everything, rules: { [contrast]: { enabled: false } } },
};

export async function findings(page: Page, what: keyof typeof asked = "all"): Promise<Finding[]> {
  if (!(await page.evaluate(() => Reflect.has(window, "axe")))) await page.evaluate(axe);
  return page.evaluate(async (options) => {
    interface Axe {
      configure(spec: object): void;
      run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
    }
    const axe: Axe = Reflect.get(window, "axe");
    // A list is one stop of Tab: code in it is parked until its row has the focus, and then scrolls by keys.
    axe.configure({ rules: [{ id: "scrollable-region-focusable", selector: "*:not([data-parked])" }] });
    const { violations } = await axe.run({ ...options, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
  }, asked[what]);
}

const targetPx = 44;

/** What is pressed by a finger and answers to less than 44 px of it. Words in a line of text are as high as the line. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ least, floating, inText, pressed, opened }) => {
      // What lies beneath a dialog or a menu, half covered, is not what one presses now.
      const open = document.querySelector(opened) ?? document;
      return [...open.querySelectorAll<HTMLElement>(pressed)].flatMap((element) => {
        const target = element.matches("input") ? (element.closest("label") ?? element) : element;
        const { left, top, width, height } = target.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        const answers = (atX: number, atY: number) => {
          const hit = document.elementFromPoint(atX, atY);
          return (
            hit !== null && (target.contains(hit) || (hit.contains(target) && hit.matches("label, li, a")))
          );
        };
        const half = least / 2 - 1;
        let holder: Element | null = target;
        while (holder && !/auto|scroll/u.test(getComputedStyle(holder).overflowY))
          holder = holder.parentElement;
        const sight = (holder ?? document.documentElement).getBoundingClientRect();
        const isBeneath = (atY: number) =>
          document.elementFromPoint(x, atY)?.closest(floating)?.contains(target) === false;
        const isCut =
          y - half < sight.top || y + half > sight.bottom || isBeneath(y - half) || isBeneath(y + half);
        // Out of sight, covered, cut by what floats or where its list ends, or nothing to press.
        if (element.matches(`:disabled, [hidden], ${inText}`) || isCut || !answers(x, y)) return [];
        const isWide = width >= least - 0.5 || (answers(x - half, y) && answers(x + half, y));
        const isHigh = height >= least - 0.5 || (answers(x, y - half) && answers(x, y + half));
        if (isWide && isHigh) return [];
        const sent = element.getAttribute("aria-label") ?? element.textContent;
        return [
          `${element.className || element.tagName} "${sent.trim()}" ${Math.round(width)}×${Math.round(height)}`,
        ];
      });
    },
    { least: targetPx, ...visual.targets },
  );
}

/** What may be done with a message: a menu at its bar, or on a phone its sheet. */
export async function openMessageMenu(page: Page, row: Locator): Promise<void> {
  const button = row.getByRole("button", { name: "Message menu" });
  if (await page.evaluate(() => window.matchMedia("(hover: none)").matches)) await button.press("Enter");
  else {
    await row.hover();
    await button.click();
  }
  await page.getByRole("menu").or(page.getByRole("dialog")).first().waitFor();
}

/** No accessibility finding, no sideways scroll, on a phone nothing too small for a finger; and a picture where it is wanted. */
export async function examine(
  page: Page,
  name: string,
  { isFloating = false, what }: { isFloating?: boolean; what?: keyof typeof asked } = {},
): Promise<void> {
  await shoot(page, name);
  if (name.includes("phone")) await hasNoSmallTargets(page, name);
  await hasNoFindings(page, name, what ?? (isFloating ? "beneath" : "all"));
  await isNoWider(page, name);
}

/** Colours are the same on every screen: asked on the desktop; with VISUAL=all on each. */
const isDarkened = (name: string) => process.env["VISUAL"] === "all" || !name.includes("phone");

/** On a phone, where words have the least room; with VISUAL=all on every screen. */
const isMirrored = (name: string) => process.env["VISUAL"] === "all" || name.includes("phone");

/**
 * The view as `examine` looks at it, in light; its colours in dark; and mirrored, in Arabic. What floats beside something
 * closes or stays where it was when the page turns around: `isFloating` leaves that out.
 */
export async function examineAll(
  page: Page,
  name: string,
  { isFloating = false }: { isFloating?: boolean } = {},
): Promise<void> {
  await examine(page, `${name}-light`, { isFloating });
  if (isDarkened(name)) {
    await page.emulateMedia({ colorScheme: "dark" });
    await shoot(page, `${name}-dark`);
    await hasNoFindings(page, `${name}-dark`, "colours");
    await page.emulateMedia({ colorScheme: "light" });
  }
  if (isFloating || !isMirrored(name)) return;
  await setLanguage(page, "ar");
  await shoot(page, `${name}-arabic`);
  if (name.includes("phone")) await hasNoSmallTargets(page, `${name}-arabic`);
  await hasNoFindings(page, `${name}-arabic`, "words");
  await isNoWider(page, `${name}-arabic`);
  await setLanguage(page, "en");
}

/** At the door where one chooses, inside as the account has it: what is open stays as it is. */
export async function setLanguage(page: Page, language: "en" | "de" | "ar" | "ja"): Promise<void> {
  const choice = languageChoice(page);
  if ((await choice.count()) > 0) await choice.selectOption(language);
  else {
    await page.evaluate(async (language) => {
      await fetch("/api/me", {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ preferences: { language } }),
      });
    }, language);
  }
  await page.waitForFunction((wanted) => document.documentElement.lang.startsWith(wanted), language);
}

/** SHOTS=1, and VISUAL=all, leave a picture of each view in shots/: nothing is read from them. */
const wantsShots = process.env["SHOTS"] === "1" || process.env["VISUAL"] === "all";

export async function shoot(page: Page, name: string): Promise<void> {
  if (!wantsShots) return;
  await page.screenshot({ path: join(root, "shots", `${name}.png`) });
}

async function hasNoSmallTargets(page: Page, view: string): Promise<void> {
  expect({ view, small: await smallTargets(page) }).toEqual({ view, small: [] });
}

async function hasNoFindings(page: Page, view: string, what?: keyof typeof asked): Promise<void> {
  expect({ view, findings: await findings(page, what) }).toEqual({ view, findings: [] });
}

async function isNoWider(page: Page, view: string): Promise<void> {
  // A phone widens its window to what does not fit: the screen is what counts.
  const screen = page.viewportSize()?.width ?? 0;
  const wide = await page.evaluate(
    ({ screen, sideways }) => {
      const { documentElement: root } = document;
      const scrolled = [...document.querySelectorAll("body *")].filter(
        (element) =>
          element.scrollWidth > element.clientWidth + 1 &&
          /auto|scroll/u.test(getComputedStyle(element).overflowX) &&
          !element.matches(sideways),
      );
      return [...(root.scrollWidth > screen ? [root] : []), ...scrolled].map(
        ({ tagName, className }) => `${tagName} ${className}`,
      );
    },
    { screen, sideways: visual.sideways },
  );
  expect({ view, wide }).toEqual({ view, wide: [] });
}
