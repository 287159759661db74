// M1: which texts of a body may name someone.
import { array, assert, constantFrom, property } from "fast-check";
import { expect, test } from "bun:test";

import { bareName, findMentions, namesIn } from "../../src/protocol/mentions.ts";

test("[M1] what stands behind an @ at a word edge, as long as it goes, in the order of the body", () => {
  const cases: [body: string, names: string[]][] = [
    ["@bob", ["bob"]],
    ["hi @bob, and @ada.", ["bob", "ada."]],
    ["(@bob) *@ada* [@eve]", ["bob", "ada", "eve"]],
    ["@@bob", ["bob"]],
    ["mail@bob 1@bob é@bob e\u0301@bob 語@bob", []],
    ["\u{1d4d0}@bob", []],
    ["👍@bob", ["bob"]],
    ["@", []],
    ["@ bob @.bob @_bob", []],
    ["@Łukasz_3 @上海 @bob’s", ["Łukasz_3", "上海", "bob"]],
    ["- @bob\n- item @ada\n\n1. @eve", ["bob", "ada", "eve"]],
    ["_@bob_", ["bob"]],
  ];
  for (const [body, names] of cases) expect([body, findMentions(body)]).toEqual([body, names]);
});

test("[M1] nothing in code, fenced code or quoted lines, nor behind a backslash", () => {
  const silent = [
    "`@everyone`",
    "``a ` @bob``",
    "```\n@everyone\n```",
    "```\n@bob, to the end",
    "````\n```\n@bob\n````",
    "> @everyone",
    "> quoted\n> @bob",
    "> - @bob",
    "- > @bob",
    "\\@bob",
  ];
  for (const body of silent) expect([body, findMentions(body)]).toEqual([body, []]);
  expect(findMentions("> @bob\n@ada `@eve` @eve")).toEqual(["ada", "eve"]);
});

test("[M1] a name ends before a sign: the longest reading first, what a sentence puts behind it last, and never inside a word", () => {
  const cases: [written: string, names: string[]][] = [
    ["luck", ["luck"]],
    ["unlucky", ["unlucky"]],
    ["bob's", ["bob", "bob's"]],
    ["bob-like", ["bob-like", "bob"]],
    ["bob.", ["bob", "bob."]],
    ["bob...", ["bob", "bob.", "bob..", "bob..."]],
    ["bob_", ["bob", "bob_"]],
    ["bob_.", ["bob", "bob_", "bob_."]],
    ["bob'S.", ["bob", "bob'S", "bob'S."]],
    ["bob_smith", ["bob_smith"]],
    ["bob_smith.", ["bob_smith", "bob_smith."]],
    ["a.b_c", ["a.b_c", "a"]],
    ["a.b.", ["a.b", "a.b.", "a"]],
    ["o'neil's", ["o'neil", "o'neil's", "o"]],
  ];
  for (const [written, names] of cases) {
    expect([written, namesIn(written)]).toEqual([written, names]);
  }
  expect(bareName("everyone.'")).toBe("everyone");
});

test("[M1] whatever is written, the readings are few, and each is its beginning", () => {
  const piece = constantFrom(
    "a",
    "b",
    ".",
    "_",
    "'",
    "-",
    "@",
    "`",
    "```",
    "\n",
    "> ",
    "- ",
    " ",
    "\\",
    "é",
    "語",
  );
  assert(
    property(array(piece, { maxLength: 200 }), (pieces) => {
      const body = pieces.join("");
      for (const written of findMentions(body)) {
        expect(body).toContain(`@${written}`);
        const names = namesIn(written);
        expect(names.length).toBeLessThanOrEqual(20);
        for (const name of names) expect(written.startsWith(name)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test("[K8] hostile bodies are found through with work that grows no faster than they do", () => {
  // The parser counts its own steps (K8); here, that what is done with its nodes is bounded too.
  const bodies = [
    "@a".repeat(5000),
    "@a ".repeat(3333),
    `@${"a.".repeat(4999)}`,
    `@${".".repeat(9999)}`,
    `@a${"_".repeat(9998)}`,
    `${"`".repeat(4000)}@a`,
    `${"> ".repeat(4000)}@a`,
    `${"- ".repeat(4000)}@a`,
    "[@a](".repeat(2000),
  ];
  for (const body of bodies) {
    const written = findMentions(body);
    expect(written.length).toBeLessThanOrEqual(body.length / 2);
    for (const one of written) expect(namesIn(one).length).toBeLessThanOrEqual(20);
  }
});
