// What holds for every body.
import { describe, expect, test } from "bun:test";

import * as fc from "fast-check";

import { isLinkAddress } from "../../src/protocol/markdown/addresses.ts";
import { parseBody } from "../../src/protocol/markdown/parse_body.ts";
import { plainText } from "../../src/protocol/markdown/plain_text.ts";
import { isVisible } from "../../src/protocol/text.ts";
import { walk, type Node } from "../support/markdown_walk.ts";
import { naughtyStrings, readParagraphs } from "../support/real_texts.ts";

const snippets = [
  "*",
  "_",
  "~",
  "`",
  "[",
  "]",
  "(",
  ")",
  "<",
  ">",
  "@",
  "\\",
  "-",
  ".",
  "1",
  "#",
  "!",
  "&",
  ";",
  ":",
  "/",
  " ",
  "\n",
  "\t",
  '"',
  "'",
  "**",
  "~~",
  "```",
  "\n```js\n",
  "\n> ",
  "\n- ",
  "\n2. ",
  "\n\n",
  "https://a.example",
  "](https://a.example)",
  "mailto:a@b.c",
  "@ada",
  "＠",
  "看",
  "a",
  "Zß",
  "中。",
  "😀",
  "👨‍👩‍👧",
  "\u202e",
  "\u200b",
  "\u0301",
  "\r",
  "\u2028",
  "\ud800",
  "\0",
  "¯\\_(ツ)_/¯",
];
const typed = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.array(fc.constantFrom(...snippets), { maxLength: 60 }).map((all) => all.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 100 }) },
);
// As it is stored: a lone CR or CRLF is LF by then (X1).
const body = typed.map((text) => text.replaceAll(/\r\n?/g, "\n"));
const runs = { numRuns: 2000 };

function leafEdges(node: Node): [number, number][] {
  if (node.kind === "code_block" || node.kind === "link") return [[node.start, node.end]];
  return "children" in node || "items" in node ? [] : [[node.start, node.end]];
}

/** What of the body no leaf stands for. */
function marksOf(text: string): string {
  const isCovered = new Uint8Array(text.length);
  for (const { node } of walk(parseBody(text), text)) {
    for (const [start, end] of leafEdges(node)) isCovered.fill(1, start, end);
  }
  return [...isCovered.keys()]
    .filter((index) => isCovered[index] === 0)
    .map((index) => text.charAt(index))
    .join("");
}

function checkProperties(text: string): void {
  const blocks = parseBody(text);
  expect(parseBody(text)).toEqual(blocks);
  let seen = 0;
  for (const { node, parent, before } of walk(blocks, text)) {
    seen += 1;
    expect(node.start).toBeLessThan(node.end);
    expect(node.start).toBeGreaterThanOrEqual(before?.end ?? parent.start);
    expect(node.end).toBeLessThanOrEqual(parent.end);
    if (node.kind === "text") expect(node.text).toBe(text.slice(node.start, node.end));
    if (node.kind === "text") expect(node.text).not.toContain("\n");
    if (node.kind === "break") expect(text.slice(node.start, node.end)).toBe("\n");
    if (node.kind === "mention") expect(text.slice(node.start, node.end)).toBe(node.sign + node.name);
    if (node.kind === "address") expect(text.slice(node.start, node.end)).toContain(node.text);
    if ("href" in node) {
      expect(isLinkAddress(node.href)).toBe(true);
      expect(["http:", "https:", "mailto:"]).toContain(new URL(node.href).protocol);
    }
    if ("gap" in node) expect(node.gap).toBeGreaterThanOrEqual(0);
  }
  if (text.trim() !== "") expect(seen).toBeGreaterThan(0);
  // Nothing but marks and white space is left out, so that whoever paints the source by the tree paints all of it.
  expect(marksOf(text).replaceAll(/[\s*_~`[\]<>\\.\d-]/g, "")).toBe("");
  expect(typeof plainText(blocks)).toBe("string");
}

describe("every body", () => {
  test("[K1] places are in order and in bounds, texts are the body's, and only marks are no leaf", () => {
    fc.assert(fc.property(body, checkProperties), runs);
  });

  test("[K1] naughty strings and the declaration of human rights too", async () => {
    for (const text of naughtyStrings) checkProperties(text);
    const paragraphs = await readParagraphs();
    for (const { text } of paragraphs.filter((_, index) => index % 23 === 0)) checkProperties(text);
  });

  test("[K9] what holds no mark is its own text and its own plain text", () => {
    const plain = fc
      .array(
        fc.constantFrom(
          "a",
          "B ",
          "中。",
          "😀",
          ".",
          "!",
          "\n",
          "\n\n",
          "é",
          " (b) ",
          "10:30",
          "\u202e",
          "'",
          '"',
          "&",
          "#",
        ),
        { maxLength: 60 },
      )
      .map((all) => all.join(""));
    fc.assert(
      fc.property(plain, (text) => {
        // Blank lines at both ends, and what stands in blank lines, cannot be seen.
        const seen = text.replaceAll(/^[^\S\n]+$/gm, "").replaceAll(/^\n+|\n+$/g, "");
        expect(plainText(parseBody(text))).toBe(seen);
        for (const { node } of walk(parseBody(text), text))
          expect(["paragraph", "text", "break"]).toContain(node.kind);
      }),
      runs,
    );
  });

  test("[X2] what is visible as typed is visible when it is read", () => {
    const isSeen = (text: string) =>
      [...walk(parseBody(text), text)].some(
        ({ node }) =>
          node.kind === "list" ||
          node.kind === "code_block" ||
          ("text" in node && isVisible(node.text)) ||
          node.kind === "mention",
      );
    fc.assert(
      fc.property(body, (text) => {
        fc.pre(/[\p{L}\p{N}]/u.test(text));
        expect([text, isSeen(text)]).toEqual([text, true]);
      }),
      runs,
    );
    for (const text of [
      ">",
      "> >",
      "*",
      "**",
      "- ",
      "`",
      "[](https://x.example)",
      "\\",
      "\\\\",
      "```",
      "~~",
      "_ _",
    ]) {
      expect([text, isSeen(text)]).toEqual([text, true]);
    }
  });
});
