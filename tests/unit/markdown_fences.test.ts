// K6: fences as people type them, at the end of a line too.
import { expect, test } from "bun:test";

import * as fc from "fast-check";

import { findMentions } from "../../src/protocol/mentions.ts";
import { parseBody, parseCounted } from "../../src/protocol/markdown/parse_body.ts";
import { plainText } from "../../src/protocol/markdown/plain_text.ts";
import type { Block } from "../../src/protocol/markdown/tree.ts";

function brief(block: Block): string {
  if (block.kind === "code_block")
    return `{${block.info}|${block.text}|${block.close === null ? "" : "end"}}`;
  if (block.kind === "quote") return `>(${block.children.map(brief).join(" / ")})`;
  if (block.kind === "list")
    return block.items.map((item) => `•(${item.children.map(brief).join(" / ")})`).join("");
  return plainText([{ ...block, gap: 0 }]);
}

function reads(title: string, cases: [body: string, ...blocks: string[]][]): void {
  test(`[K6] ${title}`, () => {
    for (const [body, ...blocks] of cases) expect([body, parseBody(body).map(brief)]).toEqual([body, blocks]);
  });
}

reads("code is ended by a line that ends in its backticks, if the fences behind it are in pairs", [
  ["```\ncode last```\n@x look", "{|code last|end}", "@x look"],
  ["```js\na\n  b ```  \nc", "{js|a\n  b |end}", "c"],
  ["```\na```\nb\n```\nc\n```", "{|a|end}", "b", "{|c|end}"],
  ["```\na\n      ```\nb", "{|a|end}", "b"],
  ["> ```\n> a```\n> @x", ">({|a|end} / @x)"],
  ["- ```\n  a```\n  b\n- c", "•({|a|end} / b)•(c)"],
  ["````\na```\nb````\nc", "{|a```\nb|end}", "c"],
]);

reads("where the backticks may be the code's own they are", [
  ["```\necho x ```\nbar\n```", "{|echo x ```\nbar|end}"],
  ["````\n```\na\n```\n````", "{|```\na\n```|end}"],
  ["````\n```\na```\n````", "{|```\na```|end}"],
  ["```\na```` \nb", "{|a```` \nb|}"],
  ["```\n`````a ```\nb", "{|`````a ```\nb|}"],
  ["```\na ```b``` \nc", "{|a ```b``` \nc|}"],
  ["```\na```\n- ```js\n  b\n  ```\n```", "{|a```\n- ```js\n  b|end}", "{||}"],
  ["```\na\n@x", "{|a\n@x|}"],
]);

reads("code begins behind a text where a later line ends it", [
  ["before ```\ncode\n```", "before", "{|code|end}"],
  [
    "a `b` and  ```js \n  code\n\n@x\n```\nafter",
    "a `b` and".replaceAll("`", ""),
    "{js|  code\n\n@x|end}",
    "after",
  ],
  ["so: ````md\n```\na\n```\n````", "so:", "{md|```\na\n```|end}"],
  ["before ```\ncode```\n@x", "before", "{|code|end}", "@x"],
  ["a\nb ```\nc\n```\nd ```\ne\n```", "a\nb", "{|c|end}", "d", "{|e|end}"],
  ["> so ```\n> a\n> ```\nb", ">(so / {|a|end})", "b"],
  ["- so ```\n  a\n  ```\n- b", "•(so / {|a|end})•(b)"],
  ["**a ```\nb\n```", "**a", "{|b|end}"],
]);

reads("and nowhere else", [
  ["use ``` to open", "use ``` to open"],
  ["use ``` to open\na\n```", "use ``` to open\na", "{||}"],
  ["see ```js", "see ```js"],
  ["see ```js\nand that", "see ```js\nand that"],
  ["``` x ```", "x"],
  ["``` x ```\na\n```", "x\na", "{||}"],
  ["a `b ```\nc\n```", "a `b ```\nc", "{||}"],
  ["a `b\nc ```\nd\n```\n`", "a `b\nc ```\nd", "{|`|}"],
  ["fences are ```\n```\ncode\n```", "fences are ```", "{|code|end}"],
  ["> so ```\n\na\n```", ">(so ```)", "a", "{||}"],
  ["- so ```\na\n```", "•(so ```)", "a", "{||}"],
  ["a```\nb\n```", "a```\nb", "{||}"],
  ["a ``` b c\nd\n```", "a ``` b c\nd", "{||}"],
]);

test("[K6] [M1] whom a body with such fences names", () => {
  expect(findMentions("```\ncode last```\n@x look")).toEqual(["x"]);
  expect(findMentions("@y before ```\n@x\n``` ")).toEqual(["y"]);
  expect(findMentions("```\necho @x ```\n@x\n```")).toEqual([]);
});

const snippets = [
  "```",
  "````",
  "``",
  "`",
  " ```",
  "```js",
  " ",
  "a",
  "\n",
  "\n",
  "\n> ",
  "\n- ",
  "\n  ",
  "\\",
  "b c",
  "\n```\n",
];

test("[K6] whatever is typed: in order, in bounds, nothing lost, and a closing fence where it says", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...snippets), { maxLength: 40 }), (parts) => {
      const body = parts.join("");
      const all = (blocks: readonly Block[]): Block[] =>
        blocks.flatMap((block) => {
          if (block.kind === "quote") return [block, ...all(block.children)];
          return block.kind === "list"
            ? [block, ...block.items.flatMap((item) => all(item.children))]
            : [block];
        });
      const blocks = parseBody(body);
      for (const block of all(blocks)) {
        expect(block.gap).toBeGreaterThanOrEqual(0);
        if (block.kind !== "code_block" || block.close === null) continue;
        expect(body.slice(block.close, block.end)).toMatch(/^`{3,}\s*$/);
        expect(block.close).toBeGreaterThan(block.start);
      }
      const letters = (text: string) => text.replaceAll(/[^a-z]/g, "");
      const infos = all(blocks).map((block) => (block.kind === "code_block" ? block.info : ""));
      expect(letters(plainText(blocks) + infos.join("")).length).toBe(letters(body).length);
    }),
    { numRuns: 2000 },
  );
});

test("[K8] the search for an end passes each line about once", () => {
  const all = [
    (times: number) => "a ```\n".repeat(times),
    (times: number) => "a ```\n".repeat(times) + "```\n```",
    (times: number) => "a ```\n".repeat(times) + "```\n```\n```",
    (times: number) => "a ```\n> b\n".repeat(times),
    (times: number) => "> - a ```\n>   b\n".repeat(times),
    (times: number) => Array.from({ length: times }, (_, at) => `a ${"`".repeat(3 + (at % 9))}`).join("\n"),
    (times: number) => "a ```\n".repeat(times) + "b\n".repeat(times) + "``` c",
    (times: number) => "- a ```js\n  b ````\n\n".repeat(times),
    (times: number) => "```\n" + "a```\n".repeat(times) + "```",
  ];
  for (const [index, make] of all.entries()) {
    const perUnit = (times: number) => parseCounted(make(times)).steps / make(times).length;
    expect([index, perUnit(1600) < 1.5 * perUnit(100) + 2, perUnit(1600) < 40]).toEqual([index, true, true]);
  }
  for (const line of [
    "` ".repeat(100_000),
    `${"`".repeat(100_000)} `,
    "a ".repeat(100_000),
    "``` ".repeat(50_000),
  ]) {
    expect(parseBody("```\n" + line + "\n" + line)).toBeArray();
    expect(parseBody("x\n" + line + "\n" + line)).toBeArray();
  }
});
