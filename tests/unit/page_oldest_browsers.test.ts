// The page uses nothing that its oldest browsers lack, but for what is named here with the reason why it may.
import { expect, test } from "bun:test";

import { loadPage } from "../../web/build/build.ts";
import { oldestBrowsers } from "../../web/app/start/oldest_browsers.ts";
import { findNewerFeatures, type PageText } from "../support/newer_features.ts";

const visualOnly = "without it the page looks a little different";
const notIt = "a name of ours";

/** By key, or what keys begin with. */
const may: Record<string, string> = {
  "api.AbortSignal.timeout_static": "Chrome has had it since 103; 124 tells the reason better",
  "api.CSS.highlights_static": "asked for before it is used (K13)",
  "api.Highlight": "only where there are CSS.highlights (K13)",
  "api.Document.moveBefore": "Preact asks for it first",
  "api.DocumentFragment.moveBefore": "Preact asks for it first",
  "api.Element.moveBefore": "Preact asks for it first",
  "api.HTMLInputElement.capture": notIt,
  "api.InputEvent.isComposing": "all have it; Safari 27 only orders the events better",
  "api.KeyboardEvent.isComposing": "all have it; Safari 27 only orders the events better",
  "api.Window.fence": notIt,
  "css.at-rules.property": "it only saves work: what it registers is used with a default",
  "css.properties.accent-color": visualOnly,
  "css.properties.box-decoration-break": "with -webkit- beside it",
  "css.properties.content-visibility": "it only saves work",
  "css.properties.field-sizing": visualOnly,
  "css.properties.forced-color-adjust": "Safari has no forced colours",
  "css.properties.overflow-anchor": "where there is no anchoring there is none to switch off",
  "css.properties.overscroll-behavior": "all have it; later versions also for boxes that do not scroll",
  "css.properties.scrollbar-color": visualOnly,
  "css.properties.scrollbar-width": visualOnly,
  "css.properties.text-align.match-parent": "with -webkit- beside it",
  "css.properties.text-size-adjust": "with -webkit- beside it",
  "css.properties.user-select": "with -webkit- beside it",
  "css.selectors.highlight": "where it is unknown nothing is highlighted (K13)",
  "css.selectors.marker": "Safari knows colour and font, which is all that is set",
  "html.elements.link.blocking": "of the <script>: elsewhere the empty page is painted first",
  "html.elements.script.blocking": "elsewhere the empty page is painted first",
  "html.elements.style.blocking": "of the <script>",
  "javascript.builtins.Iterator.drop": notIt,
  "javascript.builtins.Iterator.take": notIt,
  "javascript.builtins.Symbol.dispose": "Preact's signals only name a method by it",
};

const allows = (key: string) =>
  Object.keys(may).find((known) => key === known || key.startsWith(`${known}.`)) ?? null;

function found(page: Partial<PageText>): Map<string, string> {
  return findNewerFeatures({ scripts: "", styles: "", document: "", ...page }, oldestBrowsers);
}

async function pageText(): Promise<PageText> {
  const text: PageText = { scripts: "", styles: "", document: "" };
  for (const [path, { type, identity }] of await loadPage()) {
    const where = type.includes("javascript") ? "scripts" : type.includes("css") ? "styles" : "document";
    if (where !== "document" || path === "/") text[where] += `${new TextDecoder().decode(identity)}\n`;
  }
  return text;
}

test("[V1] the built page uses nothing newer than its oldest browsers, but what it can do without", async () => {
  const inPage = [...found(await pageText())];
  expect(Object.fromEntries(inPage.filter(([key]) => allows(key) === null))).toEqual({});
  const used = new Set(inPage.map(([key]) => allows(key)));
  expect(Object.keys(may).filter((key) => !used.has(key))).toEqual([]);
}, 60_000);

const samples: [what: string, page: Partial<PageText>, key: string][] = [
  ["a static method", { scripts: "let a=URL.parse(b);" }, "api.URL.parse_static"],
  ["a class", { scripts: "new CookieStore()" }, "api.CookieStore"],
  ["a method of an older class", { scripts: "a.isSubsetOf(b)" }, "javascript.builtins.Set.isSubsetOf"],
  ["a static method of the language", { scripts: "Promise.try(f)" }, "javascript.builtins.Promise.try"],
  [
    "a constructor of Intl",
    { scripts: "new Intl.DurationFormat" },
    "javascript.builtins.Intl.DurationFormat",
  ],
  ["a method of iterators", { scripts: "m.values().map(f)" }, "javascript.builtins.Iterator"],
  ["a modifier in a pattern", { scripts: "/(?i:a)b/" }, "javascript.regular_expressions.modifier"],
  ["a property", { styles: "a{interpolate-size:allow-keywords}" }, "css.properties.interpolate-size"],
  ["a value", { styles: "a{text-wrap:pretty}" }, "css.properties.text-wrap.pretty"],
  ["a rule", { styles: "@view-transition{navigation:auto}" }, "css.at-rules.view-transition"],
  ["a selector", { styles: "a:open{color:red}" }, "css.selectors.open"],
  ["an attribute", { document: '<dialog closedby="any">' }, "html.elements.dialog.closedby"],
];

for (const [what, page, key] of samples) {
  test(`[V1] ${what} that is too new is found: ${key}`, () => {
    expect([...found(page).keys()]).toContain(key);
  });
}

test("[V1] what the oldest browsers have is not found", () => {
  const page = {
    scripts:
      "new Intl.Segmenter;Object.values(a).map(f);Promise.withResolvers();a.toSorted();URL.canParse(b)",
    styles: "a:has(b){color:light-dark(red,blue);text-wrap:balance}@layer a{b{inset-inline-start:0}}",
    document: "<p popover hidden>",
  };
  expect(Object.fromEntries(found(page))).toEqual({});
});

test("[V2] what tells old browsers that they are too old can be read by them: nothing after ES2015", async () => {
  const files = [...(await loadPage())].filter(([path]) => /^\/assets\/(?:guard|reason)-/.test(path));
  expect(files.length).toBe(2);
  const later =
    /\?\.(?!\d)|\?\?|\*\*|\basync\b|\bawait\b|\.\.\.|catch\s*\{|\.includes\(|Object\.(?:values|entries)|\.append\(/;
  for (const [, { identity }] of files) expect(new TextDecoder().decode(identity)).not.toMatch(later);
});
