// Page tests find by role, label and text: what is found so, a screen reader finds too, and a class that is renamed breaks no test.
import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { findSelectors } from "../support/page_selectors.ts";

const tests = join(import.meta.dir, "..");
const folders = ["browser", "browsers", "deploy"];

/** `tests/support/visual_parts.ts` holds the others, each where nothing else tells what is meant. */
const allowed: Record<string, { selectors: string[]; why: string }> = {
  "browser/page_cannot_start.test.ts": {
    selectors: ["#app"],
    why: "a script that stands in for the page's own: it is run as text",
  },
  "browser/page_restore.test.ts": { selectors: [".sock"], why: "the end of a file's name" },
  "browser/page_visual_support.ts": {
    selectors: [":disabled, [hidden], ${inText}"],
    why: "what is no target for a finger, beside the selectors that are passed in",
  },
  "browsers/chromium_engine.ts": { selectors: ["input[type=file]"], why: "hidden: a button stands for it" },
  "browsers/firefox_engine.ts": { selectors: ["input[type=file]"], why: "hidden: a button stands for it" },
  "browsers/find_in_page.ts": {
    selectors: ["[role=${role}]", "[aria-hidden=true]"],
    why: "it is what finds by role and name in each browser",
  },
};

async function selectorsIn(): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const folder of folders) {
    for (const file of await readdir(join(tests, folder))) {
      if (!file.endsWith(".ts")) continue;
      const path = `${folder}/${file}`;
      const selectors = findSelectors(await Bun.file(join(tests, path)).text());
      found.set(
        path,
        selectors.map(({ selector }) => selector),
      );
    }
  }
  return found;
}

test("[PROJECT] page tests have no class, id or attribute to find by, but those with a reason", async () => {
  const all = await selectorsIn();
  expect(all.size).toBeGreaterThan(70);
  const found = [...all].filter(([, selectors]) => selectors.length > 0);
  const sorted = (selectors: string[]) => selectors.toSorted();
  expect(Object.fromEntries(found.map(([path, selectors]) => [path, sorted(selectors)]))).toEqual(
    Object.fromEntries(Object.entries(allowed).map(([path, { selectors }]) => [path, sorted(selectors)])),
  );
});

// What is written in a test, and what of it is told.
const cases: [string, string, string[]][] = [
  ["a class", `page.locator(".body")`, [".body"]],
  ["a class of a tag", `page.locator("button.me").click()`, ["button.me"]],
  ["an id", `page.locator('#app p')`, ["#app p"]],
  ["an attribute", 'page.locator(`article[data-seq="${seq}"]`)', ['article[data-seq="${seq}"]']],
  ["in the page", `document.querySelectorAll<HTMLElement>(".row").length`, [".row"]],
  ["of an ancestor", `at.closest(".composer, .room-head")`, [".composer, .room-head"]],
  ["by its id", `document.getElementById("gone")`, ["gone"]],
  ["a test id", `page.getByTestId("spoken")`, ["spoken"]],
  ["on the next line", `page.locator(\n  ".body",\n)`, [".body"]],
  ["passed on", `small(".sidebar a, .sidebar button")`, [".sidebar a, .sidebar button"]],
  ["in a list", `for (const part of [".timeline", "html"]) {}`, [".timeline"]],
  ["a tag", `body.locator("ol > li"); at.matches(":focus-visible")`, []],
  ["a role", `page.getByRole("button", { name: "a.b" }).getByText(".5 MB")`, []],
  ["by what describes it", `row.locator("xpath=id(@aria-describedby)")`, []],
  ["another module", `import { a } from "./page_support.ts";`, []],
  ["a file", `upload("notes.txt", ".png")`, []],
  ["a comment", `  // as page.locator(".body") did`, []],
];
for (const [what, source, expected] of cases) {
  test(`[PROJECT] a selector in a page test: ${what}`, () => {
    expect(findSelectors(source).map(({ selector }) => selector)).toEqual(expected);
  });
}
