import { describe, expect, test } from "bun:test";

import {
  countPoints,
  isPlainLine,
  isStorableText,
  isUsername,
  isVisible,
  normaliseBody,
} from "../../src/protocol/text.ts";

describe("bodies", () => {
  test("[X1] a lone surrogate and U+0000 cannot be stored, everything else can", () => {
    for (const text of ["\ud800", "a\udc00b", "a\0b", "\0"]) expect(isStorableText(text)).toBe(false);
    for (const text of ["", "a", "\u{1f468}\u200d\u{1f469}", "\ufffd", "\uffff", "‮x", "\u0001"])
      expect(isStorableText(text)).toBe(true);
  });

  test("[X1] only line ends are normalised", () => {
    expect(normaliseBody("a\r\nb\rc\n\r\nd\n\re")).toBe("a\nb\nc\n\nd\n\ne");
    expect(normaliseBody("  tab\tand  space  ")).toBe("  tab\tand  space  ");
  });

  test("[X2] what nobody can see is not visible", () => {
    const nothing = [
      "",
      "   ",
      "\n\t",
      "\u2800",
      "\u200b\ufeff",
      "\u3164",
      "\u00ad",
      "\u202e\u202c",
      "\u{e0041}",
      "\ufe0f",
      "\u0001",
      "\u2028",
    ];
    for (const text of nothing) expect([text, isVisible(text)]).toEqual([text, false]);
  });

  test("[X2] a single visible sign in any script is enough", () => {
    for (const text of [".", "é", "上", "ع", "❤", " \u200b x ", "\u{1f600}", "̈", "꙰"])
      expect([text, isVisible(text)]).toEqual([text, true]);
  });
});

describe("names", () => {
  test("[L5] letters, marks and digits of any script make a username", () => {
    for (const name of [
      "ada",
      "Ada.Lovelace",
      "o'hara",
      "王芳",
      "Ægir_1",
      "наталья",
      "مريم",
      "हिन्दी",
      "é",
      "9lives",
      "m",
      "ö",
    ]) {
      expect([name, isUsername(name)]).toEqual([name, true]);
    }
  });

  test("[L5] spaces, bidi controls, invisible characters and a leading sign do not", () => {
    for (const name of [
      "",
      "a b",
      " a",
      "a\u202eb",
      "a\u200bb",
      "a\u200db",
      "\u3164",
      "a\ufe0f",
      "-a",
      "_",
      "@a",
      "a/b",
      "a\u00a0b",
      "\ud800",
      "a\0",
      "a\u00ad",
      "😀",
    ]) {
      expect([name, isUsername(name)]).toEqual([name, false]);
    }
  });

  test("[L6] a plain line is visible, one line, and does not turn the text around it", () => {
    for (const line of ["release-2.4", "日本語", "مرحبا", "👨‍👩‍👧 family", "a  b"])
      expect([line, isPlainLine(line)]).toEqual([line, true]);
    for (const line of [
      "",
      "\u200b",
      "a\nb",
      "a\u2028b",
      "a\u202eb",
      "a\u2066b",
      "\u200ea",
      "a\u0007",
      "\ud800",
    ]) {
      expect([line, isPlainLine(line)]).toEqual([line, false]);
    }
  });

  test("[L7] code points are counted, not UTF-16 units", () => {
    expect(countPoints("")).toBe(0);
    expect(countPoints("pässword")).toBe(8);
    expect(countPoints("👍👍")).toBe(2);
  });
});
