// Bodies made to be slow or deep. Work is counted in steps, not in time.
import { describe, expect, test } from "bun:test";

import * as fc from "fast-check";

import { parseBody, parseCounted } from "../../src/protocol/markdown/parse_body.ts";
import { isHonestText } from "../../src/protocol/markdown/link_text.ts";
import { plainText } from "../../src/protocol/markdown/plain_text.ts";
import { walk } from "../support/markdown_walk.ts";

const units = [
  "*", "**", "_", "~~", "*a ", "a* ", "*a_ ", "**a *b ", "_a __b ", "a**b", "*a**b***c", "~~a *b~~ ", "*~~_",
  "[", "]", "](", ")", "[a](", "[a](b", "[a](https://", "[a](mailto:", "[a](https://a.example/(", "[https://b.example](https://a.example/", "[a](<b", "[a](https://a.example/(", "![[](", "[](\\(", "[a](https://x.example)", "[https://a.example](https://b.example)", "[ ](https://b.example)",
  "`", "`` ", "` `` ``` ", "`a``b```c", "\\", "\\`", "\\*", "¯\\_", "\\*a", "\\**a", "\\`a\\*", "\\[a](https://x.example)", "[\\]", "\\\\\\_a_ ", "\n\\> ", "\n\\`\\`\\`", "\\@a ",
  "<", "<https:", "<https://a.example", "<a@", "<a@b.", ">", "> ", "\n> ", "\n>> ", "> - ", "\n- ", "- ", "1. ", "\n1. a", "\n  ", "\t", "\n\t- a",
  "https://", "https://a.example/)", "https://[", "https://a.example/_", "_https://a.example/", "mailto:", "mailto:a@b", "https://a!!!!", "h", "@a", "@a_", "_@a_ ", "@", "@a.-'",
  "\n```", "\n````", "```\n", "\n", "\n\n", " ", "a", "“", "中*", "\ud83d\ude00*", "*\ufe0f",
]; // prettier-ignore

/** Steps for each unit of the body. The honest ones are around 3, the worst that was found 12; this is the bound of K8. */
const maxStepsPerUnit = 20;

const around = [
  ["", ""],
  ["*", "*"],
  ["[", "](https://x.example)"],
  ["> ", "`"],
] as const;

describe("work", () => {
  test("[K8] a link's text is read in one pass, whatever runs of signs it holds", () => {
    // Squares would take minutes here, and seconds in a body.
    for (const run of [".", "-", "a", "a.", "//", "[", ":1", "a.com "]) {
      expect(isHonestText(`a${run.repeat(400_000)}b`, "https://a.com")).toBeBoolean();
    }
  });

  for (const unit of units) {
    test(`[K8] ${JSON.stringify(unit)} again and again costs so much for each, and no more`, () => {
      for (const [before, after] of around) {
        const perUnit = (length: number) => {
          const body = before + unit.repeat(Math.ceil(length / unit.length)) + after;
          return parseCounted(body).steps / body.length;
        };
        const [short, long] = [perUnit(500), perUnit(8000)];
        expect(long).toBeLessThan(maxStepsPerUnit);
        // A square would be 16 times as much for each.
        expect(long).toBeLessThan(2 * short + 1);
      }
    });
  }

  const nests = [
    ["[", "a", "](https://x.example)"],
    ["[", "https://a.example ", "](https://b.example)"],
    ["[ ", "", "](https://b.example)"],
    ["[*", "_", "*](https://b.example)"],
    ["*", "a", "*"],
    ["**_", "a", "_**"],
    ["(", "https://a.example/", ")"],
    ["<", "https://a.example/", ">"],
  ] as const;
  for (const [open, inside, close] of nests) {
    test(`[K8] so does ${open}…${close} around itself`, () => {
      const perUnit = (times: number) => {
        const body = open.repeat(times) + inside + close.repeat(times);
        return parseCounted(body).steps / body.length;
      };
      expect(perUnit(400)).toBeLessThan(2 * perUnit(25) + 1);
    });
  }

  test("[K8] what no parenthesis closes is not read again by each that is open around it", () => {
    const open = "[a](b".repeat(12);
    const links = "[https://a.example](https://b.example)".repeat(55);
    const body = `${open}\\${links}`.repeat(6);
    expect(parseCounted(body).steps).toBeLessThan(maxStepsPerUnit * body.length);
  });

  test("[K8] so do mixtures", () => {
    const mixture = fc.array(fc.tuple(fc.constantFrom(...units), fc.integer({ min: 1, max: 300 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(mixture, fc.integer({ min: 1, max: 8 }), (parts, times) => {
        const body = parts
          .map(([unit, count]) => unit.repeat(count))
          .join("")
          .repeat(times);
        expect(parseCounted(body).steps).toBeLessThan(maxStepsPerUnit * body.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe("depth", () => {
  const deep = [
    ">".repeat(10_000),
    "> ".repeat(5000),
    "- ".repeat(5000) + "a",
    "- > ".repeat(2500) + "a",
    "1. ".repeat(3000) + "a",
    "*a **b ".repeat(1400) + "c** d* ".repeat(1400),
    "~~a ".repeat(2000) + "b~~ ".repeat(2000),
    "_(".repeat(3000) + ")_".repeat(3000),
    "[*".repeat(3000) + "*](https://x.example)".repeat(300),
    Array.from({ length: 140 }, (_, index) => `${"  ".repeat(index)}- a`).join("\n"),
  ];
  for (const body of deep) {
    test(`[K8] ${JSON.stringify(body.slice(0, 12))}… is no deeper than 8 and 16, and nothing of it is lost`, () => {
      const blocks = parseBody(body);
      for (const { blockDepth, inlineDepth } of walk(blocks, body)) {
        expect(blockDepth).toBeLessThanOrEqual(8);
        expect(inlineDepth).toBeLessThanOrEqual(16);
      }
      const letters = (text: string) => text.replaceAll(/[^a-z]/g, "").length;
      expect(letters(plainText(blocks))).toBeGreaterThanOrEqual(
        letters(body.replaceAll("(https://x.example)", "")),
      );
    });
  }
});
