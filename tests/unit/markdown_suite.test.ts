// The examples of the CommonMark specification: each gives what it says, or is one of the deviations.
import { expect, test } from "bun:test";

import { parseBody } from "../../src/protocol/markdown/parse_body.ts";
import { readSuite } from "../support/commonmark_suite.ts";
import { deviations } from "../support/markdown_deviations.ts";
import { toHtml } from "../support/markdown_html.ts";

test("[K1] CommonMark's examples come out as they should, but for the deviations, all of which are told", async () => {
  const suite = await readSuite();
  expect(suite).toHaveLength(652);
  const listed = deviations.flatMap(({ examples }) => examples);
  expect(new Set(listed).size).toBe(listed.length);
  const wrong = suite.filter(({ markdown, html }) => toHtml(parseBody(markdown)) !== html);
  const listedNumbers = new Set(listed);
  const untold = wrong.filter(({ number }) => !listedNumbers.has(number));
  expect(untold.map((example) => ({ ...example, got: toHtml(parseBody(example.markdown)) }))).toEqual([]);
  const found = new Set(wrong.map(({ number }) => number));
  expect(listed.filter((number) => !found.has(number))).toEqual([]);
});

test("[K3] of what marks do inside a line, only HTML makes a difference", async () => {
  // 350 to 481 of the examples are about emphasis.
  const isEmphasis = (number: number) => number >= 350 && number <= 481;
  const exceptions = deviations.filter(({ examples }) => examples.some(isEmphasis));
  expect(exceptions.flatMap(({ examples }) => examples.filter(isEmphasis))).toEqual([475, 476, 477]);
});
