// A test says what it guards: a rule of SPEC by its id, or one of a few plain reasons.
import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { alsoOfTheWholeServer } from "../support/rule_homes.ts";
import { readTestNames } from "../support/test_names.ts";

const tests = join(import.meta.dir, "..");

/** What is no promise to those who use or run Confab, and is worth a test. */
const reasons: Record<string, string> = {
  ARROWS: "imports point one way",
  BUDGET: "what the page costs: bytes, rows, draws, frames",
  BUILD: "the page as it is built",
  CHECKER: "the judge of the torture sees what it must",
  COMPOSER: "what is typed and pasted becomes what is meant",
  CONFIG: "settings",
  DOCS: "the pages of the built-in help",
  DRAFTS: "what was not sent is not lost",
  EFFECTS: "what a commit does to open sockets",
  FUZZ: "anything at random, against a model",
  HEALTH: "what tells that the server is well",
  KEYS: "the keyboard leads everywhere, and its focus is seen",
  LANGUAGE: "all languages say everything, each in its formats",
  LAYOUT: "where things stand on every screen, and that they stay there",
  LISTS: "lists of messages, and the way through them",
  VISUAL: "every view in every appearance: axe, contrast, sizes",
  NAMES: "code has the names of the field",
  PAGE: "what else the page does",
  PROJECT: "the repository",
  PROXY: "the tests' own proxy",
  START: "the program begins and ends",
  SWITCHER: "the quick switcher finds what is meant",
  TORTURE: "people post without rest, and the server is harmed",
};

const spec = await Bun.file(join(tests, "../src/protocol/SPEC.md")).text();
const rules = new Set([...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, id = ""]) => id));

async function readFiles(): Promise<[path: string, text: string][]> {
  const paths = (await readdir(tests, { recursive: true })).filter((path) => path.endsWith(".ts")).sort();
  return Promise.all(
    paths.map(async (path): Promise<[string, string]> => [path, await Bun.file(join(tests, path)).text()]),
  );
}

// But this one, whose cases are no tests. Harms are tests by their table.
const files = (await readFiles()).filter(
  ([path, text]) =>
    (text.includes('from "bun:test"') || path.startsWith("torture/harms/")) &&
    path !== "unit/test_names.test.ts",
);
const tagged = /^(?:(?:\[[A-Z]+\d*\])+ )+|^\$\{tags?\} /;

test("[PROJECT] every test says which rule or reason it is for, by itself or with its group", () => {
  const named = files.flatMap(([path, text]) => readTestNames(text).map((names) => ({ path, names })));
  expect(named.length).toBeGreaterThan(1500);
  const bare = named.filter(({ names }) => !names.some((name) => tagged.test(name)));
  expect(bare.map(({ path, names }) => `${path}: ${names.join(" > ")}`)).toEqual([]);
});

/** Of a text, also where a tag is put into a name, as in a table of cases. */
function tagsIn(text: string): string[] {
  const names = Array.from(text.matchAll(/["'`]((?:\[[A-Z]+\d*\] ?)+)/g), ([, tags = ""]) => tags);
  return names.flatMap((tags) => Array.from(tags.matchAll(/\[([A-Z]+\d*)\]/g), ([, tag = ""]) => tag));
}

test("[PROJECT] every tag of a test is a rule of SPEC or a reason, and every one of these has a test", () => {
  const tags = files.flatMap(([path, text]) => tagsIn(text).map((tag) => ({ path, tag })));
  const unknown = tags.filter(({ tag }) => !rules.has(tag) && !(tag in reasons));
  expect(rules.size).toBeGreaterThan(150);
  expect(unknown.map(({ path, tag }) => `${path}: ${tag}`)).toEqual([]);
  // PROJECT by the tests of this file.
  const used = new Set(["PROJECT", ...tags.map(({ tag }) => tag)]);
  expect([...rules, ...Object.keys(reasons)].filter((tag) => !used.has(tag))).toEqual([]);
});

test("[PROJECT] a rule that its contract asks is asked again of the whole server only for what the contract cannot show", () => {
  const rulesIn = (ring: string) =>
    new Set(files.filter(([path]) => path.startsWith(`${ring}/`)).flatMap(([, text]) => tagsIn(text)));
  const inContract = rulesIn("contract");
  const inBoth = [...rulesIn("integration")].filter((tag) => rules.has(tag) && inContract.has(tag));
  expect(inBoth.sort()).toEqual(Object.keys(alsoOfTheWholeServer).sort());
});

const cases: [what: string, source: string, names: string[][]][] = [
  ["a test", `test("a", () => {});`, [["a"]]],
  ["one in a group", `describe("g", () => {\n  test("a", run);\n});\ntest("b", run);`, [["g", "a"], ["b"]]],
  ["of several cases", `test.each([["(", 1]])("a %s", run);`, [["a %s"]]],
  ["only here and there", `test.skipIf(isOld())(\n  "a",\n  run,\n);`, [["a"]]],
  ["by a helper", `function testOne(name: string) {\n  test(name, run);\n}\ntestOne("a");`, [["a"]]],
  ["a name that is computed", `test(nameOf(1), run);`, [[""]]],
  ["no test", `if (/a/.test(text)) run(); // test("b")`, []],
];
for (const [what, source, names] of cases) {
  test(`[PROJECT] the reader of names finds ${what}`, () => expect(readTestNames(source)).toEqual(names));
}
