// Marks of formatting put into a text that is being written: nothing of it is lost, and twice is as if never.
import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";

import { parseBody } from "../../src/protocol/markdown/parse_body.ts";
import { markNames, markText, type MarkName } from "../../web/composer/format_text.ts";

/** `⟦` and `⟧` in the text stand for the ends of the selection, `|` for a caret. */
function apply(marked: string, mark: MarkName): string {
  const text = marked.replace("|", "⟦⟧");
  const start = text.indexOf("⟦");
  const end = text.indexOf("⟧") - 1;
  const value = text.replace("⟦", "").replace("⟧", "");
  const put = markText(value, { start, end }, mark);
  const next = value.slice(0, put.start) + put.text + value.slice(put.end);
  const selected = `${next.slice(0, put.from)}⟦${next.slice(put.from, put.to)}⟧${next.slice(put.to)}`;
  return selected.replace("⟦⟧", "|");
}

describe("[COMPOSER] a mark", () => {
  test.each([
    ["say ⟦it⟧ now", "bold", "say **⟦it⟧** now"],
    ["say ⟦it ⟧now", "italic", "say *⟦it⟧* now"],
    ["say⟦ it⟧ now", "bold", "say **⟦it⟧** now"],
    ["say |", "strike", "say ~~|~~"],
    ["a ⟦b⟧", "code", "a `⟦b⟧`"],
    ["see ⟦a\nb⟧ there", "code", "see \n```\n⟦a\nb⟧\n```\n there"],
    ["see ⟦docs⟧", "link", "see [docs](⟦https://⟧)"],
    ["see ⟦https://a.example/b⟧", "link", "see [|](https://a.example/b)"],
    ["one\ntw|o\nthree", "quote", "one\n> tw|o\nthree"],
    ["⟦one\ntwo⟧", "list", "⟦- one\n- two⟧"],
    ["|", "list", "- |"],
  ] as const)("is put around or before what is selected: %p, %s", (before, mark, after) => {
    expect(apply(before, mark)).toBe(after);
  });

  test.each([
    ["say **⟦it⟧** now", "bold", "say ⟦it⟧ now"],
    ["> o|ne", "quote", "o|ne"],
    ["> |", "quote", "|"],
    ["⟦- one\n- two⟧", "list", "⟦one\ntwo⟧"],
    // Bold is not italic twice.
    ["**⟦it⟧**", "italic", "***⟦it⟧***"],
  ] as const)("that stands there is taken away: %p, %s", (before, mark, after) => {
    expect(apply(before, mark)).toBe(after);
  });

  test("loses nothing that was written, and selects what it was put around", () => {
    const texts = fc.string({
      unit: fc.constantFrom("a", " ", "\n", "*", ">", "-", "é", "日", "😀"),
      maxLength: 24,
    });
    fc.assert(
      fc.property(texts, fc.nat(24), fc.nat(24), fc.constantFrom(...markNames), (value, one, other, mark) => {
        const [start, end] = [
          Math.min(one, other, value.length),
          Math.min(Math.max(one, other), value.length),
        ];
        const put = markText(value, { start, end }, mark);
        const next = value.slice(0, put.start) + put.text + value.slice(put.end);
        const letters = (text: string) => text.replaceAll(/[*>~`\-\s[\]():/]|https/gu, "");
        expect(letters(next)).toBe(letters(value));
        expect(put.from).toBeGreaterThanOrEqual(put.start);
        expect(put.to).toBeLessThanOrEqual(put.start + put.text.length);
      }),
    );
  });

  test("is read as what it is called", () => {
    const address = "https://a.example";
    const link = markText(address, { start: 0, end: address.length }, "link");
    expect(JSON.stringify(parseBody(link.text.replace("[", "[docs")))).toContain(`"kind":"link"`);
    for (const mark of ["bold", "italic", "strike", "code", "quote", "list"] as const) {
      const { text } = markText("word", { start: 0, end: 4 }, mark);
      expect(JSON.stringify(parseBody(text))).toContain(`"kind":"${mark}"`);
    }
  });
});
